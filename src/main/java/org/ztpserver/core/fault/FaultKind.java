package org.ztpserver.core.fault;

/** What kind of fault somebody has to mend, and so who that is. */
public enum FaultKind {
    /** What the client sent can't be understood: not JSON, a wrong type, no identifier. */
    INVALID_REQUEST,
    /** The body of a request is larger than the server takes. */
    TOO_LARGE,
    /** A file of the data root does not say what it must. */
    INVALID_FILE,
    /** A file that was asked for by its path is not there, or its path is not one that is served. */
    MISSING_FILE,
    /** The site says nothing of this switch, or nothing is known of it yet. */
    UNKNOWN_SWITCH,
    /** The server has nothing for this node: it is unknown, matches no pattern, fails its own, or lacks a definition. */
    NOT_PROVISIONED,
    /** A value that a definition or a template asks of a pool or a plugin can't be had. */
    NO_VALUE
}
