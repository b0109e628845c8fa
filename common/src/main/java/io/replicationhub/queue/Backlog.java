package io.replicationhub.queue;

/**
 * @param waiting messages that can be received now
 * @param inFlight messages received and not yet settled
 */
public record Backlog(long waiting, long inFlight) {
    public boolean isEmpty() {
        return waiting == 0 && inFlight == 0;
    }
}
