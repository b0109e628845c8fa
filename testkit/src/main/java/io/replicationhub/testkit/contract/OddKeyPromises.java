package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.OddKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keys are opaque: every one comes back as it went in, by every request. */
interface OddKeyPromises extends StorePromises {
    @TestFactory
    default Stream<DynamicTest> commonKeysAreKept() {
        return each(OddKeys.common());
    }

    @TestFactory
    default Stream<DynamicTest> pathLikeKeysAreKept() {
        needs(Capability.PATH_LIKE_KEYS);
        return each(OddKeys.pathLike());
    }

    @TestFactory
    default Stream<DynamicTest> keysWithControlCharactersAreKept() {
        needs(Capability.CONTROL_CHARACTERS_IN_KEYS);
        return each(OddKeys.controls());
    }

    @TestFactory
    default Stream<DynamicTest> keysOf1024BytesAreKept() {
        needs(Capability.LONGEST_KEYS);
        return each(OddKeys.longest());
    }

    @Test
    default void allTogetherAreListedInTheOrderOfTheirBytesByPagesOfAnySize() throws StorageException {
        needs(Capability.ORDERED_LISTING);
        List<String> keys = kept();
        for (String key : keys) {
            put(key, key);
        }
        List<String> expected = OddKeys.inOrder(keys);
        assertEquals(expected, listed("", ListRequest.PAGE));
        assertEquals(expected, listed("", 5));
        assertEquals(expected, listed("", 1));
    }

    @Test
    default void aListingCanStartAfterAnyOfThem() throws StorageException {
        needs(Capability.ORDERED_LISTING);
        List<String> keys = OddKeys.inOrder(kept());
        for (String key : keys) {
            put(key, key);
        }
        for (int i = 0; i < keys.size(); i++) {
            ListPage page = store().list(ListRequest.after("", keys.get(i)));
            List<String> rest =
                    page.objects().stream().map(listed -> listed.key().value()).toList();
            String startAfter = keys.get(i);
            assertEquals(keys.subList(i + 1, keys.size()), rest, () -> "after " + startAfter);
        }
    }

    private List<String> kept() {
        List<String> keys = new ArrayList<>(OddKeys.common());
        if (has(Capability.PATH_LIKE_KEYS)) {
            keys.addAll(OddKeys.pathLike());
        }
        if (has(Capability.CONTROL_CHARACTERS_IN_KEYS)) {
            keys.addAll(OddKeys.controls());
        }
        if (has(Capability.LONGEST_KEYS)) {
            keys.addAll(OddKeys.longest());
        }
        keys.removeIf(key -> cannotKeep(key).isPresent());
        return keys;
    }

    private Stream<DynamicTest> each(List<String> keys) {
        return keys.stream().map(key -> DynamicTest.dynamicTest(printable(key), () -> roundTrip(key)));
    }

    private void roundTrip(String key) throws StorageException, IOException {
        Optional<String> reason = cannotKeep(key);
        assumeTrue(reason.isEmpty(), () -> "cannot be kept: " + reason.orElse(""));
        byte[] body = ("body of " + key).getBytes(StandardCharsets.UTF_8);
        ETag etag = put(key, BytesPayload.of(body));
        assertArrayEquals(body, read(key));
        assertEquals(body.length, store().head(key(key)).stamp().size());
        assertEquals(List.of(key), listed(key, ListRequest.PAGE));
        assertEquals(List.of(key), listed());
        if (has(Capability.COPY)) {
            other().copy(new CopySource(store().bucket(), key(key), etag), key(key), null, WriteOptions.DEFAULT);
            assertArrayEquals(body, read(other(), key));
            other().delete(key(key));
        }
        uploadTo(key, body);
        store().delete(key(key));
        assertEquals(List.of(), listed());
    }

    private void uploadTo(String key, byte[] body) throws StorageException, IOException {
        store().delete(key(key));
        UploadId upload = store().uploads().create(key(key), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        UploadedPart part = store().uploads().uploadPart(upload, 1, BytesPayload.of(body));
        if (has(Capability.LIST_UPLOADS)) {
            assertEquals(
                    List.of(key(key)),
                    store().uploads().open(key).stream()
                            .map(open -> open.upload().key())
                            .toList());
        }
        assertEquals(1, store().uploads().parts(upload).size());
        store().uploads().complete(upload, List.of(part));
        assertArrayEquals(body, read(key));
    }

    private static String printable(String key) {
        StringBuilder text = new StringBuilder();
        key.codePoints()
                .limit(40)
                .forEach(c -> text.append(
                        c < ' ' || c > '~' ? "\\u{" + Integer.toHexString(c) + '}' : Character.toString(c)));
        return text.toString();
    }
}
