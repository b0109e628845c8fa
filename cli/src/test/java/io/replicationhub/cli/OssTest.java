package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.oss.OssAccount;
import io.replicationhub.localservers.oss.OssServer;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.storage.oss.OssSettings;
import io.replicationhub.storage.oss.OssStores;
import io.replicationhub.testkit.BytesPayload;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From Aliyun OSS, and to it. */
@Timeout(120)
class OssTest {
    private static final int MIB = 1 << 20;
    private static final String BUCKET = "oss-data";
    private static final String REGION = "cn-hangzhou";
    private static final ObjectMetadata LABELS = new ObjectMetadata(
            Optional.of("text/csv; charset=utf-8"),
            Optional.of("gzip"),
            Optional.of("de"),
            Optional.of("attachment; filename=\"a b.csv\""),
            Optional.of("max-age=60"),
            Optional.of("Thu, 01 Jan 2026 00:00:00 GMT"),
            Optional.empty(),
            Map.of("colour", "two  spaces", "name", "\u65e5\u672c\u8a9e"));
    /** What s3proxy keeps: neither text beyond ASCII nor Expires (docs/test-servers.md). */
    private static final ObjectMetadata PLAIN = new ObjectMetadata(
            LABELS.contentType(),
            LABELS.contentEncoding(),
            LABELS.contentLanguage(),
            LABELS.contentDisposition(),
            LABELS.cacheControl(),
            Optional.empty(),
            Optional.empty(),
            Map.of("colour", "some text"));

    private static final ObjectTags TAGS = ObjectTags.of(Map.of("team", "data"));

    @TempDir
    Path folder;

    private OssServer server;
    private Scene scene;
    private ObjectStore oss;

    @BeforeEach
    void begin() {
        server = OssServer.start(
                REGION,
                OssAccount.of(Scene.SRC.id(), Scene.SRC.secret()),
                OssAccount.of(Scene.DST.id(), Scene.DST.secret()));
        server.createBucket(BUCKET);
        scene = Scene.in(folder);
        oss = OssStores.open(
                OssSettings.bucket(BUCKET, REGION).at(server.endpoint()),
                CredentialsSource.of(Credentials.of(Scene.SRC.id(), Scene.SRC.secret())),
                Map.of());
    }

