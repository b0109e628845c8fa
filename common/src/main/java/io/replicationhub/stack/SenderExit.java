package io.replicationhub.stack;

import java.util.Arrays;
import java.util.List;

/** How a run of the JobSender ends, as its container's exit code. */
public enum SenderExit {
    /** All there was to do is on the queue, or enough is there already. */
    DONE(0),
    /** The settings cannot be worked with. Nothing was asked of anyone. */
    SETTINGS(2),
    /** A side could not be listed, a message not be sent, or something else went wrong. What was sent stays sent; the next run finds the rest. */
    INCOMPLETE(3),
    /** Stopped from outside: 128 and the number of SIGTERM, as shells and ECS count. */
    STOPPED(143);

    private final int number;

    SenderExit(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Whether nobody needs to know of it: it went well, or somebody wanted it so. */
    public boolean isGood() {
        return this == DONE || this == STOPPED;
    }

    /** The numbers of good ends; any other one, and none, is a failure. */
    public static List<Integer> goodNumbers() {
        return Arrays.stream(values())
                .filter(SenderExit::isGood)
                .map(SenderExit::number)
                .toList();
    }
}
