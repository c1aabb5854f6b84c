package org.ztpserver.core.site;

/** A part of a file that has a line number. */
public interface Located {

    /** Counted from 1; 0 if it has none. */
    int line();
}
