package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.jobsender.JobSender;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.identity.IdentityServices;
import io.replicationhub.localservers.mapping.EventSourceMapping;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.send.SendListener;
import io.replicationhub.stack.SenderExit;
import io.replicationhub.testkit.BytesPayload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Workers whose secret is wrong wait until it is right, however often they are called meanwhile: a message that is received
 * six times is a dead letter.
 */
@Timeout(90)
class RotationTest {
    private static final AccessKey BASE = new AccessKey("AKIABASE", "canary-base-secret");
    private static final String PARAMETER = "/drh/from";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int HALTS = 6;

    private final Neighbourhood here = new Neighbourhood();
    private final IdentityServices services = IdentityServices.start();
    private final List<JobWorkerHandler> handlers = new ArrayList<>();

    @BeforeEach
    void send() throws Exception {
        services.know(BASE);
        for (int n = 0; n < 8; n++) {
            here.source.put(
                    new ObjectKey("object-" + n),
                    ObjectMetadata.NONE,
                    WriteOptions.DEFAULT,
                    BytesPayload.random(n, 1_000));
        }
        assertEquals(SenderExit.DONE, JobSender.run(here.senderEnvironment(), here.metrics::add, SendListener.NONE));
    }

    @AfterEach
    void close() {
        handlers.forEach(JobWorkerHandler::close);
        services.close();
        here.close();
    }

    @Test
    void aSecretThatAStoreRefusesIsWaitedForUntilItIsRotated() throws Exception {
        plant(new AccessKey(Neighbourhood.FROM.id(), "canary-wrong"));
        try (EventSourceMapping mapping = here.startWorkers(this::worker)) {
            awaitHalts();
            assertEquals(List.of(), Neighbourhood.list(here.destination));
            plant(Neighbourhood.FROM);
            awaitCopies();
            assertEquals(0, mapping.counts().errors());
        }
        assertNothingBuried();
        assertTrue(
                services.requests(IdentityServices.GET_PARAMETER) <= 8,
                () -> services.requests(IdentityServices.GET_PARAMETER) + " requests for the parameter");
    }

    @Test
    void aParameterThatIsNotThereYetIsWaitedFor() throws Exception {
        try (EventSourceMapping mapping = here.startWorkers(this::worker)) {
            awaitHalts();
            plant(Neighbourhood.FROM);
            awaitCopies();
            assertEquals(0, mapping.counts().errors());
        }
        assertNothingBuried();
    }

    @Test
    void aPermissionThatIsMissingIsWaitedFor() throws Exception {
        plant(Neighbourhood.FROM);
        services.deny(IdentityServices.GET_PARAMETER);
        try (EventSourceMapping mapping = here.startWorkers(this::worker)) {
            awaitHalts();
            services.allow(IdentityServices.GET_PARAMETER);
            awaitCopies();
            assertEquals(0, mapping.counts().errors());
        }
        assertNothingBuried();
    }

    private JobWorkerHandler worker() {
        Map<String, String> environment = here.workerEnvironment();
        environment.keySet().removeIf(name -> name.startsWith("DRH_FROM_"));
        environment.putAll(services.environment());
        environment.put("AWS_ACCESS_KEY_ID", BASE.id());
        environment.put("AWS_SECRET_ACCESS_KEY", BASE.secret());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("DRH_SOURCE_CREDENTIALS", "ssm:" + PARAMETER);
        JobWorkerHandler handler = JobWorkerHandler.of(environment, here.metrics::add, PAUSE);
        synchronized (handlers) {
            handlers.add(handler);
        }
        return handler;
    }

    private void plant(AccessKey key) {
        services.parameter(
                PARAMETER, "{\"access_key_id\":\"" + key.id() + "\",\"secret_access_key\":\"" + key.secret() + "\"}");
    }

    private void awaitHalts() throws InterruptedException {
        while (here.metrics.stream()
                        .filter(line -> line.contains("\"WorkerHalts\":"))
                        .count()
                < HALTS) {
            Thread.sleep(50);
        }
    }

    private void awaitCopies() throws Exception {
        while (Neighbourhood.list(here.destination).size() < 8) {
            Thread.sleep(50);
        }
    }

    private void assertNothingBuried() {
        assertEquals(List.of(), here.sqs.take(here.queue.deadLetterUrl().toString()));
        assertFalse(here.metrics.toString().contains("canary"));
    }
}
