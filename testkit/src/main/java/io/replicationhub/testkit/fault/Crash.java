package io.replicationhub.testkit.fault;

/**
 * The process dies here. Not an exception that code may handle: whoever catches it must let it through, and nothing that
 * runs on its way out may be relied on.
 */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    public Crash(String where) {
        super("crash at " + where, null, false, false);
    }
}
