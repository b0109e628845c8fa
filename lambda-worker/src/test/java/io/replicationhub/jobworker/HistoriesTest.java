package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.bench.LeanS3Server;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.jobsender.JobSender;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.BucketOwner;
import io.replicationhub.localservers.lambda.LocalInvocation;
import io.replicationhub.localservers.mapping.EventSourceMapping;
import io.replicationhub.localservers.mapping.MappingOptions;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.send.SendListener;
import io.replicationhub.stack.SenderExit;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.BytesPayload;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.model.Message;

/** Whole histories by the JobSender and the JobWorker as they are deployed, between two servers that keep versions. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoriesTest {
    private static final String KEY = "lean-key";
    private static final String SECRET = "lean-secret";
    /** Instead of minutes. */
    private static final Duration SHORTLY = Duration.ofMillis(200);

    private final Neighbourhood here = new Neighbourhood();
    private LeanS3Server from;
    private LeanS3Server to;
    private ObjectStore source;
    private ObjectStore destination;
    private int number;

    @BeforeAll
    void start() throws Exception {
        from = LeanS3Server.start(KEY);
        to = LeanS3Server.start(KEY);
    }

    @BeforeEach
    void begin() {
        number++;
        source = bucket("from-" + number, from, BucketVersioningStatus.ENABLED);
        destination = bucket("to-" + number, to, BucketVersioningStatus.ENABLED);
        here.settings.clear();
        here.settings.put("DRH_VERSIONS", "all");
        here.settings.put("DRH_SOURCE_BUCKET", "from-" + number);
        here.settings.put("DRH_SOURCE_ENDPOINT", from.endpoint());
        here.settings.put("DRH_FROM_ACCESS_KEY_ID", KEY);
        here.settings.put("DRH_FROM_SECRET_ACCESS_KEY", SECRET);
        here.settings.put("DRH_DESTINATION_BUCKET", "to-" + number);
        here.settings.put("DRH_DESTINATION_ENDPOINT", to.endpoint());
        here.settings.put("TO_ACCESS_KEY_ID", KEY);
        here.settings.put("TO_SECRET_ACCESS_KEY", SECRET);
        here.metrics.clear();
    }

    @AfterEach
    void end() {
        source.close();
        destination.close();
        for (URI queue : List.of(here.queue.url(), here.queue.deadLetterUrl())) {
            here.sqs.client().purgeQueue(purge -> purge.queueUrl(queue.toString()));
        }
    }

    @AfterAll
    void stop() throws Exception {
        from.close();
        to.close();
        here.close();
    }

    @Test
    void historiesArriveWholeAndOnlyWhatIsLackingIsSentTheNextTime() throws Exception {
        for (int n = 0; n < 60; n++) {
            write("many/" + n, n, 10);
        }
        write("a", 1, 100);
        write("a", 2, 200);
        source.delete(new ObjectKey("a"));
        write("a", 3, 20 << 20);
        write("a", 2, 200);
        write("b c+%🙂", 4, 0);
        source.delete(new ObjectKey("b c+%🙂"));

        assertEquals(SenderExit.DONE, send());
        assertTrue(here.metrics.getFirst().contains("\"ObjectsToCopy\":62"), here.metrics.toString());
        work();
        assertEquals(told(source), told(destination));
        assertEquals(List.of(), here.sqs.take(here.queue.deadLetterUrl().toString()));
        assertEquals(List.of(), destination.uploads().open(""), "no key stays claimed");

        here.metrics.clear();
        assertEquals(SenderExit.DONE, send());
        assertTrue(here.metrics.getFirst().contains("\"ObjectsToCopy\":0"), here.metrics.toString());
        write("a", 5, 50);
        source.delete(new ObjectKey("many/7"));
        here.metrics.clear();
        assertEquals(SenderExit.DONE, send());
        assertTrue(here.metrics.getFirst().contains("\"ObjectsToCopy\":2"), here.metrics.toString());
        work();
        assertEquals(told(source), told(destination));
    }

    @Test
    void anEventBringsTheHistoryOfItsKeyHoweverManyComeAtOnce() throws Exception {
        write("e", 1, 10);
        write("e", 2, 20);
        source.delete(new ObjectKey("e"));
        for (String name : List.of("ObjectCreated:Put", "ObjectCreated:Put", "ObjectRemoved:DeleteMarkerCreated")) {
            here.sqs
                    .client()
                    .sendMessage(request -> request.queueUrl(here.queue.url().toString())
                            .messageBody(
                                    "{\"Records\":[{\"eventName\":\"" + name + "\",\"s3\":{\"bucket\":{\"name\":\"from-"
                                            + number + "\"},\"object\":{\"key\":\"e\"}}}]}"));
        }
        work();
        assertEquals(told(source), told(destination));
        assertEquals(3, told(destination).size());
    }

    @Test
    void aVersionThatTakesLongerThanAnInvocationGoesOnInTheNextOnes() throws Exception {
        write("large", 1, 10);
        write("large", 2, 40 << 20);
        write("large", 3, 10);
        assertEquals(SenderExit.DONE, send());
        here.settings.put("DRH_BANDWIDTH", "24MB/s");
        int invocations = work(Duration.ofMillis(1_200));
        assertEquals(told(source), told(destination));
        assertTrue(invocations > 1, "invocations: " + invocations);
        assertEquals(List.of(), destination.uploads().open(""));
    }

    @Test
    void bucketsThatKeepNoVersionsAreRefusedByTheSenderAndHaltTheWorker() throws Exception {
        write("a", 1, 10);
        assertEquals(SenderExit.DONE, send());
        bucket("paused", to, BucketVersioningStatus.SUSPENDED).close();
        here.settings.put("DRH_DESTINATION_BUCKET", "paused");
        here.metrics.clear();
        assertEquals(SenderExit.SETTINGS, send());
        List<JobWorkerHandler> handlers = new ArrayList<>();
        try (var mapping = here.startWorkers(handlers)) {
            while (here.metrics.stream().noneMatch(line -> line.contains("\"WorkerHalts\":1"))) {
                Thread.sleep(20);
            }
            assertEquals(0, mapping.counts().errors());
        }
        handlers.forEach(JobWorkerHandler::close);
        assertEquals(1, here.waiting(), "the task is put off");
        assertEquals(List.of(), told(destination));
    }

    @Test
    void aWorkerOfWhatIsNewestLeavesATaskOfAHistoryAsADeadLetterThatSaysWhy() throws Exception {
        write("a", 1, 10);
        assertEquals(SenderExit.DONE, send());
        here.settings.put("DRH_VERSIONS", "latest");
        work();
        List<Message> letters = here.sqs.take(here.queue.deadLetterUrl().toString());
        assertEquals(1, letters.size());
        assertTrue(LocalSqs.attribute(letters.getFirst(), "reason").contains("DRH_VERSIONS=all"));
        assertEquals("a", LocalSqs.attribute(letters.getFirst(), "key"));
    }

    private SenderExit send() {
        return JobSender.run(here.senderEnvironment(), here.metrics::add, SendListener.NONE);
    }

    private void work() throws Exception {
        assertTrue(work(Duration.ofSeconds(30)) > 0);
    }

    /** Plays Lambda until the queue is empty; how many invocations of so much time that took. */
    private int work(Duration each) throws Exception {
        AtomicInteger invocations = new AtomicInteger();
        List<JobWorkerHandler> handlers = new CopyOnWriteArrayList<>();
        var options = new MappingOptions(
                here.sqs.server().endpoint(), here.queue.url().toString(), 5, Duration.ZERO, 2);
        try (EventSourceMapping mapping = EventSourceMapping.start(options, () -> {
            JobWorkerHandler handler = JobWorkerHandler.of(here.workerEnvironment(), here.metrics::add, SHORTLY);
            handlers.add(handler);
            return event -> {
                invocations.incrementAndGet();
                return handler.handleRequest(event, new LocalInvocation(each));
            };
        })) {
            while (here.waiting() > 0) {
                Thread.sleep(20);
            }
            assertEquals(0, mapping.counts().errors());
        }
        handlers.forEach(JobWorkerHandler::close);
        return invocations.get();
    }

    private void write(String key, long seed, int bytes) throws Exception {
        source.put(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(seed, bytes));
    }

    private static ObjectStore bucket(String name, LeanS3Server server, BucketVersioningStatus status) {
        URI endpoint = URI.create(server.endpoint());
        BucketOwner owner = new BucketOwner(endpoint, new AccessKey(KEY, SECRET));
        owner.createBucket(name);
        owner.setVersioning(name, status);
        return S3Stores.open(
                S3Settings.bucket(name).at(endpoint), CredentialsSource.of(Credentials.of(KEY, SECRET)), Map.of());
    }

    /** Copies in parts have another ETag. */
    private static List<String> told(ObjectStore store) throws Exception {
        return store.versions().orElseThrow().list(VersionListRequest.first("")).entries().stream()
                .map(version -> version.key() + " "
                        + (version instanceof ListedVersion.Content content
                                ? told(content.object().stamp())
                                : "marker"))
                .toList();
    }

    private static String told(ObjectStamp stamp) {
        return stamp.size() > 1 << 20 ? "of " + stamp.size() : stamp.etag().value();
    }
}
