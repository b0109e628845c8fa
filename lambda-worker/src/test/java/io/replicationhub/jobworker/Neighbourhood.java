package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.QueueDepth;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import io.replicationhub.localservers.lambda.LocalInvocation;
import io.replicationhub.localservers.mapping.EventSourceMapping;
import io.replicationhub.localservers.mapping.MappingOptions;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Two S3 servers with different keys, an SQS, and the environment that tells the deployed programs of them. */
final class Neighbourhood implements AutoCloseable {
    static final AccessKey FROM = new AccessKey("from-key", "from-secret");
    private static final AccessKey TO = new AccessKey("to-key", "to-secret");
    private static final Duration INVOCATION_MOST = Duration.ofSeconds(30);
    private static final int RECEIVES_MOST = 5;

    private final S3ProxyServer from = S3ProxyServer.start(S3ProxySettings.inMemory(FROM));
    private final S3ProxyServer to = S3ProxyServer.start(S3ProxySettings.inMemory(TO));
    final LocalSqs sqs = LocalSqs.start();
    final LocalQueue queue;
    final ObjectStore source;
    final ObjectStore destination;
    /** Further settings of both programs. */
    final Map<String, String> settings = new HashMap<>();

    final List<String> metrics = new CopyOnWriteArrayList<>();

    Neighbourhood() {
        this(INVOCATION_MOST);
    }

    /** @param visibility how long a received message is hidden from others */
    Neighbourhood(Duration visibility) {
        queue = sqs.create("tasks", visibility, RECEIVES_MOST);
        from.createBucket("from-here");
        to.createBucket("to-there");
        source = open("from-here", from, FROM);
        destination = open("to-there", to, TO);
    }

    private static ObjectStore open(String bucket, S3ProxyServer server, AccessKey key) {
        return S3Stores.open(
                S3Settings.bucket(bucket).at(server.endpoint()),
                CredentialsSource.of(Credentials.of(key.id(), key.secret())),
                Map.of());
    }

    Map<String, String> senderEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DRH_STACK", "test");
        environment.put("DRH_SOURCE_BUCKET", "from-here");
        environment.put("DRH_SOURCE_ENDPOINT", from.endpoint().toString());
        environment.put("DRH_SOURCE_CREDENTIALS", "env:DRH_FROM");
        environment.put("DRH_FROM_ACCESS_KEY_ID", FROM.id());
        environment.put("DRH_FROM_SECRET_ACCESS_KEY", FROM.secret());
        environment.put("DRH_DESTINATION_BUCKET", "to-there");
        environment.put("DRH_DESTINATION_ENDPOINT", to.endpoint().toString());
        environment.put("DRH_DESTINATION_CREDENTIALS", "env:TO");
        environment.put("TO_ACCESS_KEY_ID", TO.id());
        environment.put("TO_SECRET_ACCESS_KEY", TO.secret());
        environment.put("DRH_QUEUE_URL", queue.url().toString());
        environment.put("DRH_DEAD_LETTER_QUEUE_URL", queue.deadLetterUrl().toString());
        environment.put("DRH_QUEUE_ENDPOINT", sqs.server().endpoint().toString());
        environment.put("DRH_QUEUE_REGION", "us-east-1");
        environment.put("DRH_QUEUE_CREDENTIALS", "anonymous");
        environment.putAll(settings);
        return environment;
    }

    Map<String, String> workerEnvironment() {
        Map<String, String> environment = senderEnvironment();
        environment.put("DRH_MEMORY", "32MiB");
        environment.put("DRH_CONCURRENCY", "4");
        return environment;
    }

    /** Two execution environments at most, batches of up to five messages. */
    EventSourceMapping startWorkers(List<JobWorkerHandler> made) {
        return startWorkers(() -> {
            JobWorkerHandler handler = JobWorkerHandler.of(workerEnvironment(), metrics::add);
            synchronized (made) {
                made.add(handler);
            }
            return handler;
        });
    }

    /** As {@link #startWorkers(List)}, by handlers of one's own. */
    EventSourceMapping startWorkers(Supplier<JobWorkerHandler> start) {
        return EventSourceMapping.start(
                new MappingOptions(sqs.server().endpoint(), queue.url().toString(), 5, Duration.ZERO, 2), () -> {
                    JobWorkerHandler handler = start.get();
                    return event -> handler.handleRequest(event, new LocalInvocation(INVOCATION_MOST));
                });
    }

    URI sourceEndpoint() {
        return from.endpoint();
    }

    URI destinationEndpoint() {
        return to.endpoint();
    }

    /** Messages that wait, are being worked on or are put off. */
    long waiting() {
        return QueueDepth.of(sqs.client(), queue.url().toString());
    }

    /** Asserts that the destination has what the source has, byte by byte. */
    void assertSame() throws Exception {
        List<ListedObject> here = list(source);
        List<ListedObject> there = list(destination);
        assertEquals(keys(here), keys(there));
        for (int n = 0; n < here.size(); n++) {
            assertArrayEquals(
                    content(source, here.get(n)),
                    content(destination, there.get(n)),
                    here.get(n).key().value());
        }
    }

    private static List<String> keys(List<ListedObject> objects) {
        return objects.stream().map(object -> object.key().value()).toList();
    }

    private static byte[] content(ObjectStore store, ListedObject object) throws Exception {
        try (ObjectReading reading =
                store.open(ReadRequest.whole(object.key(), object.stamp().etag()))) {
            return reading.body().readAllBytes();
        }
    }

    static List<ListedObject> list(ObjectStore store) throws Exception {
        List<ListedObject> all = new ArrayList<>();
        ListRequest request = ListRequest.first("");
        while (true) {
            ListPage page = store.list(request);
            all.addAll(page.objects());
            Optional<String> next = page.cursor();
            if (next.isEmpty()) {
                return all;
            }
            request = request.next(next.get());
        }
    }

    @Override
    public void close() {
        source.close();
        destination.close();
        sqs.close();
        from.close();
        to.close();
    }
}
