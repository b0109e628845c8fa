package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.cli.settings.Arguments;
import io.replicationhub.cli.settings.Option;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.RunSettingsReader;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ForwardingUploads;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.OutcomeTally;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.send.SendSettings;
import io.replicationhub.send.Sender;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.RunControl;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that are told to stop while their last work is under way, between two buckets in memory. */
@Timeout(60)
class ReplicateRunTest {
    @TempDir
    Path folder;

    private final MemoryCloud cloud = MemoryCloud.with(FakeClock.atStart(), StoreLimits.AMAZON_S3, 100);
    private final MemoryObjectStore from = cloud.createBucket("from");
    private final MemoryObjectStore to = cloud.createBucket("to");
    private final RunControl run = RunControl.unlimited();
    private final Search search = new Search(null);
    private ObjectStore source = from;
    private MultipartUploads uploads = to.uploads();

    @BeforeEach
    void fill() throws StorageException {
        from.put(new ObjectKey("k"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 100));
    }

    @Test
    void whereAllIsDoneAllTheSameTheRunIsCompleted() throws Exception {
        ReplicateResult result = replicate(() -> {
            await(() -> search.summary().isPresent());
            run.drain();
        });
        assertEquals(Optional.empty(), result.trouble());
        assertEquals(ExitCode.AGREE, result.exitCode());
        assertEquals(1, result.outcomes().copiedObjects());
    }

    @Test
    void whereTheListingIsNotAtItsEndItIsNot() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        source = new ForwardingStore(from) {
            @Override
            public ListPage list(ListRequest request) throws StorageException {
                run.drain();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.list(request);
            }
        };
        ReplicateResult result = replicate(() -> {});
        assertEquals(Optional.of("it was interrupted"), result.trouble());
        assertEquals(ExitCode.INCOMPLETE, result.exitCode());
    }

    @Test
    void whatDoesNotEndIsGivenUpWhereItIsInterrupted() throws Exception {
        Thread runner = Thread.currentThread();
        CountDownLatch given = new CountDownLatch(1);
        ReplicateResult result = replicate(() -> {
            await(() -> search.summary().isPresent());
            run.drain();
            runner.interrupt();
            try {
                given.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertEquals(Optional.of("it was interrupted"), result.trouble());
        assertEquals(ExitCode.INCOMPLETE, result.exitCode());
        assertEquals(1, result.left());
        given.countDown();
    }

    static Stream<Throwable> faults() {
        return Stream.of(new IllegalStateException("not thought of"), new StackOverflowError("too deep"));
    }

    /** Not that some objects differ, which a script would take for the result of a comparison. */
    @ParameterizedTest
    @MethodSource("faults")
    void aFaultOfTheProgramsOwnIsARunThatWasNotCompleted(Throwable fault) throws Exception {
        source = new ForwardingStore(from) {
            @Override
            public ListPage list(ListRequest request) {
                if (fault instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) fault;
            }
        };
        ReplicateResult result = replicate(() -> {});
        assertEquals(ExitCode.INCOMPLETE, result.exitCode());
        assertTrue(
                result.trouble().orElseThrow().contains(String.valueOf(fault.getMessage())),
                () -> result.trouble().toString());
    }

    /** Three tries with their waits. */
    @Tag("slow")
    @Test
    void theUploadOfWhatFailedInPassingIsLeftToTheNextRun() throws Exception {
        from.put(new ObjectKey("large"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(2, 20 << 20));
        AtomicBoolean busy = new AtomicBoolean(true);
        uploads = new ForwardingUploads(to.uploads()) {
            @Override
            public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
                if (busy.get() && number == 2) {
                    throw new StorageException.Unavailable(FailureScope.OBJECT, "busy", null);
                }
                return super.uploadPart(upload, number, payload);
            }
        };
        assertEquals(ExitCode.DIFFER, replicate(() -> {}).exitCode());
        assertEquals(1, to.uploads().open("").size());
        busy.set(false);
        assertEquals(ExitCode.AGREE, replicate(() -> {}).exitCode());
        assertEquals(0, to.uploads().open("").size());
    }

    private ReplicateResult replicate(Runnable whileItIsWritten) throws Exception {
        ObjectStore destination = new ForwardingStore(to) {
            @Override
            public MultipartUploads uploads() {
                return uploads;
            }

            @Override
            public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                    throws StorageException {
                whileItIsWritten.run();
                return super.put(key, metadata, options, payload);
            }
        };
        Stores stores = new Stores(new FirstPage(source), new FirstPage(destination));
        OutcomeTally tally = new OutcomeTally();
        RunSettings settings = settings();
        try (LocalWorker worker = LocalWorker.of(settings, stores, EngineOptions.DEFAULT, folder, tally, tally, run)) {
            BucketDiff diff = new BucketDiff(
                    stores.source(),
                    stores.destination(),
                    settings.selection(),
                    settings.compare(),
                    DiffSettings.standard(new Random(1), folder));
            Sender sender = new Sender(diff, worker.queue(), SendSettings.STANDARD, InstantSource.system());
            return new ReplicateRun(sender, search, worker, tally, run, System::nanoTime, settings.archives()).run();
        }
    }

    private RunSettings settings() throws Exception {
        List<String> problems = new ArrayList<>();
        Arguments arguments = Arguments.of(
                List.of(
                        Map.entry(Option.SOURCE, "s3://from"),
                        Map.entry(Option.DESTINATION, "s3://to"),
                        Map.entry(Option.STATE, folder.toString())),
                problems);
        assertTrue(problems.isEmpty(), problems::toString);
        return RunSettingsReader.readWithoutCredentials(arguments, Map.of(), InstantSource.system());
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        while (!condition.holds()) {
            Thread.onSpinWait();
        }
    }
}
