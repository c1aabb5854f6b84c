package org.ztpserver.core.topology;

/** What stands in one of the three columns of an interface pattern: local interface, device and port. */
enum ColumnKind {
    ANY,
    NONE,
    /** An interface, or a value to compare with. */
    GIVEN
}
