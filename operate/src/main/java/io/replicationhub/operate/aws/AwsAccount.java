package io.replicationhub.operate.aws;

import io.replicationhub.aws.SdkCredentials;
import io.replicationhub.aws.call.Api;
import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Patience;
import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.aws.ecs.EcsTasks;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.letter.LetterBox;
import io.replicationhub.operate.letter.TaskPost;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.operate.stack.SenderTasks;
import io.replicationhub.operate.stack.StackBook;
import io.replicationhub.operate.stack.StackParts;
import io.replicationhub.operate.stack.StatusReader;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.stack.StackOutput;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An account in one region, as far as operating a stack asks it. Thread-safe. */
public final class AwsAccount implements AutoCloseable {
    private final AwsPlace place;
    private final CredentialsSource credentials;
    private final SqsClient sqs;
    private final InstantSource clock;
    private final Map<Api, AwsClient> clients = new HashMap<>();

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
            boolean unsaid = place.credentials() instanceof CredentialsReference.Default;
            throw new Unreachable(
                    e.getMessage() + (unsaid ? "; say --profile NAME or --credentials REF for others" : ""), e);
        }
        return new AwsAccount(place, credentials, sqs(place, credentials), clock);
    }

    /** One that is as patient as the clients of the other services; what asks it to wait asks for a second. */
    private static SqsClient sqs(AwsPlace place, CredentialsSource credentials) throws Unreachable {
        return SqsClient.builder()
                .credentialsProvider(SdkCredentials.provider(credentials))
                .region(Region.of(place.region()))
                .endpointOverride(place.endpoint(Api.SQS))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(Patience.CONNECT_MOST)
                        .socketTimeout(Patience.ANSWER_MOST))
                .overrideConfiguration(client -> client.retryStrategy(new PatientRetries(System::nanoTime)))
                .build();
    }

    public StackBook stacks() throws Unreachable {
        return new CloudFormation(client(Api.CLOUD_FORMATION), place.region());
    }

    /** @param stack with all the outputs that tell where its parts are */
    public StatusReader status(DeployedStack stack) throws Unreachable {
        var watch = new CloudWatch(client(Api.CLOUD_WATCH));
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
        return new SendersOnEcs(
                new EcsTasks(client(Api.ECS), stack.need(StackOutput.CLUSTER)),
                stack.need(StackOutput.JOB_SENDER_TASK),
                new Random());
    }

    public StackParts parts() {
        return new PartsOnAws(this::client);
    }

    /** Where the stacks are. */
    public String region() {
        return place.region();
    }

    public LetterBox letterBox(String url) {
        return new SqsLetterBox(sqs, url, clock);
    }

    public TaskPost taskPost(String url) {
        return new SqsTaskPost(sqs, url);
    }

    /** One for each service, closed with the account. */
    private AwsClient client(Api api) throws Unreachable {
        try {
            synchronized (clients) {
                return clients.computeIfAbsent(
                        api,
                        any -> AwsClient.open(
                                api,
                                place.region(),
                                credentials,
                                place.environment(),
                                clock,
                                Sleeper.REAL,
                                new Random()));
            }
        } catch (IllegalArgumentException e) {
            // The environment names an address that is none.
            throw new Unreachable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        sqs.close();
        synchronized (clients) {
            clients.values().forEach(AwsClient::close);
        }
    }
}
