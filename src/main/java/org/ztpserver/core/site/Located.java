package org.ztpserver.core.site;

/** Something that stands in a line of a file. */
public interface Located {

    /** Counted from 1; 0 when it has none. */
    int line();
}
