package io.replicationhub.cli;

import io.replicationhub.aws.SqsQueues;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.ElasticMqServer;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.QueueSettings;
import io.replicationhub.localservers.account.AccountServer;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.StorageException;
import io.replicationhub.queue.DeadLetter;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.stack.StackOutput;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.Task;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A stack as AWS would show it, with queues that work, and drh to operate it by. Servers are shared by all of a JVM. */
final class Deployment implements AutoCloseable {
    static final AccessKey KEY = new AccessKey("AKIAOPERATE", "canary-operator-secret");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Servers {
        static final ElasticMqServer SQS = ElasticMqServer.start();
        static final SqsClient CLIENT = SqsClient.builder()
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .region(Region.US_EAST_1)
                .endpointOverride(SQS.endpoint())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    final String stack = "drh-" + COUNT.incrementAndGet();
    final String cluster = stack + "-cluster";
    final AccountServer account = AccountServer.start(Servers.SQS.endpoint());
    final SqsClient sqs = Servers.CLIENT;
    private final LocalQueue queue;
    private final SqsQueues queues;
    private final Map<String, String> outputs = new TreeMap<>();
    private final Map<String, String> environment = new HashMap<>();

    /** @param receives how often a task may be received before SQS itself takes it for dead */
    Deployment(int receives) {
        queue = Servers.SQS.createQueue(new QueueSettings(stack, Duration.ofSeconds(30), receives));
        account.know(KEY);
        queues = open();
        String definition = account.containers().define(cluster, stack + "-JobSender");
        output(StackOutput.QUEUE_URL, url());
        output(StackOutput.DEAD_LETTER_QUEUE_URL, deadUrl());
        output(StackOutput.CLUSTER, cluster);
        output(StackOutput.JOB_SENDER_TASK, definition);
        output(StackOutput.JOB_SENDER_SUBNETS, "subnet-1,subnet-2");
        output(StackOutput.JOB_SENDER_SECURITY_GROUP, "sg-1");
        output(StackOutput.JOB_SENDER_PUBLIC_IP, "ENABLED");
        output(StackOutput.JOB_SENDER_LOG_GROUP, "/drh/jobsender");
        output(StackOutput.JOB_WORKER, stack + "-JobWorker");
        deploy(List.of());
        environment.put("AWS_ACCESS_KEY_ID", KEY.id());
        environment.put("AWS_SECRET_ACCESS_KEY", KEY.secret());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ENDPOINT_URL", account.endpoint().toString());
    }

    private SqsQueues open() {
        try {
            return SqsQueues.open(
                    new io.replicationhub.settings.QueueSettings(
                            url(),
                            deadUrl(),
                            Optional.of("us-east-1"),
                            Optional.of(Servers.SQS.endpoint()),
                            new CredentialsReference.Environment("W")),
                    Map.of("W_ACCESS_KEY_ID", "w", "W_SECRET_ACCESS_KEY", "w"),
                    new Random(1));
        } catch (StorageException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return queue.url().toString();
    }

    String deadUrl() {
        return queue.deadLetterUrl().toString();
    }

    void output(StackOutput output, String value) {
        outputs.put(output.key(), value);
    }

    void without(StackOutput output) {
        outputs.remove(output.key());
    }

    /** The stack as its outputs are now. */
    void deploy(List<String> alarms) {
        account.stacks().put(stack, "UPDATE_COMPLETE", outputs, alarms);
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    void withoutEnvironment(String name) {
        environment.remove(name);
    }

    /** A letter as a worker leaves it. */
    void bury(String failureClass, String reason, Task task) {
        workers(queues -> queues.deadLetters().bury(new DeadLetter(task, FailureClass.valueOf(failureClass), reason)));
    }

    /** Something that is no message of ours, as a worker leaves it. */
    void buryUnreadable(String body) {
        workers(queues -> queues.buryUnread(body, "not a task message"));
    }

    private interface Burial {
        void in(SqsQueues queues) throws Exception;
    }

    /** By the very code that a worker runs. */
    private void workers(Burial burial) {
        try {
            burial.in(queues);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void send(String url, String body, Map<String, MessageAttributeValue> attributes) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body).messageAttributes(attributes));
    }

    static CopyTask task(String key) {
        return new CopyTask(
                new ObjectKey(key),
                new ObjectKey(key),
                new ObjectStamp(
                        3, new ETag("900150983cd24fb0d6963f7d28e17f72"), Instant.parse("2026-11-21T09:00:00Z")));
    }

    /** All that can be received, taken off the queue. */
    List<Message> drain(String url) {
        List<Message> all = new ArrayList<>();
        while (true) {
            List<Message> some = sqs.receiveMessage(request ->
                            request.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            some.forEach(message ->
                    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
            all.addAll(some);
        }
    }

    /** How many messages can be received now. */
    int waiting(String url) {
        return Integer.parseInt(sqs.getQueueAttributes(request ->
                        request.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "?"));
    }

    URI endpoint() {
        return account.endpoint();
    }

    /** With these arguments alone. */
    Ran drh(String... arguments) {
        return drh(Sleeper.REAL, arguments);
    }

    /** With pauses of the test's. */
    Ran drh(Sleeper sleeper, String... arguments) {
        return Ran.drh(environment, sleeper, arguments).doesNotSay(KEY.secret(), "\tat ", "java.", "software.");
    }

    /** On this stack, without pausing. */
    Ran operate(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "--stack", stack));
        arguments.addAll(List.of(options));
        return drh(pause -> {}, arguments.toArray(String[]::new));
    }

    @Override
    public void close() {
        account.close();
        queues.close();
    }
}
