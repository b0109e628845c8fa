package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicationhub.cli.settings.Arguments;
import io.replicationhub.cli.settings.Option;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.RunSettingsReader;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.Fidelity;
import io.replicationhub.transfer.Fidelity.OnLoss;
import io.replicationhub.transfer.StorageClassRule;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Histories of which versions lie in an archive, between two buckets in memory. */
@Timeout(60)
class VersionsRunTest {
    private static final ObjectKey KEY = new ObjectKey("k");

    private final FakeClock clock = FakeClock.atStart();
    private final MemoryCloud cloud = MemoryCloud.with(clock, StoreLimits.AMAZON_S3, 100);
    private final MemoryObjectStore from = cloud.createBucket("from").keeping(Keeping.ENABLED);
    private MemoryObjectStore to = cloud.createBucket("to").keeping(Keeping.ENABLED);
    private ObjectStore source = from;
    private EngineOptions options = EngineOptions.DEFAULT;
    private @Nullable ReportFile report;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void whatAnArchivedVersionHoldsBackIsToldAndIsADifference() throws Exception {
        write("GLACIER", 3);
        write("STANDARD", 20);
        from.delete(KEY);
        write("GLACIER", 4);
        assertEquals(ExitCode.DIFFER, run(VersionsRun.Task.REPLICATE));
        assertEquals(List.of(), to.keys());
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("LACKS"), said);
        assertTrue(said.contains("the archived ones and what is newer of their objects"), said);
        assertEquals(
                1,
                said.lines()
                        .filter(line -> line.contains("held back") && line.contains("2 versions"))
                        .count());
        assertEquals(
                1,
                said.lines()
                        .filter(line -> line.contains("held back") && line.contains("1 delete"))
                        .count());

