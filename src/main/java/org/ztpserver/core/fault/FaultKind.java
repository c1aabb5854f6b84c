package org.ztpserver.core.fault;

/** The kind of a fault, which tells who must fix it. */
public enum FaultKind {
    /** The request can't be understood: not JSON, a wrong type, no identifier. */
    INVALID_REQUEST,
    /** The body of a request is larger than the limit. */
    TOO_LARGE,
    /** A file of the data root has invalid content. */
    INVALID_FILE,
    /** The requested file is missing, or its path is not served. */
    MISSING_FILE,
    /** The site has no entry for this switch, or the server knows nothing about it yet. */
    UNKNOWN_SWITCH,
    /**
     * The server has nothing for this node: it is unknown, matches no pattern, fails its own pattern or has no
     * definition.
     */
    NOT_PROVISIONED,
    /** A pool or a plugin can't give a value that a definition or a template asks for. */
    NO_VALUE,
    /** The server can't answer now, but can later without a change of the request: the data root is gone. */
    UNAVAILABLE
}
