package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicationhub.bench.LeanS3Server;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.faults.ArmedRule;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes along with the bytes, from the options to the requests, on a server that keeps all of it. */
@Timeout(120)
class CarryTest {
    private static final int MIB = 1 << 20;
    private static final AccessKey KEY = new AccessKey("LEAN", "canary-lean-secret");
    private static final ObjectTags TAGS = ObjectTags.of(Map.of("team", "data + more", "stufe", "gr\u00fcn"));
    private static final ObjectMetadata LABELS = new ObjectMetadata(
            Optional.of("text/csv; charset=utf-8"),
            Optional.of("gzip"),
            Optional.of("de"),
            Optional.of("attachment; filename=\"a b.csv\""),
            Optional.of("max-age=60"),
            Optional.of("Thu, 01 Jan 2026 00:00:00 GMT"),
            Optional.of("/elsewhere"),
            Map.of("colour", "two  spaces", "name", "\u65e5\u672c\u8a9e", "empty", ""));
    private static final WriteOptions KEPT =
            WriteOptions.DEFAULT.in(Optional.of("STANDARD_IA")).with(TAGS);

    @TempDir
    Path folder;

    private LeanS3Server server;
    private Scene scene;
    private ObjectStore source;
    private ObjectStore destination;

    /** Who moves the bytes. */
    enum Way {
        /** Through us: the sides have credentials by two names. */
        THROUGH_US("env:DST"),
        /** By the store itself. */
        BY_THE_STORE("env:SRC");

        private final String credentials;

        Way(String credentials) {
            this.credentials = credentials;
        }

        String[] with(String... options) {
            String[] all = new String[options.length + 2];
            System.arraycopy(options, 0, all, 0, options.length);
            all[options.length] = "--destination-credentials";
            all[options.length + 1] = credentials;
            return all;
        }
    }

    @BeforeEach
    void begin() throws Exception {
        server = LeanS3Server.start(KEY.id());
        for (String side : List.of("SRC", "DST")) {
            scene = scene == null ? Scene.in(folder) : scene;
            scene.environment(side + "_ACCESS_KEY_ID", KEY.id()).environment(side + "_SECRET_ACCESS_KEY", KEY.secret());
        }
        createBucket("from");
        createBucket("to");
        source = Scene.open(URI.create(server.endpoint()), "from", KEY);
        destination = Scene.open(URI.create(server.endpoint()), "to", KEY);
        at(URI.create(server.endpoint()));
    }

