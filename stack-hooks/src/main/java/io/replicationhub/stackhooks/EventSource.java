package io.replicationhub.stackhooks;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Json;
import io.replicationhub.aws.call.Refusal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hands the queue's messages to the JobWorker (Lambda API reference, UpdateEventSourceMapping). */
final class EventSource {
    /** For a change of its state; it takes a minute at most as a rule. */
    static final Duration SETTLING_MOST = Duration.ofMinutes(3);

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(EventSource.class);

    private final AwsClient lambda;
    private final String id;
    private final String path;

    EventSource(AwsClient lambda, String id) {
        this.lambda = lambda;
        this.id = id;
        this.path = "/2015-03-31/event-source-mappings/" + id;
    }

    /** Has it hand out no more messages, and waits until it does so. */
    void disable(Deadline deadline) throws Refusal, InterruptedException {
        while (true) {
            try {
                Json unused = lambda.ask(
                        "disabling the event source mapping " + id,
                        "PUT",
                        path,
                        "",
                        Json.object().with("Enabled", new Json.Flag(false)));
                break;
            } catch (Refusal e) {
                // It is being changed just now.
                boolean busy =
                        e.code().equals("ResourceInUseException") || e.code().equals("ResourceConflictException");
                if (!busy || !deadline.pause(BETWEEN)) {
                    throw e;
                }
            }
        }
        while (!lambda.ask("the event source mapping " + id, "GET", path, "", Json.NOTHING)
                .textAt("State")
                .equals("Disabled")) {
            if (!deadline.pause(BETWEEN)) {
                LOG.warn("The event source mapping {} is still being disabled", id);
                return;
            }
        }
    }
}
