package io.replicationhub.stack;

import java.time.Duration;

/**
 * The times and counts by which queue, function and programs fit together. The stack is built from these numbers and the
 * programs keep to them; what must hold between them stands in docs/limits.md, "On AWS", and is tested.
 */
public final class Timing {
    /** How long one invocation of the JobWorker may take: as long as Lambda lets it (Lambda quotas, "Timeout"). */
    public static final Duration INVOCATION = Duration.ofMinutes(15);

    /** Of that, what a worker keeps to finish requests and to tell the queue what is left. */
    public static final Duration INVOCATION_ENDING = Duration.ofSeconds(20);

    /** How long messages wait when nothing can be done for now: as long as SQS delays one (SQS quotas, "Message timer"). */
    public static final Duration HALT_PAUSE = Duration.ofMinutes(15);

    /** Messages in one invocation. A message of the JobSender is a batch already, or a large object that fills a worker. */
    public static final int MESSAGES_AT_ONCE = 1;

    /** The same where S3 sends events, of which each is a message of one object. */
    public static final int EVENTS_AT_ONCE = 10;

    /** How long events are gathered for that. */
    public static final Duration EVENTS_GATHERED = Duration.ofSeconds(1);

    /** So many invocations a message is to be hidden (Lambda Developer Guide, "Using Lambda with Amazon SQS", queue visibility timeout). */
    public static final int INVOCATIONS_HIDDEN = 6;

    /**
     * How long a message is hidden from others while a worker has it. Six invocations and the gathering: what Lambda must
     * throttle is tried again within it, and no receive is used up. Only after the death of a worker is it waited for.
     */
    public static final Duration VISIBILITY =
            INVOCATION.multipliedBy(INVOCATIONS_HIDDEN).plus(EVENTS_GATHERED);

    /**
     * How often a message may come before SQS itself puts it with the dead letters. A worker does so after three tries,
     * with the reason; this is for messages that kill their worker, and for invocations that get nowhere.
     */
    public static final int RECEIVES_MOST = 10;

    /** How long both queues keep a message: as long as SQS does (SQS quotas, "Message retention"). */
    public static final Duration RETENTION = Duration.ofDays(14);

    /** A queue whose oldest message is older than this is not keeping up. */
    public static final Duration OLDEST_MESSAGE = Duration.ofDays(1);

    /** How long a JobSender takes to end when it is told to stop. */
    public static final Duration SENDER_ENDING = Duration.ofSeconds(25);

    /** After which it is killed: what ECS does where nothing is said (ECS API reference, StopTimeout). */
    public static final Duration SENDER_KILLED = Duration.ofSeconds(30);

    /** Schedules that pass without a run before somebody is told. */
    public static final int MISSED_RUNS = 3;

    private Timing() {}
}
