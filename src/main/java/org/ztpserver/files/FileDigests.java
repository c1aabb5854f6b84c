package org.ztpserver.files;

/**
 * The size and digests with which a client checks a download (contract A1, {@code /meta}).
 *
 * @param size in bytes
 * @param sha1 lower-case hexadecimal, like the others
 */
public record FileDigests(long size, String sha1, String sha256, String md5) {}
