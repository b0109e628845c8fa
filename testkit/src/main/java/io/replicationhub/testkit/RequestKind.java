package io.replicationhub.testkit;

/** The kinds of request that the ports make, as a bill or a fault script tells them apart. */
public enum RequestKind {
    LIST,
    HEAD,
    GET,
    GET_TAGS,
    PUT,
    COPY,
    DELETE,
    RESTORE,
    CREATE_UPLOAD,
    UPLOAD_PART,
    COPY_PART,
    LIST_PARTS,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    LIST_UPLOADS,
    SEND,
    RECEIVE,
    ACKNOWLEDGE,
    RELEASE,
    BACKLOG,
    BURY,
    FIND_RECORD,
    KEEP_RECORD,
    FORGET_RECORD,
    GET_VERSIONING,
    LIST_VERSIONS,
    DELETE_VERSION
}
