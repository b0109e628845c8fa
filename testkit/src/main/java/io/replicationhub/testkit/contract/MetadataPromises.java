package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata comes back byte for byte, by GET and by HEAD, whether it went in by PUT or with an upload. */
interface MetadataPromises extends StorePromises {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/html; charset=utf-8",
                "application/json",
                "application/x-directory",
                "application/vnd.api+json;version=\"1\"",
                "no-type-at-all"
            })
    default void theContentTypeIsKept(String type) throws StorageException {
        assertKept(SampleMetadata.ofType(type));
    }

    @Test
    default void systemMetadataIsKept() throws StorageException {
        needs(Capability.SYSTEM_METADATA);
        assertKept(SampleMetadata.system());
    }

    @Test
    default void anExpiresThatIsNoDateIsKeptAsItIs() throws StorageException {
        needs(Capability.SYSTEM_METADATA);
        assertKept(SampleMetadata.expiring("-1"));
    }

    @Test
    default void theWebsiteRedirectIsKept() throws StorageException {
        needs(Capability.WEBSITE_REDIRECT);
        assertKept(SampleMetadata.redirecting("https://example.com/elsewhere"));
    }

    @Test
    default void userMetadataIsKept() throws StorageException {
        assertUserKept(Map.of("a", "1", "with-dash", "some text", "sign", "x=y;z", "dotted.name", "\"quoted\""));
    }

    @Test
    default void namesOfUserMetadataWithUnderscoresAreKept() throws StorageException {
        needs(Capability.UNDERSCORES_IN_METADATA_NAMES);
        assertUserKept(Map.of("under_score", "x", "with_two_of_them", "y"));
    }

    @Test
    default void valuesThatLookEncodedAreKept() throws StorageException {
        assertUserKept(Map.of("percent", "100%25 a+b", "base64", "aGVsbG8=", "json", "{\"a\":[1,2]}"));
    }

    @Test
    default void userMetadataBeyondAsciiIsKept() throws StorageException {
        needs(Capability.NON_ASCII_METADATA);
        assertUserKept(Map.of(
                "umlaut",
                "\u00fcber",
                "japanese",
                "\u65e5\u672c\u8a9e",
                "emoji",
                "\ud83d\ude00 and more",
                "mixed",
                "caf\u00e9 100%"));
    }

    @Test
    default void longUserMetadataBeyondAsciiIsKept() throws StorageException {
        needs(Capability.NON_ASCII_METADATA);
        assertUserKept(Map.of("long", "\u65e5\u672c\u8a9e ".repeat(60).strip()));
    }

    @Test
    default void runsOfSpacesWithinAValueAreKept() throws StorageException {
        needs(Capability.SPACES_IN_METADATA);
        assertUserKept(Map.of("spaced", "a  b   c"));
    }

    @Test
    default void manyUserPairsAreKept() throws StorageException {
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            pairs.put("name-" + i, "value " + i);
        }
        assertUserKept(pairs);
    }

    private void assertUserKept(Map<String, String> user) throws StorageException {
        assertKept(SampleMetadata.ofUser(user));
    }

    private void assertKept(ObjectMetadata metadata) throws StorageException {
        ETag etag = store().put(key("by-put"), metadata, WriteOptions.DEFAULT, BytesPayload.of("body"));
        assertSame(metadata, store().head(key("by-put")).metadata());
        try (ObjectReading reading = store().open(ReadRequest.whole(key("by-put"), etag))) {
            assertSame(metadata, reading.head().metadata());
        }
        UploadId upload = store().uploads().create(key("by-upload"), metadata, WriteOptions.DEFAULT);
        UploadedPart part = store().uploads().uploadPart(upload, 1, BytesPayload.of("body"));
        store().uploads().complete(upload, List.of(part));
        assertSame(metadata, store().head(key("by-upload")).metadata());
    }

    /** A type that was not given is one that the store may choose. */
    static void assertSame(ObjectMetadata expected, ObjectMetadata actual) {
        Optional<String> type = expected.contentType().isPresent() ? expected.contentType() : actual.contentType();
        assertEquals(expected.withContentType(type), actual);
    }
}
