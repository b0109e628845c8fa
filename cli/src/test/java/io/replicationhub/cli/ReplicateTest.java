package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.ArmedRule;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.OddKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicateTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.in(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void everythingArrivesAndTheSecondRunCopiesNothing() throws Exception {
        scene.put("empty", 0);
        scene.put("small", 1_000);
        scene.put("whole", 6 * MIB);
        scene.put("parts", 21 * MIB);
        scene.put("odd-parts", 33 * MIB + 7);
        scene.replicate("--part-size", "5MiB").ended(0).says("5 objects", "agree for all selected objects");
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
        assertTrue(scene.destination.uploads().open("").isEmpty(), "an upload was left open");

        assertEquals(
                0,
                scene.replicate("--json", "--quiet")
                        .ended(0)
                        .json()
                        .at("/copied/objects")
                        .asInt());
        scene.verify("--deep").ended(0).says("none differs", "source and destination agree");
    }

    @Test
    void keysThatBreakOtherToolsArriveAsTheyAre() throws Exception {
        List<String> keys =
                OddKeys.common().stream().filter(key -> !key.endsWith("/")).toList();
        for (String key : keys) {
            scene.put(key, 10);
        }
        scene.replicate().ended(0);
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
        assertEquals(keys.size(), Scene.keys(scene.destination).size());
        assertEquals(
                0,
                scene.replicate("--json", "--quiet")
                        .ended(0)
                        .json()
                        .at("/copied/objects")
                        .asInt());
    }

    @Test
    void metadataTravelsUnlessItIsLeft() throws Exception {
        ObjectMetadata metadata = new ObjectMetadata(
                Optional.of("text/x-drh"),
                Optional.empty(),
                Optional.of("de"),
                Optional.of("attachment; filename=\"a b.txt\""),
                Optional.of("max-age=60"),
                Optional.empty(),
                Optional.empty(),
                Map.of("colour", "blue", "number", "7"));
        Scene.put(scene.source, "one", metadata, BytesPayload.random(1, 100));
        Scene.put(scene.source, "large", metadata, BytesPayload.random(2, 17 * MIB));
        scene.replicate("--part-size", "5MiB").ended(0);
        assertEquals(
                scene.source.head(new io.replicationhub.object.ObjectKey("one")).metadata(),
                scene.metadataAtDestination("one"));
        assertEquals(
                metadata.user(),
                scene.metadataAtDestination("large")
                        .withoutUser(ObjectMetadata.SOURCE_ETAG)
                        .user());
        assertEquals(
                metadata.cacheControl(), scene.metadataAtDestination("large").cacheControl());

        try (Scene bare = Scene.in(folder)) {
            Scene.put(bare.source, "one", metadata, BytesPayload.random(1, 100));
            bare.replicate("--no-metadata").ended(0);
            assertEquals(Map.of(), bare.metadataAtDestination("one").user());
            assertEquals(Optional.empty(), bare.metadataAtDestination("one").cacheControl());
        }
    }

    @Test
    void aChangedObjectIsCopiedAgainAndNothingElse() throws Exception {
        scene.put("a", 100);
        scene.put("b", 100);
        scene.replicate().ended(0);
        Scene.put(scene.source, "b", ObjectMetadata.NONE, BytesPayload.random(99, 100));
        Scene.put(scene.destination, "extra", ObjectMetadata.NONE, BytesPayload.random(5, 5));
        assertEquals(
                1,
                scene.replicate("--json", "--quiet")
                        .ended(0)
                        .json()
                        .at("/copied/objects")
                        .asInt());
        assertEquals(Scene.content(scene.source, "b"), Scene.content(scene.destination, "b"));
        assertTrue(Scene.keys(scene.destination).contains("extra"), "what is only at the destination is left alone");
    }

    @Test
    void theStorageClassIsAskedForInEveryWayOfWriting() throws Exception {
        scene.put("small", 100);
        scene.put("large", 17 * MIB);
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            ArmedRule asked = proxy.arm(Rule.watching(Requests.writingAnObject()
                    .or(Requests.creatingAnUpload())
                    .and(head -> head.header("x-amz-storage-class").equals(Optional.of("STANDARD_IA")))));
            scene.destinationAt(proxy.endpoint());
            scene.replicate("--storage-class", "STANDARD_IA", "--part-size", "5MiB")
                    .ended(0);
            assertEquals(2, asked.matched());
        }
    }

    @Test
    void aStoreThatSeesBothSidesCopiesByItself() throws Exception {
        scene.put("small", 100);
        scene.put("large", 17 * MIB);
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.sourceServer())) {
            ArmedRule read = proxy.arm(Rule.watching(Requests.readingAnObject()));
            ArmedRule copied = proxy.arm(Rule.watching(Requests.writingAnObject()
                    .and(head -> head.header("x-amz-copy-source").isPresent())));
            scene.sourceAt(proxy.endpoint()).destinationAt(proxy.endpoint());
            scene.to(scene.from() + "-copy");
            scene.createAtSource(scene.to());
            scene.replicate("--destination-credentials", "env:SRC").ended(0);
            assertEquals(0, read.matched(), "bytes went through us");
            assertEquals(2, copied.matched());
            scene.verify("--deep", "--destination-credentials", "env:SRC").ended(0);
        }
    }

    /** Another server may have the port at another address of this machine, and would be asked for what it has not. */
    @Test
    void ofTwoNamesOfThisMachineNoStoreIsAskedToCopyByItself() throws Exception {
        scene.put("small", 100);
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.sourceServer())) {
            ArmedRule copied = proxy.arm(Rule.watching(Requests.writingAnObject()
                    .and(head -> head.header("x-amz-copy-source").isPresent())));
            URI server = proxy.endpoint();
            scene.to(scene.from() + "-copy");
            scene.createAtSource(scene.to());
            scene.sourceAt(URI.create("http://localhost:" + server.getPort()))
                    .destinationAt(URI.create("http://127.0.0.1:" + server.getPort()));
            scene.replicate("--destination-credentials", "env:SRC").ended(0).says("1 object");
            assertEquals(0, copied.matched());
            scene.put("another", 100);
            scene.sourceAt(URI.create("HTTP://127.0.0.1:" + server.getPort()));
            scene.replicate("--destination-credentials", "env:SRC").ended(0);
            assertEquals(1, copied.matched());
        }
    }

    @Test
    void theSdkGivesTheSameResult() throws Exception {
        scene.put("empty", 0);
        scene.put("a b+c%", 1_000);
        scene.put("large", 17 * MIB);
        scene.replicate("--client", "sdk", "--part-size", "5MiB").ended(0);
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
        assertEquals(
                0,
                scene.replicate("--json", "--quiet")
                        .ended(0)
                        .json()
                        .at("/copied/objects")
                        .asInt());
        scene.verify("--deep", "--client", "sdk").ended(0);
    }
}
