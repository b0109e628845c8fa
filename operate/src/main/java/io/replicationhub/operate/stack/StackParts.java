package io.replicationhub.operate.stack;

import io.replicationhub.aws.scheduler.Schedules;
import io.replicationhub.aws.sqs.QueueAttributes;
import io.replicationhub.operate.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The parts of a stack as they are now. Of what is not there, and of what may not be looked at, {@link Unreachable} says so.
 * Thread-safe.
 */
public interface StackParts {
    QueueAttributes queue(String url) throws Unreachable;

    Worker worker(String function) throws Unreachable;

    /** What hands messages to a function. */
    List<Feed> feeds(String function) throws Unreachable;

    Schedules.Plan schedule(String name) throws Unreachable;

    /** A thousand at most. */
    Subscribers subscribers(String topicArn) throws Unreachable;

    /**
     * A function of Lambda (its API reference, GetFunctionConfiguration).
     *
     * @param state {@code Active} where it can be invoked
     * @param reason why it is in that state, or why its last update failed; may be empty
     * @param isUpdateFailed whether it still runs what was there before its last update
     * @param timeout the most that one invocation takes
     */
    record Worker(
            String state, String reason, boolean isUpdateFailed, Duration timeout, Map<String, String> environment) {
        public Worker {
            environment = Map.copyOf(environment);
        }

        /** Without the environment's values. */
        @Override
        public String toString() {
            return "Worker[" + state + ']';
        }
    }

    /**
     * An event source mapping (Lambda API reference, EventSourceMappingConfiguration).
     *
     * @param source the queue's ARN
     * @param state {@code Enabled} where it hands messages out
     * @param reason why it is in that state, or what its last poll met; may be empty
     * @param window for how long it gathers messages
     * @param isPartial whether it takes it well that only some of the messages of an invocation failed
     */
    record Feed(String source, String state, String reason, Duration window, boolean isPartial) {}

    /**
     * Who is told of alarms.
     *
     * @param isAll whether there are no more than these
     */
    record Subscribers(List<Subscriber> known, boolean isAll) {
        public Subscribers {
            known = List.copyOf(known);
        }
    }

    /** @param endpoint an address of e-mail, for one */
    record Subscriber(String protocol, String endpoint, boolean isConfirmed) {}
}
