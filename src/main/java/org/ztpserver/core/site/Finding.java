package org.ztpserver.core.site;

/**
 * A fault in a file that an operator wrote.
 *
 * @param file the path below the data root, or as given on the command line
 * @param line counted from 1; 0 if it concerns the file as a whole
 * @param message what is wrong, and what to write instead
 */
public record Finding(String file, int line, String message) {

    /** {@code file:line: message}, as compilers print it. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
