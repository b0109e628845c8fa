package io.replicationhub.stack;

/** What the stack calls the JobSender within its task. */
public final class JobSenderRuntime {
    /** Its container's name, by which it is told from those that an account may have put beside it (GuardDuty does). */
    public static final String CONTAINER = "JobSender";

    private JobSenderRuntime() {}
}
