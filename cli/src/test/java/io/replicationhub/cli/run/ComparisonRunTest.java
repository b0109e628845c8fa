package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.cli.settings.Arguments;
import io.replicationhub.cli.settings.Option;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.RunSettingsReader;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.memory.MemoryCloud;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What plan and verify tell where a side turns out not to be as it seemed. */
class ComparisonRunTest {
    private static final int KEYS = 2_500;

    @TempDir
    Path folder;

    private final MemoryCloud cloud = MemoryCloud.with(FakeClock.atStart(), StoreLimits.AMAZON_S3, 1_000);
    private final ObjectStore source = cloud.createBucket("from");
    private final ObjectStore destination = cloud.createBucket("to");

    /** From its second page on: what was told of the first is void. */
    @Test
    void aSideWithoutOrderIsReportedOnce() throws Exception {
        fill(source);
        fill(destination);
        for (String command : List.of("plan", "verify", "verify --deep", "replicate")) {
            Path report = folder.resolve("report");
            Map<String, Integer> told = new TreeMap<>();
            run(command, withoutOrder(source), destination, report);
            for (String line : Files.readAllLines(report)) {
                assertTrue(line.contains("\"outcome\":\"same\""), command + ": " + line);
                told.merge(line, 1, Integer::sum);
            }
            assertEquals(KEYS, told.size(), command);
            told.values().removeIf(times -> times == 1);
            assertEquals(Map.of(), told, command + ": told more than once");
        }
    }

    /** Bodies may take hours; who asks is told at once. */
    @Test
    @Timeout(60)
    void aListingThatFailsIsToldWhileBodiesAreStillRead() throws Exception {
        fill(source);
        fill(destination);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        ObjectStore slow = new ForwardingStore(source) {
            @Override
            public ObjectReading open(ReadRequest request) throws StorageException {
                read.countDown();
                awaitQuietly(told);
                return super.open(request);
            }

            @Override
            public ListPage list(ListRequest request) throws StorageException {
                if (request.startAfter().isPresent() || request.cursor().isPresent()) {
                    awaitQuietly(read);
                    throw new StorageException.Rejected(FailureScope.BUCKET, "no second page", null);
                }
                return super.list(request);
            }
        };
        assertThrows(ListingFailed.class, () -> run("verify --deep", slow, destination, folder.resolve("report")));
        told.countDown();
    }

    /** It ends the run, and is not taken for what differs. */
    @Test
    @Timeout(60)
    void aSideThatIsLostToTheReadersIsToldAsThat() throws Exception {
        fill(source);
        fill(destination);
        ObjectStore away = new ForwardingStore(source) {
            @Override
            public ObjectReading open(ReadRequest request) throws StorageException {
                throw new StorageException.Unavailable(FailureScope.ENDPOINT, "nothing answers", null);
            }
        };
        SideLost lost =
                assertThrows(SideLost.class, () -> run("verify --deep", away, destination, folder.resolve("report")));
        assertTrue(String.valueOf(lost.getMessage()).contains("nothing answers"), lost::toString);
    }

    private void run(String command, ObjectStore from, ObjectStore to, Path report) throws Exception {
        List<Map.Entry<Option, String>> given = new ArrayList<>(List.of(
                Map.entry(Option.SOURCE, "s3://from"),
                Map.entry(Option.DESTINATION, "s3://to"),
                Map.entry(Option.STATE, folder.resolve("state").toString()),
                Map.entry(Option.OUTAGE, "1s"),
                Map.entry(Option.REPORT, report.toString())));
        if (command.endsWith("--deep")) {
            given.add(Map.entry(Option.DEEP, "true"));
        }
        List<String> problems = new ArrayList<>();
        RunSettings settings = RunSettingsReader.readWithoutCredentials(
                Arguments.of(given, problems), Map.of(), InstantSource.system());
        assertTrue(problems.isEmpty(), problems::toString);
        Stores stores = new Stores(new FirstPage(from), new FirstPage(to));
        PrintStream out = new PrintStream(PrintStream.nullOutputStream());
        Runs runs = new Runs(settings, stores, out, out);
        ExitCode code = switch (command) {
            case "plan" -> runs.plan();
            case "replicate" -> runs.replicate();
            default -> runs.verify();
        };
        assertEquals(ExitCode.AGREE, code);
    }

    private static ObjectStore withoutOrder(ObjectStore store) {
        return new ForwardingStore(store) {
            @Override
            public ListPage list(ListRequest request) throws StorageException {
                ListPage page = super.list(request);
                if (request.startAfter().isEmpty() && request.cursor().isEmpty()) {
                    return page;
                }
                List<ListedObject> backwards = page.objects().reversed();
                return new ListPage(backwards, page.cursor());
            }
        };
    }

    private static void fill(ObjectStore store) throws StorageException {
        for (int n = 0; n < KEYS; n++) {
            store.put(new ObjectKey(key(n)), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(n, 10));
        }
    }

    private static String key(int n) {
        return String.format("key-%05d", n);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
