package io.replicationhub.localservers.faults;

/** How a server can be away as a whole. */
public enum Outage {
    /** Open connections are reset and new ones refused, as when the process is gone. */
    REFUSE,
    /** Open connections are reset; new ones are accepted and reset at once, as by a load balancer without servers. */
    RESET,
    /** Connections are accepted and stay open, and nothing moves until it is over. */
    SILENCE
}
