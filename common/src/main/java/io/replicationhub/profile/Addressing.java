package io.replicationhub.profile;

/** Where the bucket's name goes. */
public enum Addressing {
    /** Into the path. */
    PATH,
    /** Into the host name, unless it is no label of a host name under a wildcard certificate (it has a dot). */
    VIRTUAL_HOST
}
