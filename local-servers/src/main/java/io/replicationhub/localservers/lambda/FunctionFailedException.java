package io.replicationhub.localservers.lambda;

/** An invocation that brought no answer. */
public final class FunctionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final boolean over;

    FunctionFailedException(String message, boolean over) {
        super(message);
        this.over = over;
    }

    /** Whether the execution environment must go with it: it died, or was still at it when its time was up. */
    public boolean isOver() {
        return over;
    }
}
