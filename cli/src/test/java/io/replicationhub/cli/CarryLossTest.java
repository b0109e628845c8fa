package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of objects of which the destination does not hold, read or allow all. */
@Timeout(120)
class CarryLossTest extends Carrying {
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
}
