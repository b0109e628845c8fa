package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.CephServer;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.Profiles;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.OddKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** To a real radosgw, from it and within it, where it is installed. */
@Tag("slow")
@Tag("ceph")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CephTest {
    private static final AccessKey KEY = new AccessKey("cephkey", "canary-ceph-secret");
    private static final int MIB = 1 << 20;
    private static final int MORE_THAN_A_PAGE = 1_050;
    private static final int FEW = 30;
    private static final ObjectMetadata METADATA = new ObjectMetadata(
            Optional.of("text/x-drh; charset=utf-8"),
            Optional.of("gzip"),
            Optional.of("de"),
            Optional.of("attachment; filename=\"a b.txt\""),
            Optional.of("max-age=60"),
            Optional.empty(),
            Optional.empty(),
            Map.of("colour", "blue", "text", "some = text; more"));
    /** s3proxy, at the other end, does not take these. */
    private static final ObjectMetadata BEYOND_ASCII = METADATA.withUser("text", "gr\u00fcn und \u65e5\u672c");

    private static final ObjectTags TAGS = ObjectTags.of(Map.of("team", "data + more", "stufe", "gr\u00fcn"));

    @TempDir
    Path folder;

    private CephServer ceph;
    private Scene scene;
    private ObjectStore one;
    private ObjectStore two;
    private int count;

    @BeforeAll
    void start() {
        Assumptions.assumeTrue(
                CephServer.whyNot().isEmpty(), () -> CephServer.whyNot().orElse(""));
        ceph = CephServer.start(KEY);
    }

    @AfterAll
    void stop() {
        if (ceph != null) {
            ceph.close();
        }
    }

    @BeforeEach
    void begin() {
        count++;
        scene = Scene.in(folder)
                .environment("CEPH_ACCESS_KEY_ID", KEY.id())
                .environment("CEPH_SECRET_ACCESS_KEY", KEY.secret())
                .environment("TWIN_ACCESS_KEY_ID", KEY.id())
                .environment("TWIN_SECRET_ACCESS_KEY", KEY.secret());
        one = bucket("one-" + count);
        two = bucket("two-" + count);
    }

    @AfterEach
    void end() {
        if (ceph != null) {
            one.close();
            two.close();
            scene.close();
        }
    }

    @Test
    void everythingArrivesAndTheSecondRunCopiesNothing() throws Exception {
        fill(scene.source, FEW);
        toCeph().replicate(toCephOptions("--part-size", "5MiB")).ended(0);
        assertEquals(Scene.contents(scene.source), Scene.contents(one));
        assertTrue(one.uploads().open("").isEmpty(), "an upload was left open");
        assertNothingIsLeftToDo(toCephOptions());
    }

    @Test
    void everythingLeavesAndTheSecondRunCopiesNothing() throws Exception {
        fill(one, MORE_THAN_A_PAGE);
        scene.from("s3://one-" + count).sourceAt(ceph.endpoint());
        String[] options = {"--source-profile", "ceph", "--source-credentials", "env:CEPH", "--part-size", "5MiB"};
        scene.replicate(options).ended(0);
        assertEquals(Scene.contents(one), Scene.contents(scene.destination));
        assertNothingIsLeftToDo(options);
    }

    @Test
    void theSdkDoesTheSame() throws Exception {
        fill(scene.source, FEW);
        toCeph().replicate(toCephOptions("--client", "sdk", "--part-size", "5MiB"))
                .ended(0);
        assertEquals(Scene.contents(scene.source), Scene.contents(one));
        assertNothingIsLeftToDo(toCephOptions());
    }

    /** With two names for the credentials the bytes go through this process; with one the gateway copies by itself. */
    @Test
    void whatIsCopiedWithinItIsTheSameThroughUsAndByItself() throws Exception {
        fill(one, FEW);
        Scene.put(one, "described", BEYOND_ASCII, BytesPayload.of("with metadata"));
        withinCeph();
        scene.replicate(within("env:TWIN")).ended(0);
        assertEquals(Scene.contents(one), Scene.contents(two));
        assertEquals(BEYOND_ASCII, metadata(two, "described"));
        assertNothingIsLeftToDo(within("env:TWIN"));

        ObjectStore three = bucket("three-" + count);
        scene.to("s3://three-" + count);
        scene.replicate(within("env:CEPH")).ended(0);
        assertEquals(Scene.contents(one), Scene.contents(three));
        assertEquals(BEYOND_ASCII, metadata(three, "described"));
        assertNothingIsLeftToDo(within("env:CEPH"));
        three.close();
    }

    @Test
    void oddKeysArriveAndComeBackAsTheyAre() throws Exception {
        List<String> keys = Stream.of(OddKeys.common(), OddKeys.pathLike(), OddKeys.controls(), OddKeys.longest())
                .flatMap(List::stream)
                .toList();
        for (String key : keys) {
            scene.put(key, 10);
        }
        toCeph().replicate(toCephOptions()).ended(0);
        assertEquals(Scene.contents(scene.source), Scene.contents(one));
        assertEquals(keys.size(), Scene.keys(one).size());
        assertNothingIsLeftToDo(toCephOptions());

        withinCeph();
        scene.replicate(within("env:TWIN")).ended(0);
        assertEquals(Scene.contents(one), Scene.contents(two));
        assertNothingIsLeftToDo(within("env:TWIN"));
    }

    @Test
    void metadataTravelsThereAndBack() throws Exception {
        Scene.put(scene.source, "small", METADATA, BytesPayload.random(1, 100));
        Scene.put(scene.source, "large", METADATA, BytesPayload.random(2, 17 * MIB));
        toCeph().replicate(toCephOptions("--part-size", "5MiB")).ended(0);
        assertEquals(METADATA, metadata(one, "small"));
        assertEquals(METADATA, metadata(one, "large"));

        try (Scene back = Scene.in(folder)) {
            back.environment("CEPH_ACCESS_KEY_ID", KEY.id()).environment("CEPH_SECRET_ACCESS_KEY", KEY.secret());
            back.from("s3://one-" + count).sourceAt(ceph.endpoint());
            back.replicate("--source-profile", "ceph", "--source-credentials", "env:CEPH", "--part-size", "5MiB")
                    .ended(0);
            assertEquals(METADATA, metadata(back.destination, "small"));
            assertEquals(METADATA, metadata(back.destination, "large"));
        }
    }

    /** radosgw drops the tags of an object that comes in parts, so that they count as lost. */
    @Test
    void tagsTravelWithWholeObjectsAndAreALossInParts() throws Exception {
        WriteOptions tagged = WriteOptions.DEFAULT.with(TAGS);
        one.put(new ObjectKey("small"), ObjectMetadata.NONE, tagged, BytesPayload.of("body"));
        withinCeph();
        scene.replicate(and(within("env:TWIN"), "--tags")).ended(0);
        assertEquals(TAGS, two.tags(new ObjectKey("small")));

        one.put(new ObjectKey("large"), ObjectMetadata.NONE, tagged, BytesPayload.random(1, 17 * MIB));
        scene.replicate(and(within("env:TWIN"), "--tags")).ended(1).says("keeps none of what comes in parts");
        assertEquals(List.of("small"), Scene.keys(two));
        scene.replicate(and(within("env:TWIN"), "--tags", "--on-loss", "warn")).ended(0);
        assertEquals(Scene.contents(one), Scene.contents(two));
    }

    @Test
    void namesThatItWouldChangeAreALoss() throws Exception {
        Scene.put(scene.source, "o", ObjectMetadata.NONE.withUser("under_score", "1"), BytesPayload.of("body"));
        toCeph().replicate(toCephOptions()).ended(1).says("under_score");
        assertEquals(List.of(), Scene.keys(one));
        scene.replicate(toCephOptions("--on-loss", "warn")).ended(0);
        assertEquals(Map.of("under-score", "1"), metadata(one, "o").user());
    }

    @Test
    void whatIsNotAtTheSourceIsDeletedWhenAskedFor() throws Exception {
        scene.put("kept", 10);
        Scene.put(one, "extra", ObjectMetadata.NONE, BytesPayload.of("not at the source"));
        toCeph().replicate(toCephOptions("--delete", "--max-delete", "1")).ended(0);
        assertEquals(List.of("kept"), Scene.keys(one));
    }

    @Test
    void aWrongSecretEndsTheRunWithTheGatewaysReason() throws Exception {
        scene.put("a", 10);
        scene.environment("CEPH_SECRET_ACCESS_KEY", "canary-guessed");
        toCeph().replicate(toCephOptions())
                .ended(3)
                .says("SignatureDoesNotMatch")
                .doesNotSay("canary");
    }

    private void assertNothingIsLeftToDo(String... options) throws Exception {
        assertEquals(
                0,
                scene.replicate(and(options, "--json", "--quiet"))
                        .ended(0)
                        .json()
                        .at("/copied/objects")
                        .asInt());
        scene.plan(and(options, "--exit-code")).ended(0);
        scene.verify(and(options, "--deep")).ended(0).says("none differs");
    }

    private Scene toCeph() {
        return scene.to("s3://one-" + count).destinationAt(ceph.endpoint());
    }

    private static String[] toCephOptions(String... more) {
        String[] options = {"--destination-profile", "ceph", "--destination-credentials", "env:CEPH"};
        return and(options, more);
    }

    private void withinCeph() {
        scene.from("s3://one-" + count)
                .sourceAt(ceph.endpoint())
                .to("s3://two-" + count)
                .destinationAt(ceph.endpoint());
    }

    private static String[] within(String destinationCredentials) {
        return new String[] {
            "--source-profile", "ceph",
            "--source-credentials", "env:CEPH",
            "--destination-profile", "ceph",
            "--destination-credentials", destinationCredentials,
            "--part-size", "5MiB"
        };
    }

    private static String[] and(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    private static ObjectMetadata metadata(ObjectStore store, String key) throws Exception {
        return store.head(new ObjectKey(key)).metadata().withoutUser(ObjectMetadata.SOURCE_ETAG);
    }

    /** So many small ones, and some that are empty, whole, and in parts of which the last is odd. */
    private static void fill(ObjectStore store, int small) throws Exception {
        for (int i = 0; i < small; i++) {
            Scene.put(store, "small/%04d".formatted(i), ObjectMetadata.NONE, BytesPayload.of("object " + i));
        }
        Scene.put(store, "empty", ObjectMetadata.NONE, BytesPayload.of(""));
        Scene.put(store, "whole", ObjectMetadata.NONE, BytesPayload.random(3, 4 * MIB));
        Scene.put(store, "parts", ObjectMetadata.NONE, BytesPayload.random(4, 20 * MIB));
        Scene.put(store, "odd-parts", ObjectMetadata.NONE, BytesPayload.random(5, 23 * MIB + 7));
    }

    private ObjectStore bucket(String name) {
        ceph.createBucket(name);
        return S3Stores.open(
                S3Settings.bucket(name).at(ceph.endpoint()).as(Profiles.CEPH),
                CredentialsSource.of(Credentials.of(KEY.id(), KEY.secret())),
                Map.of());
    }
}
