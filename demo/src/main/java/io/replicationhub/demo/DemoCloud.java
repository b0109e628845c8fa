package io.replicationhub.demo;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.ElasticMqServer;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.QueueSettings;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import io.replicationhub.localservers.faults.ArmedRule;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What AWS and a foreign cloud would be: two S3 servers, the source's behind a proxy that can refuse objects, and SQS
 * with a dead-letter queue.
 */
final class DemoCloud implements AutoCloseable {
    private static final AccessKey SOURCE_KEY = new AccessKey("DEMOSOURCE", "the-source-has-its-own-secret");
    private static final AccessKey DESTINATION_KEY = new AccessKey("DEMODESTINATION", "and-so-has-the-destination");
    private static final String SOURCE_BUCKET = "shop-archive";
    private static final String DESTINATION_BUCKET = "shop-replica";
    private static final Duration VISIBILITY = Duration.ofSeconds(60);
    private static final int MAX_RECEIVE_COUNT = 5;

    private final S3ProxyServer sourceServer;
    private final S3ProxyServer destinationServer;
    private final FaultProxy sourceProxy;
    private final ElasticMqServer queues;
    private final LocalQueue queue;
    private final ObjectStore source;
    private final QueueView queueView;

    private DemoCloud(
            S3ProxyServer sourceServer,
            S3ProxyServer destinationServer,
            FaultProxy sourceProxy,
            ElasticMqServer queues,
            LocalQueue queue) {
        this.sourceServer = sourceServer;
        this.destinationServer = destinationServer;
        this.sourceProxy = sourceProxy;
        this.queues = queues;
        this.queue = queue;
        this.source = S3Stores.open(
                S3Settings.bucket(SOURCE_BUCKET).at(sourceServer.endpoint()),
                CredentialsSource.of(Credentials.of(SOURCE_KEY.id(), SOURCE_KEY.secret())));
        this.queueView = new QueueView(queues.endpoint(), queue);
    }

    static DemoCloud start() {
        S3ProxyServer source = S3ProxyServer.start(S3ProxySettings.inMemory(SOURCE_KEY));
        source.createBucket(SOURCE_BUCKET);
        S3ProxyServer destination = S3ProxyServer.start(S3ProxySettings.inMemory(DESTINATION_KEY));
        destination.createBucket(DESTINATION_BUCKET);
        ElasticMqServer queues = ElasticMqServer.start();
        LocalQueue queue = queues.createQueue(new QueueSettings("drh-demo", VISIBILITY, MAX_RECEIVE_COUNT));
        return new DemoCloud(source, destination, FaultProxy.inFrontOf(source.endpoint()), queues, queue);
    }

    URI sourceEndpoint() {
        return sourceServer.endpoint();
    }

    URI destinationEndpoint() {
        return destinationServer.endpoint();
    }

    URI queueEndpoint() {
        return queues.endpoint();
    }

    String queueUrl() {
        return queue.url().toString();
    }

    /** The source bucket, to be written to by whoever owns it. */
    ObjectStore source() {
        return source;
    }

    /** From now on the source answers 403 to who reads this object, as it would for one that is encrypted with another's key. */
    void refuse(ObjectKey key) {
        String path = key.value().substring(key.value().lastIndexOf('/'));
        ArmedRule armed = sourceProxy.arm(Rule.of(
                request -> request.method().equals("GET") && request.target().endsWith(path),
                Turn.always(),
                Fault.answer(Reply.s3Error(403, "AccessDenied", "Access Denied"))));
        assert armed != null;
    }

    void allowEverything() {
        sourceProxy.disarmAll();
    }

    boolean isQueueBusy() {
        return queueView.isBusy();
    }

    List<DeadLetterView> deadLetters() {
        return queueView.deadLetters();
    }

    Map<String, String> senderEnvironment() {
        return both();
    }

    Map<String, String> workerEnvironment() {
        Map<String, String> environment = both();
        environment.put("DRH_MEMORY", "64MiB");
        environment.put("DRH_CONCURRENCY", "8");
        return environment;
    }

    /** The variables that the stack sets on AWS. */
    private Map<String, String> both() {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("DRH_STACK", "demo");
        environment.put("DRH_SOURCE_BUCKET", SOURCE_BUCKET);
        environment.put("DRH_SOURCE_PREFIX", SampleData.PREFIX);
        environment.put("DRH_SOURCE_ENDPOINT", sourceProxy.endpoint().toString());
        environment.put("DRH_SOURCE_CREDENTIALS", "env:SOURCE");
        environment.put("DRH_DESTINATION_BUCKET", DESTINATION_BUCKET);
        environment.put("DRH_DESTINATION_PREFIX", "replica/");
        environment.put("DRH_DESTINATION_ENDPOINT", destinationServer.endpoint().toString());
        environment.put("DRH_DESTINATION_CREDENTIALS", "env:DESTINATION");
        environment.put("DRH_QUEUE_URL", queueUrl());
        environment.put("DRH_DEAD_LETTER_QUEUE_URL", queue.deadLetterUrl().toString());
        environment.put("DRH_QUEUE_REGION", "us-east-1");
        environment.put("DRH_QUEUE_ENDPOINT", queues.endpoint().toString());
        environment.put("DRH_QUEUE_CREDENTIALS", "env:SOURCE");
        return environment;
    }

    /** Both sides' credentials, by the names that references say. */
    Map<String, String> environment() {
        return Map.of(
                "SOURCE_ACCESS_KEY_ID", SOURCE_KEY.id(),
                "SOURCE_SECRET_ACCESS_KEY", SOURCE_KEY.secret(),
                "DESTINATION_ACCESS_KEY_ID", DESTINATION_KEY.id(),
                "DESTINATION_SECRET_ACCESS_KEY", DESTINATION_KEY.secret());
    }

    /** What a user would type to check the result. */
    String[] verifyArguments() {
        return new String[] {
            "verify",
            "s3://" + SOURCE_BUCKET + "/" + SampleData.PREFIX,
            "s3://" + DESTINATION_BUCKET + "/replica/",
            "--source-endpoint",
            sourceServer.endpoint().toString(),
            "--source-credentials",
            "env:SOURCE",
            "--destination-endpoint",
            destinationServer.endpoint().toString(),
            "--destination-credentials",
            "env:DESTINATION",
            "--deep"
        };
    }

    @Override
    public void close() {
        queueView.close();
        source.close();
        queues.close();
        sourceProxy.close();
        destinationServer.close();
        sourceServer.close();
    }
}
