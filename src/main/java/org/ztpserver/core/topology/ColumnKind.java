package org.ztpserver.core.topology;

/** The kind of content in a column of an interface pattern. The columns are local interface, device and port. */
enum ColumnKind {
    ANY,
    NONE,
    /** An interface, or a value for comparison. */
    GIVEN
}