        JsonNode told = json();
        assertEquals(1, told.at("/exitCode").asInt());
        assertEquals(1, told.at("/versions/skipped").asInt());
        assertEquals(2, told.at("/versions/heldBack").asInt());
        assertEquals(24, told.at("/versions/heldBackBytes").asInt());
        assertEquals(1, told.at("/versions/heldBackDeleteMarkers").asInt());
        assertEquals(3, told.at("/versions/missing").asInt(), "as a plan says");
        assertEquals(ExitCode.DIFFER, run(VersionsRun.Task.VERIFY));
    }

    @Test
    void whereOnlyArchivedOnesRemainTheyAreNamedAndNoDifference() throws Exception {
        write("STANDARD", 20);
        write("GLACIER", 3);
        write("GLACIER", 4);
        assertEquals(ExitCode.AGREE, run(VersionsRun.Task.REPLICATE));
        assertEquals(List.of("k"), to.keys());
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("the destination has the source's histories but the archived ones"), said);
        JsonNode told = json();
        assertEquals(0, told.at("/exitCode").asInt());
        assertEquals(1, told.at("/versions/heldBack").asInt());
    }

    @Test
    void whatAFailedVersionHoldsBackIsToldToo() throws Exception {
        write("STANDARD", 20);
        write("STANDARD", 30);
        source = new FaultyStore(
                from, FaultScript.always(RequestKind.GET, new Fault.Before(Mishaps.failure(FailureClass.DENIED))));
        JsonNode told = json();
        assertEquals(1, told.at("/exitCode").asInt());
        assertEquals(1, told.at("/versions/failed").asInt());
        assertEquals(1, told.at("/versions/heldBack").asInt());
        assertEquals(30, told.at("/versions/heldBackBytes").asInt());
    }

    @Test
    void reasonsAreWrittenAsEverywhereElse() throws Exception {
        write("GLACIER", 3);
        run(VersionsRun.Task.REPLICATE);
        assertTrue(said().contains("archived: what is newer of their objects waits for them"), said());
    }

    @Test
    void failuresAreListedWithTheirClassAndReason() throws Exception {
        write("STANDARD", 20);
        source = new FaultyStore(
                from, FaultScript.always(RequestKind.GET, new Fault.Before(Mishaps.failure(FailureClass.DENIED))));
        run(VersionsRun.Task.REPLICATE);
        assertTrue(said().contains("denied: what is newer waits"), said());
        assertTrue(said().contains("  failed  k  denied: "), said());
        assertEquals("denied", json().at("/failures/0/class").asText());
    }

    @Test
    void whatCopiesWereMadeWithoutIsTold(@TempDir Path folder) throws Exception {
        to = MemoryCloud.with(
                        clock, StoreLimits.AMAZON_S3.with(new StoreLimits.Traits(2_048, 10, Set.of("STANDARD"))), 100)
                .createBucket("to")
                .keeping(Keeping.ENABLED);
        options = EngineOptions.DEFAULT.with(
                Fidelity.USUAL.with(OnLoss.WARN).with(new StorageClassRule.Kept(new TreeMap<>())));
        write("STANDARD_IA", 20);
        Path file = folder.resolve("report");
        try (ReportFile opened = ReportFile.create(file)) {
            report = opened;
            assertEquals(ExitCode.AGREE, run(VersionsRun.Task.REPLICATE));
        }
        assertTrue(said().contains("of them without"), said());
        assertTrue(said().contains("storage-class that the destination cannot hold"), said());
        assertTrue(said().contains("histories, but for what copies were made without"), said());
        JsonNode line = new ObjectMapper().readTree(Files.readString(file));
        assertEquals("storage-class", line.at("/without/0/what").asText());
        report = null;
        write("STANDARD_IA", 30);
        assertEquals(1, json().at("/versions/without/storage-class").asInt());
    }

    /** Of each key there are many. */
    @Test
    void aPlanListsTheFirstVersionsAndNotOneOfEachObject() throws Exception {
        write("STANDARD", 20);
        write("STANDARD", 30);
        write("STANDARD", 40);
        run(VersionsRun.Task.PLAN);
        assertEquals(
                3,
                said().lines()
                        .filter(line -> line.startsWith("  missing  "))
                        .filter(line -> line.contains("  k: version "))
                        .count(),
                said());
        assertFalse(said().contains("more"), said());
    }

    @Test
    void whatIsOnlyAtTheDestinationIsInTheReportOfAVerify(@TempDir Path folder) throws Exception {
        to.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 1));
        Path file = folder.resolve("report");
        try (ReportFile opened = ReportFile.create(file)) {
            report = opened;
            run(VersionsRun.Task.VERIFY);
        }
        assertEquals("{\"key\":\"k\",\"outcome\":\"extra\"}\n", Files.readString(file));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void write(String storageClass, int bytes) throws Exception {
        clock.advance(Duration.ofSeconds(1));
        from.put(
                KEY,
                ObjectMetadata.NONE,
                WriteOptions.DEFAULT.in(Optional.of(storageClass)),
                BytesPayload.random(bytes, bytes));
    }

    private JsonNode json() throws Exception {
        out.reset();
        run(VersionsRun.Task.REPLICATE, Option.JSON);
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private ExitCode run(VersionsRun.Task task, Option... flags) throws Exception {
        List<Map.Entry<Option, String>> all = new ArrayList<>(
                List.of(Map.entry(Option.SOURCE, "s3://from"), Map.entry(Option.DESTINATION, "s3://to")));
        for (Option flag : flags) {
            all.add(Map.entry(flag, "true"));
        }
        List<String> problems = new ArrayList<>();
        Arguments arguments = Arguments.of(all, problems);
        assertTrue(problems.isEmpty(), problems::toString);
        RunSettings settings = RunSettingsReader.readWithoutCredentials(arguments, Map.of(), InstantSource.system());
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new VersionsRun(
                        settings,
                        new Stores(new FirstPage(source), new FirstPage(to)),
                        options,
                        UploadJournal.NONE,
                        report,
                        print,
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .run(task);
    }
}
