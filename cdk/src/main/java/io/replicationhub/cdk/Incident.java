package io.replicationhub.cdk;

/**
 * What there are alarms for.
 *
 * <p>Each has a heading of the same words in docs/runbook.md, and the e-mail names it.
 */
enum Incident {
    DEAD_LETTERS(
            "DeadLettersAlarm",
            "Dead letters",
            "Something could not be copied for good and lies in the dead-letter queue with its reason."),
    OLD_MESSAGES(
            "OldMessagesAlarm",
            "Old messages",
            "The oldest task on the queue has waited for more than a day: the JobWorkers do not keep up."),
    RUN_FAILED(
            "RunFailedAlarm",
            "JobSender failed",
            "A run of the JobSender ended badly: it could not list a side or fill the queue, its settings are wrong, or its task"
                    + " was killed or never began. What it did not find is left to the next run."),
    NO_RUN(
            "NoRunAlarm",
            "JobSender did not run",
            "No run of the JobSender has come to its end for three times as long as is usual between two."),
    WORKER_ERRORS(
            "WorkerErrorsAlarm",
            "JobWorker errors",
            "An invocation of the JobWorker ended in an error; its messages come again when they are visible again."),
    WORKER_THROTTLED(
            "WorkerThrottledAlarm",
            "JobWorker throttled",
            "For a quarter of an hour Lambda has had no room for the JobWorkers that the queue asks for."),
    WORKER_HALTED(
            "WorkerHaltedAlarm",
            "JobWorker halted",
            "The JobWorkers cannot use a bucket or its credentials, and put all messages off until that is mended."),
    DELETES_REFUSED(
            "DeletesRefusedAlarm",
            "Deletes refused",
            "A run would have deleted more than it may at the destination, and deleted nothing.");

    private final String id;
    private final String heading;
    private final String sentence;

    Incident(String id, String heading, String sentence) {
        this.id = id;
        this.heading = heading;
        this.sentence = sentence;
    }

    String id() {
        return id;
    }

    String heading() {
        return heading;
    }

    /** What the e-mail says. */
    String description() {
        return sentence + " What to do: docs/runbook.md, \"" + heading + "\".";
    }
}
