package io.replicationhub.transfer;

/** The run does not go on; {@link RunControl} says why. The task is neither done nor failed. */
public final class WorkStopped extends Exception {
    private static final long serialVersionUID = 1L;

    public WorkStopped() {
        super("the run does not go on", null, false, false);
    }
}