    @AfterEach
    void end() {
        oss.close();
        scene.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wire", "sdk"})
    void everythingUnderAPrefixComesFromOss(String client) throws Exception {
        fill();
        put("in/labelled", PLAIN, WriteOptions.DEFAULT, BytesPayload.random(1, 10_000));
        putInParts("in/in-parts", 5 * MIB, 5 * MIB, 123);
        put("in/large", ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(2, 17 * MIB));
        put("out", ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("not this one"));
        fromOss().replicate(with(client, "--quiet", "--part-size", "5MiB")).ended(0);
        Map<String, String> expected = new TreeMap<>(Scene.contents(oss));
        expected.remove("out");
        Map<String, String> written = Scene.contents(scene.destination);
        assertEquals(expected.size(), written.size());
        written.forEach((key, content) -> assertEquals(expected.get("in/" + key), content, key));
        assertEquals(PLAIN, withoutOurs(scene.metadataAtDestination("labelled")));
        scene.plan(with(client, "--exit-code")).ended(0);
        scene.verify(with(client, "--quiet", "--deep")).ended(0);
    }

    @Test
    void theOldShapeOfCredentialsSaysWhereOssIs() throws Exception {
        put("in/o", ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("body"));
        Path file = folder.resolve("oss.json");
        Files.writeString(file, """
                {"oss_access_key_id": "%s", "oss_access_key_secret": "%s", "oss_endpoint": "%s"}
                """.formatted(Scene.SRC.id(), Scene.SRC.secret(), server.endpoint()));
        List<String> arguments = new ArrayList<>(fromOss().arguments("replicate", "--source-region", "oss-" + REGION));
        int at = arguments.indexOf("--source-endpoint");
        arguments.subList(at, at + 2).clear();
        arguments.set(arguments.indexOf("env:SRC"), "file:" + file);
        scene.drh(arguments.toArray(String[]::new)).ended(0);
        assertEquals(List.of("o"), Scene.keys(scene.destination));
    }

    @Test
    void version1OfSignaturesIsTakenWhereItIsConfigured() throws Exception {
        put("in/o", ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("body"));
        scene.environment("OSS_SIGNATURE_VERSION", "v1");
        fromOss().replicate().ended(0);
        assertEquals(List.of("o"), Scene.keys(scene.destination));
        scene.environment("OSS_SIGNATURE_VERSION", "v2");
        fromOss().replicate().ended(2).says("OSS_SIGNATURE_VERSION must be v4 or v1");
    }

    @Test
    void whatLiesInAnArchiveIsCountedAndComesOnceItWasRestored() throws Exception {
        for (String storageClass : List.of("Archive", "ColdArchive", "DeepColdArchive")) {
            put(
                    "in/" + storageClass,
                    ObjectMetadata.NONE,
                    WriteOptions.DEFAULT.in(Optional.of(storageClass)),
                    BytesPayload.of(storageClass));
        }
        put("in/warm", ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("warm"));
        Ran ran = fromOss().replicate(with("wire", "--json", "--quiet")).ended(0);
        assertEquals(3, ran.json().at("/archived/objects").asInt(), ran.toString());
        assertEquals(List.of("warm"), Scene.keys(scene.destination));
        scene.drh(scene.arguments("restore", with("wire")).toArray(String[]::new))
                .ended(0);
        server.finishRestorations();
        scene.replicate(with("wire")).ended(0);
        assertEquals(4, Scene.keys(scene.destination).size());
    }

    @Tag("slow")
    @Test
    void bytesThatDoNotHaveThePublishedCrc64DoNotStay() throws Exception {
        putInParts("in/good", 5 * MIB, 77);
        putInParts("in/bad", 5 * MIB, 77);
        server.tellWrongChecksum(BUCKET, "in/bad");
        fromOss().replicate(with("wire")).ended(1).says("in/bad");
        assertEquals(List.of("good"), Scene.keys(scene.destination));
    }

    /** Through us where the sides have two names for their credentials, by OSS itself where they have one. */
    @ParameterizedTest
    @ValueSource(strings = {"env:DST", "env:SRC"})
    void tagsAndClassesComeAlongFromOssToOss(String credentials) throws Exception {
        WriteOptions kept = WriteOptions.DEFAULT.in(Optional.of("IA")).with(TAGS);
        put("in/small", LABELS, kept, BytesPayload.random(1, 10_000));
        put("in/large", LABELS, kept, BytesPayload.random(2, 12 * MIB));
        scene.from("oss://" + BUCKET + "/in/").sourceAt(server.endpoint());
        scene.to("oss://" + BUCKET + "/out/").destinationAt(server.endpoint());
        String[] options = with(
                "wire",
                "--destination-region",
                REGION,
                "--destination-credentials",
                credentials,
                "--tags",
                "--storage-class",
                "keep");
        scene.replicate(options).ended(0);
        for (String name : List.of("small", "large")) {
            ObjectKey key = new ObjectKey("out/" + name);
            assertEquals(Scene.content(oss, "in/" + name), Scene.content(oss, "out/" + name));
            assertEquals(LABELS.user(), withoutOurs(oss.head(key).metadata()).user());
            assertEquals("IA", oss.head(key).storageClass());
            assertEquals(TAGS, oss.tags(key));
        }
        scene.plan("--exit-code", "--source-region", REGION, "--destination-region", REGION)
                .ended(0);
    }

    /** OSS's ETags are not told to be MD5s, so a copy remembers its source's. */
    private static ObjectMetadata withoutOurs(ObjectMetadata metadata) {
        return metadata.withoutUser(ObjectMetadata.SOURCE_ETAG);
    }

    @Test
    void ossIsWrittenToo() throws Exception {
        for (int i = 0; i < 40; i++) {
            scene.put("o-" + i, i * 1_000);
        }
        Scene.put(scene.source, "labelled", PLAIN, BytesPayload.of("labelled"));
        scene.put("large", 17 * MIB);
        scene.to("oss://" + BUCKET).destinationAt(server.endpoint());
        scene.replicate("--quiet", "--destination-region", REGION, "--part-size", "5MiB")
                .ended(0);
        assertEquals(Scene.contents(scene.source), Scene.contents(oss));
        assertEquals(PLAIN, withoutOurs(oss.head(new ObjectKey("labelled")).metadata()));
        scene.plan("--exit-code", "--destination-region", REGION).ended(0);
        scene.verify("--quiet", "--deep", "--destination-region", REGION).ended(0);
    }

    @Test
    void aSideThatCannotBeUsedIsOneClearProblem() {
        scene.drh("replicate", "oss://data", "s3://to")
                .ended(2)
                .says("SOURCE needs a region or an endpoint: Aliyun OSS is at https://oss-REGION.aliyuncs.com");
        fromOss()
                .replicate("--source-endpoint", "https://s3.oss-cn-hangzhou.aliyuncs.com")
                .ended(2)
                .says("is the S3 face of OSS; oss:// speaks to its own, https://oss-cn-hangzhou.aliyuncs.com");
        fromOss().replicate().ended(2).says("needs a region: its endpoint does not tell");
    }

    @Test
    void aWrongSecretStopsTheRunAtOnceAndNamesTheSide() throws Exception {
        put("in/o", ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("body"));
        scene.environment("SRC_SECRET_ACCESS_KEY", "canary-of-another");
        Ran ran = fromOss().replicate(with("wire")).ended(3).says("source", "SignatureDoesNotMatch");
        assertFalse(ran.toString().contains("canary-of-another"));
        scene.assertNothingWritten();
    }

    private Scene fromOss() {
        URI endpoint = server.endpoint();
        return scene.from("oss://" + BUCKET + "/in/").sourceAt(endpoint);
    }

    private static String[] with(String client, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--client", client, "--source-region", REGION));
        return all.toArray(String[]::new);
    }

    /** More than a page, some of it odd. */
    private void fill() throws Exception {
        for (int i = 0; i < 1_100; i++) {
            put("in/%04d".formatted(i), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("object " + i));
        }
        for (String name : new String[] {"a b", "a+b", "100%", "%2F", "\u65e5\u672c\u8a9e", "x&y<z>", "dir/sub/"}) {
            put("in/" + name, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of(name));
        }
    }

    private void put(String key, ObjectMetadata metadata, WriteOptions options, BytesPayload body) throws Exception {
        oss.put(new ObjectKey(key), metadata, options, body);
    }

    private void putInParts(String key, int... sizes) throws Exception {
        MultipartUploads uploads = oss.uploads();
        UploadId upload = uploads.create(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        List<UploadedPart> parts = new ArrayList<>();
        for (int size : sizes) {
            int number = parts.size() + 1;
            parts.add(uploads.uploadPart(upload, number, BytesPayload.random(number, size)));
        }
        uploads.complete(upload, parts);
    }
}
