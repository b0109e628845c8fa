package io.replicationhub.cli.run;

/** A side has been out for too long; the message says which. */
public final class SideLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SideLost(String message) {
        super(message);
    }
}
