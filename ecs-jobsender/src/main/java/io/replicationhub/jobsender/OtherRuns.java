package io.replicationhub.jobsender;

import io.replicationhub.aws.call.Api;
import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Refusal;
import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.aws.ecs.EcsTask;
import io.replicationhub.aws.ecs.EcsTasks;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.Sleeper;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an older JobSender of the same family runs. ECS is asked, so that nothing has to be kept: of those that run or are
 * about to, the one that was created first goes on, by ARN where two were created at once; all of them see the same order.
 * Outside of ECS nobody is asked. Where ECS does not answer, the run goes on: two at once cost requests and copy nothing
 * wrong.
 */
final class OtherRuns {
    private static final Logger LOG = LoggerFactory.getLogger(OtherRuns.class);
    private static final Comparator<EcsTask> OLDEST_FIRST =
            Comparator.comparing(EcsTask::created).thenComparing(EcsTask::arn);

    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    OtherRuns(Map<String, String> environment, InstantSource clock, Sleeper sleeper, RandomGenerator random) {
        this.environment = environment;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
    }

    /** The oldest of those before this one; empty where this is the oldest, or none can be found out. */
    Optional<EcsTask> older() throws InterruptedException {
        try {
            Optional<OwnTask> own = OwnTask.find(environment);
            return own.isEmpty() ? Optional.empty() : before(own.get());
        } catch (IOException | Refusal | StorageException | IllegalArgumentException e) {
            LOG.warn("Whether another run is at work cannot be found out, and this one goes on: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<EcsTask> before(OwnTask own) throws Refusal, StorageException, InterruptedException {
        var credentials = CredentialsSources.open(new CredentialsReference.Default(), environment);
        try (AwsClient ecs = AwsClient.open(Api.ECS, own.region(), credentials, environment, clock, sleeper, random)) {
            var tasks = new EcsTasks(ecs, own.cluster());
            List<String> arns = new ArrayList<>(tasks.running(own.family()));
            arns.remove(own.arn());
            if (arns.isEmpty()) {
                return Optional.empty();
            }
            arns.add(own.arn());
            return tasks.describe(arns).stream()
                    .min(OLDEST_FIRST)
                    .filter(task -> !task.arn().equals(own.arn()));
        }
    }
}
