package io.replicationhub.cdk;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnParameter;

/**
 * When the JobSender runs, and how much the two programs may use.
 *
 * @param expectedHours within how many hours a run is expected; {@link #NEVER} for none
 */
record RunParameters(
        CfnParameter schedule,
        CfnParameter expectedHours,
        CfnParameter events,
        CfnParameter backlogLimit,
        CfnParameter staleUploadAge,
        CfnParameter lambdaMemory,
        CfnParameter lambdaConcurrency,
        CfnParameter threads,
        CfnParameter partSize,
        CfnParameter bandwidth,
        CfnParameter client) {
    static final String NEVER = "never";
    static final List<String> HOURS = List.of("1", "2", "3", "4", "6", "8", "12", "24", "48");

    static final String NO = "No";
    static final String CREATE = "Create_Only";
    static final String DELETE = "Delete_Only";
    static final String CREATE_AND_DELETE = "Create_And_Delete";

    /** In MB, as V13 had them at the low end. More memory is more processor and more bandwidth; 1,769 is one processor. */
    private static final List<String> MEMORY = List.of("512", "768", "1024", "1769", "2048", "3072", "4096", "8192");

    static RunParameters add(ParameterSheet.Group group) {
        return new RunParameters(
                group.text(
                        "schedule",
                        "Schedule",
                        "When the JobSender compares both sides, in UTC. Empty: only on deploy and by drh run.",
                        TextForm.SCHEDULE,
                        "rate(1 hour)"),
                group.choice(
                        "runExpectedEveryHours",
                        "A run is expected every … hours",
                        "After three times as long without a run there is an alarm. Take the hours between two runs of"
                                + " the schedule; never switches it off. Where the schedule is empty, 1 switches it off,"
                                + " too: with a clock of your own take 2 or more.",
                        Stream.concat(HOURS.stream(), Stream.of(NEVER)).toList()),
                group.choice(
                        "enableS3Event",
                        "S3 events",
                        "Whether the source bucket tells of changes, so that they are copied at once. It must be in this"
                                + " account and region. What it notifies of already is left as it is.",
                        List.of(NO, CREATE, DELETE, CREATE_AND_DELETE)),
                group.number(
                        "backlogLimit",
                        "Backlog limit",
                        "With more messages than this still waiting, a run of the JobSender adds none.",
                        1,
                        1_000_000,
                        1_000),
                group.text(
                        "staleUploadAge",
                        "Abort uploads older than",
                        "Days such as 7d after which unfinished uploads of the stack's role are aborted, unless parts came"
                                + " since. Empty: never. Where other credentials write, theirs cannot be told from anybody"
                                + " else's and are left: give the destination bucket a lifecycle rule for them.",
                        TextForm.DAYS,
                        "7d"),
                group.choice(
                        "lambdaMemory",
                        "Memory of a JobWorker (MB)",
                        "More memory is more processor and more bandwidth, and a higher price for each second.",
                        MEMORY,
                        "1024"),
                group.number(
                        "lambdaConcurrency",
                        "Most JobWorkers at once",
                        "How many invocations there may be at once.",
                        2,
                        1_000,
                        100),
                group.optional(
                        "threads",
                        "Objects at once",
                        "How many objects one JobWorker copies at once. Empty: as many as turn out to be worth having.",
                        TextForm.COUNT),
                group.optional(
                        "partSize",
                        "Part size",
                        "Of large objects, where their source does not decide it. Empty: 8MiB.",
                        TextForm.PART_SIZE),
                group.optional(
                        "bandwidth",
                        "Bandwidth of a JobWorker",
                        "The most that one JobWorker moves in a second, such as 10MB/s. Empty: no limit.",
                        TextForm.RATE),
                group.choice(
                        "client",
                        "Client",
                        "sdk: every request goes through the vendor's SDK; slower, and a way out.",
                        List.of("wire", "sdk")));
    }
}
