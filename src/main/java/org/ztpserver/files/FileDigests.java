package org.ztpserver.files;

/**
 * What a client checks a download against (contract A1, {@code /meta}).
 *
 * @param size in bytes
 * @param sha1 lower-case hexadecimal, as the others
 */
public record FileDigests(long size, String sha1, String sha256, String md5) {}
