package io.replicationhub.operate.aws;

import io.replicationhub.aws.SdkCredentials;
import io.replicationhub.aws.credentials.AwsCall;
import io.replicationhub.aws.credentials.AwsService;
import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.letter.LetterBox;
import io.replicationhub.operate.letter.TaskPost;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.operate.stack.SenderTasks;
import io.replicationhub.operate.stack.StackBook;
import io.replicationhub.operate.stack.StatusReader;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.stack.StackOutput;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An account in one region, as far as operating a stack asks it. Thread-safe. */
public final class AwsAccount implements AutoCloseable {
    private static final Duration CONNECT_MOST = Duration.ofSeconds(3);
    private static final Duration ANSWER_MOST = Duration.ofSeconds(10);

    private final AwsPlace place;
    private final CredentialsSource credentials;
    private final SqsClient sqs;
    private final InstantSource clock;

    private AwsAccount(AwsPlace place, CredentialsSource credentials, SqsClient sqs, InstantSource clock) {
        this.place = place;
        this.credentials = credentials;
        this.sqs = sqs;
        this.clock = clock;
    }

    /** Credentials are asked for now, so that it is told at once where there are none. */
    public static AwsAccount open(AwsPlace place, InstantSource clock) throws Unreachable {
        CredentialsSource credentials;
        try {
            credentials = CredentialsSources.open(place.credentials(), place.environment());
            var unused = credentials.current();
        } catch (StorageException e) {
            throw new Unreachable(String.valueOf(e.getMessage()), e);
        }
        SqsClient sqs = SqsClient.builder()
                .credentialsProvider(SdkCredentials.provider(credentials))
                .region(Region.of(place.region()))
                .endpointOverride(place.endpoint(AwsService.QUEUES))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT_MOST)
                        .socketTimeout(ANSWER_MOST))
                .build();
        return new AwsAccount(place, credentials, sqs, clock);
    }

    public StackBook stacks() {
        return new CloudFormation(
                new QueryApi(call(AwsService.CLOUD_FORMATION), "cloudformation", CloudFormation.VERSION),
                place.region());
    }

    /** @param stack with all the outputs that tell where its parts are */
    public StatusReader status(DeployedStack stack) throws Unreachable {
        var watch = new CloudWatch(new QueryApi(call(AwsService.CLOUD_WATCH), "cloudwatch", CloudWatch.VERSION));
        String queue = stack.need(StackOutput.QUEUE_URL);
        return new StatusReader(
                stack,
                letterBox(queue),
                queue,
                letterBox(stack.need(StackOutput.DEAD_LETTER_QUEUE_URL)),
                watch,
                stacks(),
                watch,
                senders(stack),
                clock);
    }

    public SenderTasks senders(DeployedStack stack) throws Unreachable {
        return new EcsTasks(
                call(AwsService.CONTAINERS),
                stack.need(StackOutput.CLUSTER),
                stack.need(StackOutput.JOB_SENDER_TASK),
                new Random());
    }

    public LetterBox letterBox(String url) {
        return new SqsLetterBox(sqs, url, clock);
    }

    public TaskPost taskPost(String url) {
        return new SqsTaskPost(sqs, url);
    }

    private AwsCall call(AwsService service) {
        return new AwsCall(service, place.regions(service), credentials, clock, Sleeper.REAL, new Random());
    }

    @Override
    public void close() {
        sqs.close();
    }
}