    @AfterEach
    void end() throws Exception {
        source.close();
        destination.close();
        scene.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void everythingGoesAlongEachWay(Way way) throws Exception {
        put("empty", 0);
        put("small", 1_000);
        put("passed-on", MIB);
        put("large", 17 * MIB);
        scene.replicate(way.with("--tags", "--storage-class", "keep", "--website-redirects", "--part-size", "5MiB"))
                .ended(0)
                .says("4 objects", "agree for all selected objects")
                .doesNotSay("without");
        for (String key : List.of("empty", "small", "passed-on", "large")) {
            assertEquals(LABELS, metadata(key), key);
            assertEquals(TAGS, destination.tags(new ObjectKey(key)), key);
            assertEquals("STANDARD_IA", head(key).storageClass(), key);
        }
        scene.verify(way.with("--deep")).ended(0);
        scene.plan(way.with("--exit-code")).ended(0);
    }

    @Test
    void theRedirectOfAnEmptyObjectComesAlongInACopyByTheStoreItself() throws Exception {
        put("empty", 0);
        put("small", 1_000);
        scene.replicate(Way.BY_THE_STORE.with()).ended(0);
        assertEquals(LABELS, metadata("empty"));
        assertEquals(LABELS.withoutRedirect(), metadata("small"), "no look is taken at an object that has a body");
        scene.plan(Way.BY_THE_STORE.with()).ended(0);
    }

    @Test
    void withoutTheseOptionsNothingIsAskedForThem() throws Exception {
        put("small", 1_000);
        put("other", 2_000);
        try (FaultProxy proxy = FaultProxy.inFrontOf(URI.create(server.endpoint()))) {
            ArmedRule objects = proxy.arm(Rule.watching(head -> head.path().matches("/[^/]+/.+")));
            ArmedRule asking = proxy.arm(Rule.watching(CarryTest::asksForSomething));
            at(proxy.endpoint());
            scene.replicate(Way.THROUGH_US.with()).ended(0);
            assertEquals(4, objects.matched(), "one GET and one PUT for each");
            scene.to("s3://second");
            createBucket("second");
            scene.replicate(Way.BY_THE_STORE.with()).ended(0);
            assertEquals(6, objects.matched(), "one copy for each");
            assertEquals(0, asking.matched());
        }
        assertEquals(LABELS, metadata("small"));
        assertEquals(ObjectTags.NONE, destination.tags(new ObjectKey("small")));
        assertEquals("STANDARD", named(head("small").storageClass()));
    }

    @Test
    void tagsAreReadOnlyWhereSomeAreCounted() throws Exception {
        put("tagged", 10);
        for (int i = 0; i < 20; i++) {
            Scene.put(source, "bare-" + i, ObjectMetadata.NONE, BytesPayload.random(i, 10));
        }
        try (FaultProxy proxy = FaultProxy.inFrontOf(URI.create(server.endpoint()))) {
            ArmedRule read = proxy.arm(Rule.watching(head -> head.hasQuery("tagging")));
            at(proxy.endpoint());
            scene.replicate(Way.THROUGH_US.with("--tags", "--source-profile", "minio", "--concurrency", "1"))
                    .ended(0);
            assertEquals(2, read.matched(), "those of the tagged one, and one to see that we may");
        }
        assertEquals(TAGS, destination.tags(new ObjectKey("tagged")));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsChosenForAllStandsInEveryRequestThatMakesAnObject(Way way) throws Exception {
        put("small", 1_000);
        put("large", 17 * MIB);
        Map<String, String> expected = Map.of(
                "x-amz-storage-class", "ONEZONE_IA",
                "x-amz-acl", "bucket-owner-full-control",
                "x-amz-server-side-encryption", "aws:kms",
                "x-amz-server-side-encryption-aws-kms-key-id", "alias/k",
                "x-amz-server-side-encryption-bucket-key-enabled", "true");
        try (FaultProxy proxy = FaultProxy.inFrontOf(URI.create(server.endpoint()))) {
            Predicate<RequestHead> makes = Requests.writingAnObject().or(Requests.creatingAnUpload());
            ArmedRule made = proxy.arm(Rule.watching(makes));
            ArmedRule whole = proxy.arm(Rule.watching(makes.and(head -> expected.entrySet().stream()
                    .allMatch(each -> head.header(each.getKey()).equals(Optional.of(each.getValue()))))));
            ArmedRule all = proxy.arm(Rule.watching(Requests.all()));
            ArmedRule paid = proxy.arm(
                    Rule.watching(head -> head.header("x-amz-request-payer").equals(Optional.of("requester"))));
            at(proxy.endpoint());
            scene.replicate(way.with(
                            "--storage-class",
                            "STANDARD_IA=ONEZONE_IA",
                            "--acl",
                            "bucket-owner-full-control",
                            "--sse",
                            "kms",
                            "--sse-kms-key-id",
                            "alias/k",
                            "--sse-bucket-key",
                            "on",
                            "--requester-pays"))
                    .ended(0);
            assertTrue(made.matched() >= 2, made::toString);
            assertEquals(made.matched(), whole.matched());
            scene.plan(way.with("--requester-pays")).ended(0);
            scene.verify(way.with("--requester-pays", "--deep")).ended(0);
            assertEquals(all.matched(), paid.matched());
        }
    }

    @Test
    void theConfigFileKnowsTheSameNames() throws Exception {
        put("small", 10);
        Path config = folder.resolve("drh.yaml");
        Files.writeString(config, """
                tags: true
                on-loss: warn
                storage-class: keep,STANDARD_IA=GLACIER_IR
                sse: aes256
                acl: private
                requester-pays: true
                website-redirects: true
                """);
        scene.replicate(Way.THROUGH_US.with("--config", config.toString())).ended(0);
        assertEquals(TAGS, destination.tags(new ObjectKey("small")));
        assertEquals("GLACIER_IR", head("small").storageClass());
    }

    @Test
    void whatTheDestinationCannotHoldFailsTheObjectOrIsTold() throws Exception {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            many.put("tag-" + i, "" + i);
        }
        source.put(
                new ObjectKey("laden"),
                ObjectMetadata.NONE,
                WriteOptions.DEFAULT.in(Optional.of("GLACIER_IR")).with(ObjectTags.of(many)),
                BytesPayload.random(1, 10));
        source.put(new ObjectKey("plain"), LABELS.withoutRedirect(), KEPT, BytesPayload.random(2, 20));
        String[] minio = {"--destination-profile", "minio", "--tags", "--storage-class", "keep,STANDARD_IA=STANDARD"};
        scene.replicate(Way.THROUGH_US.with(minio))
                .ended(1)
                .says("laden", "the class GLACIER_IR, which the destination has not", "1 object    rejected");
        assertEquals(List.of("plain"), Scene.keys(destination));

        Path report = folder.resolve("report.jsonl");
        String[] warned = Way.THROUGH_US.with(
                "--destination-profile",
                "minio",
                "--tags",
                "--storage-class",
                "keep,STANDARD_IA=STANDARD",
                "--on-loss",
                "warn",
                "--report",
                report.toString());
        scene.replicate(warned).ended(0).says("of them without", "tags that the destination cannot hold");
        assertEquals(10, destination.tags(new ObjectKey("laden")).size());
        String laden = Files.readAllLines(report).stream()
                .filter(each -> each.contains("\"laden\""))
                .findFirst()
                .orElseThrow();
        JsonNode line = new ObjectMapper().readTree(laden);
        assertEquals("copied", line.at("/outcome").asText());
        assertEquals("storage-class", line.at("/without/0/what").asText());
        assertEquals("tags", line.at("/without/1/what").asText());
        assertEquals(
                "12 tags, and the destination holds 10",
                line.at("/without/1/why").asText());
        scene.plan("--exit-code", "--destination-profile", "minio").ended(0);
    }

    @Test
    void metadataBeyondTheDestinationsRoomFailsTheObjectOrIsTold() throws Exception {
        // Of all servers here only s3proxy takes more than 2 KB, so it is the source.
        try (Scene roomy = Scene.in(folder)) {
            roomy.environment("DST_ACCESS_KEY_ID", KEY.id()).environment("DST_SECRET_ACCESS_KEY", KEY.secret());
            roomy.to("s3://to").destinationAt(URI.create(server.endpoint()));
            ObjectMetadata heavy = ObjectMetadata.NONE.withUser("a", "small").withUser("long", "x".repeat(3_000));
            Scene.put(roomy.source, "heavy", heavy, BytesPayload.random(1, 10));
            String refused = "user metadata of 3010 bytes, and the destination holds 2048: long";
            roomy.replicate("--destination-profile", "minio").ended(1).says(refused);
            // Where nothing is known of the destination, it says so itself.
            roomy.replicate().ended(1).says("MetadataTooLarge");
            assertEquals(List.of(), Scene.keys(destination));

            JsonNode json = roomy.replicate("--destination-profile", "minio", "--on-loss", "warn", "--json", "--quiet")
                    .ended(0)
                    .json();
            assertEquals(1, json.at("/copied/without/user-metadata").asInt());
            assertEquals(Map.of("a", "small"), metadata("heavy").user());

            Scene.put(roomy.source, "second", heavy, BytesPayload.random(2, 10));
            roomy.replicate("--on-loss", "warn").ended(0).says("user-metadata that the destination cannot hold");
            assertEquals(Map.of(), metadata("second").user());
        }
    }

    @Test
    void textBeyondAsciiIsWrittenInWordsAndReadFromThem() throws Exception {
        String long1 = "Gr\u00f6\u00dfe \u65e5\u672c\u8a9e ".repeat(8).strip();
        ObjectMetadata metadata = ObjectMetadata.NONE
                .withUser("note", long1)
                .withUser("plain", "a  b")
                .withUser("word", "=?x?=");
        Scene.put(source, "text", metadata, BytesPayload.random(1, 10));
        scene.replicate(Way.THROUGH_US.with("--destination-profile", "r2")).ended(0);
        String raw = metadata("text").user().getOrDefault("note", "");
        assertTrue(raw.startsWith("=?UTF-8?B?") && raw.contains("?= =?UTF-8?B?"), raw);

        createBucket("back");
        scene.from("s3://to").to("s3://back");
        scene.replicate(Way.THROUGH_US.with("--source-profile", "r2")).ended(0);
        try (ObjectStore back = Scene.open(URI.create(server.endpoint()), "back", KEY)) {
            assertEquals(
                    metadata.user(), back.head(new ObjectKey("text")).metadata().user());
        }
    }

    /** As s3proxy does, which takes the bytes of headers for Latin-1 and so comes to another signature. */
    @Test
    void textThatTheDestinationCannotReadFailsItsObjectsAlone() throws Exception {
        Scene.put(source, "a", ObjectMetadata.NONE.withUser("note", "Gr\u00fc\u00dfe"), BytesPayload.random(1, 10));
        for (int i = 0; i < 20; i++) {
            Scene.put(source, "b-" + i, ObjectMetadata.NONE.withUser("note", "plain"), BytesPayload.random(i, 10));
        }
        try (Scene strict = Scene.in(folder)) {
            strict.environment("SRC_ACCESS_KEY_ID", KEY.id()).environment("SRC_SECRET_ACCESS_KEY", KEY.secret());
            strict.from("s3://from").sourceAt(URI.create(server.endpoint()));
            strict.replicate().ended(1).says("1 object    rejected", "beyond ASCII in x-amz-meta-note");
            assertEquals(20, Scene.keys(strict.destination).size());
            strict.replicate("--on-loss", "warn").ended(0);
            assertEquals(Map.of(), strict.metadataAtDestination("a").user());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --storage-class | COLD        | 400 | InvalidStorageClass           | The storage class you specified is not valid
            --acl           | public-read | 400 | AccessControlListNotSupported | ask for none
            --sse           | kms         | 400 | InvalidEncryptionAlgorithmError | The encryption is not one
            --sse           | kms         | 403 | AccessDenied                  | not authorized to perform: kms:GenerateDataKey
            """)
    void whatIsRefusedForOneWouldBeForAllAndEndsTheRun(
            String option, String value, int status, String code, String expected) throws Exception {
        for (int i = 0; i < 50; i++) {
            put("o-" + i, 100);
        }
        String message = code.equals("AccessControlListNotSupported") ? "The bucket does not allow ACLs" : expected;
        try (FaultProxy proxy = FaultProxy.inFrontOf(URI.create(server.endpoint()))) {
            ArmedRule refused = proxy.arm(Rule.of(
                    Requests.writingAnObject(), Turn.always(), Fault.answer(Reply.s3Error(status, code, message))));
            at(proxy.endpoint());
            scene.replicate(Way.THROUGH_US.with(option, value, "--concurrency", "2"))
                    .ended(3)
                    .says("NOT COMPLETED", code, expected);
            assertTrue(refused.matched() < 10, "as many requests as objects");
        }
    }

    private static boolean asksForSomething(RequestHead head) {
        return head.hasQuery("tagging")
                || head.headers().stream()
                        .map(line -> line.toLowerCase(java.util.Locale.ROOT))
                        .anyMatch(line -> line.startsWith("x-amz-tagging")
                                || line.startsWith("x-amz-storage-class")
                                || line.startsWith("x-amz-acl")
                                || line.startsWith("x-amz-request-payer")
                                || line.startsWith("x-amz-server-side-encryption"));
    }

    private void put(String key, int size) throws Exception {
        source.put(new ObjectKey(key), LABELS, KEPT, BytesPayload.random(key.hashCode(), size));
    }

    private ObjectHead head(String key) throws Exception {
        return destination.head(new ObjectKey(key));
    }

    private ObjectMetadata metadata(String key) throws Exception {
        return head(key).metadata().withoutUser(ObjectMetadata.SOURCE_ETAG);
    }

    private static String named(String storageClass) {
        return storageClass.isEmpty() ? "STANDARD" : storageClass;
    }

    private void at(URI endpoint) {
        scene.from("s3://from").to("s3://to").sourceAt(endpoint).destinationAt(endpoint);
    }

    /** The server looks at the access key alone. */
    private void createBucket(String name) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(server.endpoint() + "/" + name))
                            .PUT(HttpRequest.BodyPublishers.noBody())
                            .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + KEY.id() + "/x")
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
