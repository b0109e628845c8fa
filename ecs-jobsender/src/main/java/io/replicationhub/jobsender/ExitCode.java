package io.replicationhub.jobsender;

/** How a run ends, as the container's exit code. */
public enum ExitCode {
    /** All there was to do is on the queue, or enough is there already. */
    DONE(0),
    /** The settings cannot be worked with. Nothing was asked of anyone. */
    SETTINGS(2),
    /** A side could not be listed, or a message not be sent. What was sent stays sent; the next run finds the rest. */
    INCOMPLETE(3),
    /** Stopped from outside: 128 and the number of SIGTERM, as shells and ECS count. */
    STOPPED(143);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
