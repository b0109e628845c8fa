package io.replicationhub.stackhooks;

import io.replicationhub.aws.call.Api;
import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Refusal;
import io.replicationhub.aws.ecs.EcsTask;
import io.replicationhub.aws.ecs.EcsTasks;
import io.replicationhub.aws.ecs.TaskNetwork;
import io.replicationhub.stackhooks.HookRequest.Verb;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the JobSender when the stack is there or has changed, so that nobody waits for the schedule. A start that fails
 * does not fail the stack: the schedule makes up for it, and what keeps a task from starting (no capacity, a role that ECS
 * does not see yet, an image that is not pushed yet) is mended more easily with a stack that is there than with one that
 * has gone back. The reason is in the stack's events and in the log.
 */
final class FirstRun implements Hook {
    /** New roles and policies are not seen everywhere at once (IAM User Guide, "Changes that I make are not always immediately visible"). */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String STARTED_BY = "stack";
    private static final int TOKEN_CHARS_MOST = 64;
    private static final Duration BETWEEN = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(FirstRun.class);

    private final Hooks.Clients clients;

    FirstRun(Hooks.Clients clients) {
        this.clients = clients;
    }

    @Override
    public String physicalId(HookRequest request) {
        return request.physicalId().orElse(request.logicalId());
    }

    @Override
    public String run(HookRequest request, Deadline deadline) throws HookFailed, InterruptedException {
        if (request.verb() == Verb.DELETE) {
            return "";
        }
        String cluster = request.required("Cluster");
        String definition = request.required("TaskDefinition");
        String group = request.text("SecurityGroup");
        var network = new TaskNetwork(
                request.list("Subnets"),
                group.isEmpty() ? List.of() : List.of(group),
                request.text("PublicIp").isEmpty() ? "DISABLED" : request.text("PublicIp"));
        try (AwsClient ecs = clients.open(Api.ECS)) {
            var tasks = new EcsTasks(ecs, cluster);
            Deadline patience = deadline.within(PATIENCE);
            for (int attempt = 1; ; attempt++) {
                try {
                    // Another attempt is another request to ECS: an answer that it has given once it gives again.
                    EcsTask task = tasks.run(definition, network, STARTED_BY, token(request, attempt));
                    LOG.info("The first run is {}", task.arn());
                    return "";
                } catch (Refusal e) {
                    if (!patience.pause(BETWEEN)) {
                        LOG.error("The first run did not start", e);
                        return "The first run did not start, and the schedule will start the next one: "
                                + e.getMessage();
                    }
                    LOG.warn("The first run did not start yet: {}", e.getMessage());
                }
            }
        }
    }

    /** ECS takes 64 characters (RunTask, clientToken). */
    private static String token(HookRequest request, int attempt) {
        String id = request.requestId();
        return id.substring(0, Math.min(id.length(), TOKEN_CHARS_MOST - 4)) + '-' + attempt;
    }
}
