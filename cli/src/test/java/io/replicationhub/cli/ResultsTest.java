package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicationhub.localservers.faults.ArmedRule;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.testkit.BytesPayload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What plan, verify and replicate tell: exit codes, summaries, reports. */
class ResultsTest {
    private static final String LOST = "drh: standard output could not be written to";

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() throws Exception {
        scene = Scene.in(folder);
        scene.put("changed", 100);
        scene.put("missing", 200);
        scene.put("same", 300);
        Scene.put(scene.destination, "changed", ObjectMetadata.NONE, BytesPayload.random(1, 50));
        Scene.put(scene.destination, "same", ObjectMetadata.NONE, BytesPayload.random("same".hashCode(), 300));
        Scene.put(scene.destination, "extra", ObjectMetadata.NONE, BytesPayload.random(3, 10));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void planTellsWhatReplicateWouldDoAndDoesNothing() throws Exception {
        Map<String, String> before = Scene.contents(scene.destination);
        scene.plan().ended(0).says("1 missing, 1 changed", "GET 2, PUT 2", "$", "left alone", "missing  ", "changed  ");
        scene.plan("--exit-code").ended(1);
        JsonNode plan = scene.plan("--json").ended(0).json();
        assertEquals(1, plan.at("/missing/objects").asInt());
        assertEquals(2, plan.at("/requests/PUT").asInt());
        assertEquals(before, Scene.contents(scene.destination));
        scene.replicate().ended(0);
        scene.plan("--exit-code").ended(0);
    }

    @Test
    void verifyTellsWhatDiffers() throws Exception {
        scene.verify().ended(1).says("DIFFER", "missing", "changed", "by size");
        assertEquals(false, scene.verify("--json").ended(1).json().at("/agree").asBoolean(true));
        scene.replicate().ended(0);
        scene.verify().ended(0).says("source and destination agree");
    }

    @Test
    void verifyReadsBothSidesWhenAskedTo() throws Exception {
        scene.replicate().ended(0);
        byte[] body = new byte[300];
        Scene.put(scene.source, "flipped", ObjectMetadata.NONE, BytesPayload.of(body));
        body[123] ^= 1;
        Scene.put(scene.destination, "flipped", ObjectMetadata.NONE, BytesPayload.of(body));
        scene.verify("--compare", "size").ended(0);
        scene.verify("--compare", "size", "--deep").ended(1).says("flipped", "the bytes differ from offset 123 on");
        Scene.put(
                scene.destination,
                "flipped",
                ObjectMetadata.NONE.withUser("other", "metadata"),
                BytesPayload.of(new byte[300]));
        scene.verify("--compare", "size", "--deep").ended(1).says("the metadata differ");
        scene.verify("--compare", "size", "--deep", "--no-metadata").ended(0);
    }

    @Test
    void theReportHasOneLineForEveryObject() throws Exception {
        assertEquals(
                Map.of("changed", "changed", "missing", "missing", "same", "same", "extra", "extra"),
                outcomes(report -> scene.plan("--report", report).ended(0)));
        assertEquals(
                Map.of("changed", "differs", "missing", "missing", "same", "same", "extra", "extra"),
                outcomes(report -> scene.verify("--report", report).ended(1)));
        assertEquals(
                Map.of("changed", "copied", "missing", "copied", "same", "same"),
                outcomes(report -> scene.replicate("--report", report).ended(0)));
        Map<String, String> deep =
                outcomes(report -> scene.verify("--deep", "--report", report).ended(0));
        assertEquals(Map.of("changed", "same", "missing", "same", "same", "same", "extra", "extra"), deep);
    }

    @Test
    void theReportOfNothingIsEmpty() throws Exception {
        Path report = folder.resolve("report");
        scene.replicate("--report", report.toString()).ended(0);
        assertTrue(Files.readString(report).endsWith("}\n"), "the last line has no end");
        scene.from(scene.from() + "/nothing/").to(scene.to() + "/nothing/");
        scene.plan("--report", report.toString()).ended(0);
        assertEquals("", Files.readString(report));
    }

    /** It was the work that ended, to be taken up again without end. */
    @Test
    @Timeout(60)
    void aReportOnAFullDiskIsToldAndAllIsCopied() throws Exception {
        String full = "/dev/full";
        assumeTrue(Files.exists(Path.of(full)), "no device that is always full");
        for (int i = 0; i < 40; i++) {
            scene.put("k".repeat(900) + i, 10);
        }
        String told = "a file cannot be written: the report /dev/full: No space left on device";
        for (String option : List.of("--quiet", "--json")) {
            Ran ran = scene.replicate(option, "--report", full)
                    .ended(3)
                    .says("drh: " + told)
                    .doesNotSay("Exception");
            assertEquals(
                    1, ran.err().lines().filter(line -> line.contains(told)).count(), ran.err());
        }
        JsonNode summary = scene.replicate("--json", "--report", full).ended(3).json();
        assertEquals(3, summary.at("/exitCode").asInt());
        assertEquals(told, summary.at("/trouble").asText());
        assertTrue(Scene.keys(scene.destination).containsAll(Scene.keys(scene.source)), "not all was copied");
        scene.plan("--report", full).ended(3).says("the report /dev/full");
    }

    @Test
    void theReportTellsBytesAndEtags() throws Exception {
        Path report = folder.resolve("report");
        scene.replicate("--report", report.toString()).ended(0);
        JsonNode copied = lines(report).stream()
                .filter(line -> line.at("/key").asText().equals("missing"))
                .findFirst()
                .orElseThrow();
        String etag = scene.source.head(new ObjectKey("missing")).stamp().etag().value();
        assertEquals(200, copied.at("/bytes").asInt());
        assertEquals(etag, copied.at("/sourceEtag").asText());
        assertEquals(etag, copied.at("/etag").asText());
    }

    @Test
    void oneObjectThatIsRefusedCostsAFewRequestsAndNeverTheRun() throws Exception {
        for (int i = 0; i < 50; i++) {
            scene.put("more/" + i, 10);
        }
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            ArmedRule refused = proxy.arm(Rule.of(
                    Requests.targeting("/missing"),
                    Turn.always(),
                    Fault.answer(Reply.s3Error(403, "AccessDenied", "Access Denied"))));
            scene.destinationAt(proxy.endpoint());
            Path report = folder.resolve("report");
            Ran ran = scene.replicate("--report", report.toString()).ended(1);
            ran.says("51 objects", "failed", "missing", "denied: ");
            assertTrue(refused.matched() <= 5, refused.matched() + " requests for an object that is refused");
            JsonNode line = lines(report).stream()
                    .filter(one -> one.at("/key").asText().equals("missing"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("failed", line.at("/outcome").asText());
            assertTrue(line.at("/reason").asText().contains("AccessDenied"), line.toString());
            JsonNode json = scene.replicate("--json", "--quiet").ended(1).json();
            assertEquals("missing", json.at("/failures/0/key").asText());
            assertEquals(1, json.at("/exitCode").asInt());
        }
    }

    @Test
    void tooManyFailuresEndTheRun() throws Exception {
        for (int i = 0; i < 30; i++) {
            scene.put("more/" + i, 10);
        }
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            proxy.arm(Rule.of(
                    Requests.targeting("/more"),
                    Turn.always(),
                    Fault.answer(Reply.s3Error(403, "AccessDenied", "Access Denied"))));
            scene.destinationAt(proxy.endpoint());
            scene.replicate("--max-failures", "3", "--concurrency", "1")
                    .ended(3)
                    .says("NOT COMPLETED");
            scene.replicate("--max-failures", "1", "--concurrency", "1")
                    .ended(3)
                    .says("NOT COMPLETED: 1 object failed: ");
        }
    }

    @Test
    void aResultThatCannotBeWrittenIsToldAndIsNoSuccess() {
        toFullDisk(scene.arguments("verify")).ended(1).says(LOST);
        toFullDisk(scene.arguments("replicate")).ended(3).says(LOST);
        toFullDisk(scene.arguments("replicate", "--json")).ended(3).says(LOST);
        toFullDisk(scene.arguments("plan")).ended(3).says(LOST);
        toFullDisk(scene.arguments("verify", "--json")).ended(3).says(LOST);
        toFullDisk(scene.arguments("policy")).ended(3).says(LOST);
        assertEquals(
                "", toFullDisk(scene.arguments("replicate", "--quiet")).ended(0).err());
    }

    private Ran toFullDisk(List<String> arguments) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        return Ran.drh(scene.environment(), full, arguments);
    }

    @Test
    void quietRunsSayNothingAndJsonStandsAlone() throws Exception {
        for (String command : List.of("plan", "verify", "replicate")) {
            Ran quiet = scene.drh(scene.arguments(command, "--quiet").toArray(String[]::new));
            assertEquals("", quiet.out() + quiet.err());
        }
        for (String command : List.of("plan", "verify", "replicate")) {
            scene.drh(scene.arguments(command, "--json").toArray(String[]::new))
                    .ended(0)
                    .json();
        }
    }

    private interface Command {
        Ran run(String report) throws Exception;
    }

    private Map<String, String> outcomes(Command command) throws Exception {
        Path report = folder.resolve("report");
        command.run(report.toString());
        Map<String, String> outcomes = new TreeMap<>();
        for (JsonNode line : lines(report)) {
            String before =
                    outcomes.put(line.at("/key").asText(), line.at("/outcome").asText());
            assertEquals(null, before, "two lines for one object: " + line);
        }
        return outcomes;
    }

    private static List<JsonNode> lines(Path report) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : Files.readAllLines(report)) {
            lines.add(mapper.readTree(line));
        }
        return lines;
    }
}
