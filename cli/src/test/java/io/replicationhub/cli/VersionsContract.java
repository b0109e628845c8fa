package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.BucketOwner;
import io.replicationhub.localservers.LocalS3;
import io.replicationhub.localservers.LocalS3Kind;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.testkit.BytesPayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** {@code --versions all} between two buckets of a server. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VersionsContract {
    private static final AccessKey KEY = new AccessKey("versionskey", "versions-secret");

    @TempDir
    Path folder;

    private final LocalS3Kind kind;
    private LocalS3 server;
    private BucketOwner owner;
    private ObjectStore source;
    private ObjectStore destination;
    private Scene scene;
    private int number;

    VersionsContract(LocalS3Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start() {
        kind.absence().get().ifPresent(Assumptions::abort);
        server = kind.start().apply(KEY);
        owner = new BucketOwner(server.endpoint(), KEY);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void begin() {
        number++;
        source = bucket("from-" + number, Keeping.ENABLED);
        destination = bucket("to-" + number, Keeping.ENABLED);
        scene = scene("from-" + number, "to-" + number);
    }

    @AfterEach
    void end() {
        source.close();
        destination.close();
        scene.close();
    }

    @Test
    void historiesAreCarriedAndASecondRunFindsNothing() throws Exception {
        write("a", "one");
        write("a", "two");
        source.delete(new ObjectKey("a"));
        write("a", "three");
        write("b c", "one");
        source.delete(new ObjectKey("b c"));
        Path report = folder.resolve("report.jsonl");
        JsonNode plan = scene.plan("--versions", "all", "--json", "--quiet", "--exit-code")
                .ended(1)
                .json();
        assertEquals(4, plan.at("/versions/missing").asInt());
        assertEquals(2, plan.at("/versions/missingDeleteMarkers").asInt());
        scene.verify("--versions", "all").ended(1).says("LACKS");
        scene.replicate("--versions", "all", "--report", report.toString())
                .ended(0)
                .says("the destination has the source's histories");
        assertEquals(told(source), told(destination));
        assertTrue(Files.readString(report).contains("\"deleteMarker\":true"), "the report shows versions");
        scene.verify("--versions", "all").ended(0);
        JsonNode again = scene.replicate("--versions", "all", "--json", "--quiet")
                .ended(0)
                .json();
        assertEquals(0, again.at("/versions/copied").asInt());
        assertEquals(0, again.at("/versions/deleteMarkers").asInt());
        write("a", "four");
        source.delete(new ObjectKey("a"));
        JsonNode more = scene.replicate("--versions", "all", "--json", "--quiet")
                .ended(0)
                .json();
        assertEquals(1, more.at("/versions/copied").asInt());
        assertEquals(1, more.at("/versions/deleteMarkers").asInt());
        assertEquals(told(source), told(destination));
    }

    @Test
    void aMirroredDeleteLeavesAMarkerAtAVersionedDestination() throws Exception {
        for (int i = 0; i < 20; i++) {
            write("k" + i, "body");
        }
        scene.replicate("--quiet").ended(0);
        source.delete(new ObjectKey("k3"));
        scene.replicate("--quiet", "--delete").ended(0);
        List<ListedVersion> history = destination
                .versions()
                .orElseThrow()
                .list(VersionListRequest.first("k3"))
                .entries();
        assertEquals(2, history.size());
        assertTrue(history.get(0) instanceof ListedVersion.DeleteMarker, "what was there can be had back");
    }

    @Test
    void bucketsThatKeepNoVersionsAreNamed() {
        bucket("plain-" + number, Keeping.NEVER).close();
        bucket("paused-" + number, Keeping.SUSPENDED).close();
        try (Scene plain = scene("plain-" + number, "paused-" + number)) {
            plain.replicate("--versions", "all").ended(2).says("the source keeps no versions");
            plain.replicate("--versions", "all").ended(2).says("is suspended");
        }
    }

    @Test
    void whatMakesNoSenseOfHistoriesIsRefusedAtOnce() {
        Ran ran = scene.replicate("--versions", "all", "--delete", "--min-size", "1", "--client", "sdk");
        ran.ended(2).says("--delete", "sizes and times", "--client wire");
        scene.verify("--versions", "all", "--deep").ended(2).says("--deep");
        scene.replicate("--versions", "some").ended(2).says("--versions");
    }

    private Scene scene(String from, String to) {
        return Scene.in(folder)
                .from("s3://" + from)
                .to("s3://" + to)
                .sourceAt(server.endpoint())
                .destinationAt(server.endpoint())
                .environment("SRC_ACCESS_KEY_ID", KEY.id())
                .environment("SRC_SECRET_ACCESS_KEY", KEY.secret())
                .environment("DST_ACCESS_KEY_ID", KEY.id())
                .environment("DST_SECRET_ACCESS_KEY", KEY.secret());
    }

    private ObjectStore bucket(String name, Keeping keeping) {
        owner.createBucket(name);
        if (keeping != Keeping.NEVER) {
            owner.setVersioning(
                    name,
                    keeping == Keeping.ENABLED ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED);
        }
        return Scene.open(server.endpoint(), name, KEY);
    }

    private void write(String key, String text) throws Exception {
        Scene.put(source, key, ObjectMetadata.NONE.withUser("text", text), BytesPayload.of(text));
    }

    private static List<String> told(ObjectStore store) throws Exception {
        return store.versions().orElseThrow().list(VersionListRequest.first("")).entries().stream()
                .map(version -> version.key()
                        + (version instanceof ListedVersion.Content content
                                ? " " + content.object().stamp().etag()
                                : " marker"))
                .toList();
    }
}
