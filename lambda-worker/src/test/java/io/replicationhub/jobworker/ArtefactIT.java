package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.bench.LeanS3Server;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.jobsender.JobSender;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.faults.ArmedRule;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Point;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.localservers.identity.IdentityServices;
import io.replicationhub.localservers.lambda.FunctionProcess;
import io.replicationhub.localservers.lambda.FunctionSettings;
import io.replicationhub.localservers.mapping.EventSourceMapping;
import io.replicationhub.localservers.mapping.MappingOptions;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.send.SendListener;
import io.replicationhub.stack.SenderExit;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.BytesPayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The jar under AWS's runtime interface client, compiled by C1 alone as Lambda does by default, fed from a queue by what
 * behaves as the event source mapping. What a batch may come to is {@link JobWorkerTest}'s: here it is shown that the
 * artefact does the same.
 */
@Timeout(120)
class ArtefactIT {
    private static final int MIB = 1 << 20;
    private static final int PART = 8 * MIB;
    /** As long as an invocation may take, so that nothing is received twice that is still worked on. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AccessKey BASE = new AccessKey("AKIABASE", "canary-base-secret");

    @TempDir
    private static Path folder;

    private static Artefact artefact;

    private final Neighbourhood here = new Neighbourhood(TIMEOUT);
    private final FaultProxy destination = FaultProxy.inFrontOf(here.destinationEndpoint());

    @BeforeAll
    static void unpack() throws Exception {
        artefact = Artefact.in(folder);
    }

    @AfterAll
    static void end() {
        artefact.close();
    }

    @AfterEach
    void close() {
        artefact.processes().forEach(FunctionProcess::close);
        artefact.processes().clear();
        destination.close();
        here.close();
    }

    @Test
    void aRunIsCopiedDuplicatesAreHarmlessAndWhatCanNeverBeCopiedIsADeadLetterAtOnce() throws Exception {
        for (int n = 0; n < 150; n++) {
            put("many/" + n, n * 100);
        }
        put("ä/🙂 b+%2F", 1_000);
        put("in parts", 2 * PART + 1);
        String hopeless = "k".repeat(1_020);
        put(hopeless, 10);
        Map<String, String> sender = here.senderEnvironment();
        sender.put("DRH_DESTINATION_PREFIX", "copies/");
        send(sender);
        // SQS delivers at least once: all of it comes a second time, while or after the first is done.
        send(sender);

        try (var mapping = map(10, artefact.environments(worker(Map.of("DRH_DESTINATION_PREFIX", "copies/"))))) {
            await(() -> here.waiting() == 0);
            assertEquals(0, mapping.counts().errors(), artefact::said);
            assertEquals(2, mapping.counts().concurrencyMost());
        }
        assertEquals(152, Neighbourhood.list(here.destination).size());
        List<Message> letters = here.sqs.take(here.queue.deadLetterUrl().toString());
        // One for each time that the message came, and that may be oftener than it was sent.
        assertFalse(letters.isEmpty());
        for (Message letter : letters) {
            assertEquals("REJECTED", LocalSqs.attribute(letter, "class"));
            assertEquals(hopeless, LocalSqs.attribute(letter, "key"));
            assertFalse(LocalSqs.attribute(letter, "reason").isBlank());
        }
        String said = artefact.said();
        assertTrue(said.contains("AES-GCM by SunJCE, compiled by C1 alone"), said);
        assertTrue(said.contains("\"ObjectsCopied\":"), said);
    }

    @Test
    void anInstanceThatDiesInMidObjectLosesNothing() throws Exception {
        put("large", 3 * PART);
        put("small", 100);
        send(here.senderEnvironment());
        ArmedRule second = destination.arm(Rule.of(
                Requests.uploadingAPart(),
                Turn.nth(2),
                Fault.run(
                        Point.requestByte(PART / 2),
                        () -> artefact.processes().getFirst().kill())));

        try (var mapping = map(10, artefact.environments(worker()))) {
            await(() -> here.waiting() == 0);
            assertEquals(1, mapping.counts().errors(), artefact::said);
        }
        assertEquals(1, second.acted());
        here.assertSame();
        assertNothingBuried();
    }

    @Test
    void aSecretThatIsMissingHaltsWithoutUsingUpReceives() throws Exception {
        put("one", 100);
        send(here.senderEnvironment());
        try (IdentityServices services = IdentityServices.start()) {
            services.know(BASE);
            Map<String, String> base = base(services);
            base.put("DRH_SOURCE_CREDENTIALS", "ssm:/drh/missing");
            FunctionSettings halted = worker(base);
            try (var mapping = map(10, artefact.environments(halted))) {
                await(() -> artefact.said().contains("\"WorkerHalts\":1"));
                await(() -> mapping.counts().deleted() == 1);
                assertEquals(0, mapping.counts().errors());
            }
            // It was sent anew with a delay, so its receives begin at none.
            assertEquals(1, here.waiting());
            assertNothingBuried();
            assertFalse(artefact.said().contains("canary"));
        }
    }

    @Test
    void temporaryCredentialsAreRenewed() throws Exception {
        String role = "arn:aws:iam::123456789012:role/reader";
        // s3proxy refuses requests with a session token.
        try (IdentityServices services = IdentityServices.start();
                LeanS3Server lean = LeanS3Server.start(Neighbourhood.FROM.id());
                ObjectStore source = bucketAt(lean.endpoint())) {
            services.know(BASE);
            services.role(role, Optional.empty(), Optional.of(Neighbourhood.FROM), Duration.ofSeconds(2));
            Map<String, String> asked = base(services);
            asked.put("DRH_SOURCE_CREDENTIALS", "role:" + role);
            asked.put("DRH_SOURCE_ENDPOINT", lean.endpoint());
            Map<String, String> sender = here.senderEnvironment();
            sender.put("DRH_SOURCE_ENDPOINT", lean.endpoint());
            try (var mapping = map(10, artefact.environments(worker(asked)))) {
                put(source, "one", 100);
                send(sender);
                await(() -> Neighbourhood.list(here.destination).size() == 1);
                int before = services.requests(IdentityServices.ASSUME_ROLE);
                Thread.sleep(2_000);
                put(source, "two", 100);
                send(sender);
                await(() -> Neighbourhood.list(here.destination).size() == 2);
                assertTrue(services.requests(IdentityServices.ASSUME_ROLE) > before);
                assertEquals(0, mapping.counts().errors());
            }
            assertNothingBuried();
        }
    }

    private static ObjectStore bucketAt(String endpoint) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var made = http.send(
                    HttpRequest.newBuilder(URI.create(endpoint + "/_bench/create?bucket=from-here"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertEquals(200, made.statusCode());
        }
        return S3Stores.open(
                S3Settings.bucket("from-here").at(URI.create(endpoint)),
                CredentialsSource.of(Credentials.of(Neighbourhood.FROM.id(), Neighbourhood.FROM.secret())));
    }

    private static Map<String, String> base(IdentityServices services) {
        Map<String, String> base = new HashMap<>(services.environment());
        base.put("AWS_ACCESS_KEY_ID", BASE.id());
        base.put("AWS_SECRET_ACCESS_KEY", BASE.secret());
        return base;
    }

    private FunctionSettings worker() {
        return worker(Map.of());
    }

    private FunctionSettings worker(Map<String, String> more) {
        Map<String, String> environment = here.workerEnvironment();
        environment.put("DRH_DESTINATION_ENDPOINT", destination.endpoint().toString());
        if (more.containsKey("DRH_SOURCE_CREDENTIALS")) {
            environment.keySet().removeIf(name -> name.startsWith("DRH_FROM_"));
        }
        environment.putAll(more);
        return artefact.settings(environment).withTimeout(TIMEOUT);
    }

    private EventSourceMapping map(int batch, Supplier<Function<SQSEvent, SQSBatchResponse>> environments) {
        return EventSourceMapping.start(
                new MappingOptions(
                        here.sqs.server().endpoint(), here.queue.url().toString(), batch, Duration.ZERO, 2),
                environments);
    }

    private void put(String key, int bytes) throws Exception {
        put(here.source, key, bytes);
    }

    private static void put(ObjectStore store, String key, int bytes) throws Exception {
        var etag = store.put(
                new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(bytes, bytes));
        assertTrue(etag != null);
    }

    private void send(Map<String, String> environment) {
        Map<String, String> sender = new HashMap<>(environment);
        sender.put("DRH_BACKLOG_LIMIT", "1000");
        assertEquals(SenderExit.DONE, JobSender.run(sender, here.metrics::add, SendListener.NONE));
    }

    private void assertNothingBuried() {
        assertEquals(List.of(), here.sqs.take(here.queue.deadLetterUrl().toString()));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < until, () -> "waited in vain; the function said: " + artefact.said());
            Thread.sleep(50);
        }
    }
}
