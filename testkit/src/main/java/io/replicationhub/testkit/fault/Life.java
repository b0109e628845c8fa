package io.replicationhub.testkit.fault;

/**
 * The life of one process, shared by all that it uses. After a crash nothing that the process still does on its way out
 * has any effect: every further request dies too. Thread-safe.
 */
public final class Life {
    private volatile boolean over;

    public boolean isOver() {
        return over;
    }

    /** The process dies here. */
    public Mishap crash() {
        return request -> {
            over = true;
            throw new Crash(request.toString());
        };
    }

    /** The script for as long as the process lives. */
    public FaultScript during(FaultScript script) {
        return request -> over ? new Fault.Before(crash()) : script.on(request);
    }
}
