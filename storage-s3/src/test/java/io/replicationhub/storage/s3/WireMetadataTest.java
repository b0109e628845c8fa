package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.Addressing;
import io.replicationhub.testkit.BytesPayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How metadata travels by the wire, and what text beyond ASCII may spoil. */
@Timeout(30)
final class WireMetadataTest extends AtScriptedServer {
    private static final String ETAG = "ETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\n";

    @Test
    void metadataBeyondAsciiIsEncodedForAmazonAndRawElsewhere() throws Exception {
        ObjectMetadata metadata = ObjectMetadata.NONE.withUser("name", "Grüße 😀");
        server.answer(http(200, ETAG, "")).answer(http(200, ETAG, ""));
        open(settings().speaking(S3Dialect.AMAZON.with(Addressing.PATH)))
                .put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b"));
        open(settings()).put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b"));
        assertEquals("=?UTF-8?B?R3LDvMOfZSDwn5iA?=", request(0).header("x-amz-meta-name"));
        assertEquals(
                new String("Grüße 😀".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                request(1).header("x-amz-meta-name"));
    }

    @Test
    void metadataIsReadAsItWasMeant() throws Exception {
        String headers = ETAG
                + "x-amz-meta-Raw: Grüße 😀\r\nx-amz-meta-word: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_?= =?utf-8?B?8J+YgA==?=\r\n";
        server.answer(http(200, headers, "")).answer(http(200, headers, ""));
        ObjectMetadata amazon = open(settings().speaking(S3Dialect.AMAZON.with(Addressing.PATH)))
                .head(KEY)
                .metadata();
        assertEquals(Map.of("raw", "Grüße 😀", "word", "Grüße 😀"), amazon.user());
        ObjectMetadata others = open(settings()).head(KEY).metadata();
        assertEquals(
                "=?UTF-8?Q?Gr=C3=BC=C3=9Fe_?= =?utf-8?B?8J+YgA==?=",
                others.user().get("word"));
    }

    /** As Amazon S3 gives a pair that was written twice. */
    @Test
    void aPairThatComesTwiceIsJoinedAndNotCut() throws Exception {
        server.answer(http(200, ETAG + "x-amz-meta-a: one\r\nX-Amz-Meta-A: two\r\n", ""));
        assertEquals(
                Map.of("a", "one,two"), open(settings()).head(KEY).metadata().user());
    }

    @Test
    void aMetadataValueCannotSmuggleAHeaderIn() {
        ObjectMetadata evil = ObjectMetadata.NONE.withUser("a", "b\r\nx-amz-acl: public-read");
        ObjectMetadata evilName = ObjectMetadata.NONE.withUser("a: b\r\nx-amz-acl", "public-read");
        for (ObjectMetadata metadata : List.of(evil, evilName)) {
            StorageException failure = assertThrows(
                    StorageException.Rejected.class,
                    () -> open(settings()).put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b")));
            assertEquals(FailureScope.OBJECT, failure.scope());
        }
        assertEquals(0, server.requests().size());
    }

    /** To servers that take the bytes of headers for Latin-1: the next object may be plain. */
    @ParameterizedTest
    @CsvSource({"x; name=ü, plain, content-type, ''", "x, ü, x-amz-meta-note, USER_METADATA", "ü, ü, content-type, ''"})
    void aSignatureThatTextBeyondAsciiMayHaveSpoiltIsTheMatterOfItsObject(
            String type, String note, String named, String trait) {
        server.answer(error(403, "SignatureDoesNotMatch", ""));
        ObjectMetadata metadata =
                ObjectMetadata.NONE.withContentType(Optional.of(type)).withUser("note", note);
        StorageException.Rejected refused = assertThrows(
                StorageException.Rejected.class,
                () -> open(settings()).put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b")));
        assertEquals(FailureScope.OBJECT, refused.scope());
        assertEquals(trait, refused.trait().map(Enum::name).orElse(""));
        assertTrue(refused.getMessage().contains("beyond ASCII in " + named), refused.getMessage());
    }

    @Test
    void aSignatureOfPlainTextThatDoesNotMatchIsAFailureOfTheCredentials() {
        server.answer(error(403, "SignatureDoesNotMatch", ""));
        ObjectMetadata metadata =
                ObjectMetadata.NONE.withContentType(Optional.of("x")).withUser("note", "plain");
        StorageException refused = assertThrows(
                StorageException.Denied.class,
                () -> open(settings()).put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b")));
        assertEquals(FailureScope.CREDENTIALS, refused.scope());
    }
}
