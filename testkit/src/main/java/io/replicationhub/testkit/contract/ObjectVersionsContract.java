package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionCursor;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every promise of {@link ObjectVersions} as a test. The buckets belong to the suite, which empties them. */
@Timeout(120)
public abstract class ObjectVersionsContract {
    /** A bucket that keeps versions. */
    protected abstract ObjectStore store();

    /** One that never did, at the same endpoint. */
    protected abstract ObjectStore unversioned();

    /** One that is not there. */
    protected abstract ObjectStore missing();

    /** Why a delete of what is deleted leaves no marker; empty where it does, as on S3. */
    protected Optional<String> stacksNoMarkers() {
        return Optional.empty();
    }

    /** Why a listing that is to go on behind a key begins with that key; empty where it does not, as on S3. */
    protected Optional<String> goesOnBeforeKeys() {
        return Optional.empty();
    }

    @BeforeEach
    final void empty() throws StorageException {
        for (ListedVersion version : all(1000)) {
            versions().remove(version.key(), version.id());
        }
    }

    @Test
    void aBucketTellsWhetherItKeepsVersions() throws StorageException {
        assertEquals(ObjectVersions.Keeping.ENABLED, versions().keeping());
        assertEquals(
                ObjectVersions.Keeping.NEVER,
                unversioned().versions().orElseThrow().keeping());
    }

    @Test
    void aBucketThatIsNotThereIsMissing() {
        ObjectVersions none = missing().versions().orElseThrow();
        StorageException failure = assertThrows(StorageException.class, () -> none.list(VersionListRequest.first("")));
        assertEquals(FailureClass.MISSING, failure.failureClass());
    }

    @Test
    void aWriteMakesAVersionAndADeleteAMarkerNewestFirst() throws StorageException {
        ETag first = put("k", "first");
        ETag second = put("k", "second!");
        store().delete(key("k"));
        ETag third = put("k", "third");
        List<ListedVersion> listed = all(1000);
        assertEquals(List.of("third", "marker", "second!", "first"), told(listed));
        assertEquals(third, content(listed.get(0)).object().stamp().etag());
        assertEquals(second, content(listed.get(2)).object().stamp().etag());
        assertEquals(first, content(listed.get(3)).object().stamp().etag());
        assertEquals(4, listed.stream().map(ListedVersion::id).distinct().count());
    }

    @Test
    void everyDeleteLeavesAMarkerEvenWhereNothingWas() throws StorageException {
        Assumptions.assumeTrue(
                stacksNoMarkers().isEmpty(), () -> stacksNoMarkers().orElse(""));
        store().delete(key("k"));
        put("k", "body");
        store().delete(key("k"));
        store().delete(key("k"));
        assertEquals(List.of("marker", "marker", "body", "marker"), told(all(1000)));
    }

    @Test
    void everyVersionIsReadByItsName() throws StorageException, IOException {
        for (int i = 0; i < 3; i++) {
            store().put(
                            key("k"),
                            ObjectMetadata.NONE.withUser("number", "n" + i),
                            WriteOptions.DEFAULT,
                            BytesPayload.of("body " + i));
        }
        store().delete(key("k"));
        List<ListedVersion> listed = all(1000);
        for (int i = 0; i < 3; i++) {
            ListedVersion.Content version = content(listed.get(3 - i));
            ETag etag = version.object().stamp().etag();
            ReadRequest request = ReadRequest.whole(key("k"), etag).of(version.id());
            try (ObjectReading reading = store().open(request)) {
                assertEquals("body " + i, new String(reading.body().readAllBytes(), StandardCharsets.UTF_8));
                assertEquals("n" + i, reading.head().metadata().user().get("number"));
            }
            assertEquals(etag, versions().head(key("k"), version.id()).stamp().etag());
            assertEquals(
                    "n" + i,
                    versions()
                            .headFirstPart(key("k"), version.id(), etag)
                            .metadata()
                            .user()
                            .get("number"));
        }
    }

    @Test
    void aVersionIsPinnedByItsETagToo() throws StorageException {
        put("k", "first");
        ETag second = put("k", "second");
        VersionId first = all(1000).get(1).id();
        assertFails(
                FailureClass.CHANGED,
                () -> store().open(ReadRequest.whole(key("k"), second).of(first)));
    }

    @Test
    void aVersionIsCopiedByTheStore() throws StorageException, IOException {
        ETag first = put("k", "first");
        put("k", "second");
        VersionId id = all(1000).get(1).id();
        CopySource source = new CopySource(store().bucket(), key("k"), first).of(id);
        store().copy(source, key("copy"), null, WriteOptions.DEFAULT);
        try (ObjectReading reading = store().open(new ReadRequest(key("copy"), Optional.empty(), Optional.empty()))) {
            assertEquals("first", new String(reading.body().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void pagesOfEverySizeGiveTheSame() throws StorageException {
        List<String> keys = List.of("a", "a b", "a+b", "a/b", "b%", "ü", "\uFF5E", "\uD83D\uDE00");
        for (int round = 0; round < 3; round++) {
            for (String key : keys) {
                if (round == 1) {
                    store().delete(key(key));
                } else {
                    put(key, key + round);
                }
            }
        }
        List<ListedVersion> whole = all(1000);
        assertEquals(
                keys,
                whole.stream().map(entry -> entry.key().value()).distinct().toList());
        for (int size : new int[] {1, 2, 3, 7}) {
            assertEquals(whole, all(size), "pages of " + size);
        }
    }

    @Test
    void aListingIsOfAPrefixAndGoesOnBehindAKey() throws StorageException {
        put("a", "1");
        put("ab", "2");
        put("ab", "3");
        put("abc", "4");
        put("b", "5");
        VersionListRequest request = VersionListRequest.first("ab");
        assertEquals(List.of("3", "2", "4"), told(versions().list(request).entries()));
        Assumptions.assumeTrue(
                goesOnBeforeKeys().isEmpty(), () -> goesOnBeforeKeys().orElse(""));
        VersionListRequest behind = request.behind(VersionCursor.behind(key("ab")));
        assertEquals(List.of("4"), told(versions().list(behind).entries()));
    }

    @Test
    void aVersionIsRemovedForGoodAndTheOneBelowComesToLight() throws StorageException {
        ETag first = put("k", "first");
        put("k", "second");
        VersionId newest = all(1000).get(0).id();
        versions().remove(key("k"), newest);
        assertEquals(first, store().head(key("k")).stamp().etag());
        assertFails(FailureClass.MISSING, () -> versions().head(key("k"), newest));
        store().delete(key("k"));
        assertFails(FailureClass.MISSING, () -> store().head(key("k")));
        versions().remove(key("k"), all(1000).get(0).id());
        assertEquals(first, store().head(key("k")).stamp().etag());
        versions().remove(key("k"), newest);
    }

    private interface Request {
        Object make() throws StorageException;
    }

    private static void assertFails(FailureClass expected, Request request) {
        StorageException failure = assertThrows(StorageException.class, request::make);
        assertEquals(expected, failure.failureClass(), () -> "class of: " + failure.getMessage());
    }

    private ObjectVersions versions() {
        return store().versions().orElseThrow();
    }

    private List<ListedVersion> all(int size) throws StorageException {
        List<ListedVersion> all = new ArrayList<>();
        Optional<VersionCursor> behind = Optional.empty();
        do {
            VersionPage page = versions().list(new VersionListRequest("", behind, size));
            all.addAll(page.entries());
            behind = page.next();
        } while (behind.isPresent());
        return all;
    }

    /** Bodies of what is listed; small, so that a size and a name say enough. */
    private List<String> told(List<ListedVersion> listed) throws StorageException {
        List<String> told = new ArrayList<>();
        for (ListedVersion version : listed) {
            told.add(
                    switch (version) {
                        case ListedVersion.DeleteMarker marker -> "marker";
                        case ListedVersion.Content content -> body(content);
                    });
        }
        return told;
    }

    private String body(ListedVersion.Content content) throws StorageException {
        ETag etag = content.object().stamp().etag();
        try (ObjectReading reading =
                store().open(ReadRequest.whole(content.key(), etag).of(content.id()))) {
            return new String(reading.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ListedVersion.Content content(ListedVersion version) {
        return (ListedVersion.Content) version;
    }

    private ETag put(String key, String text) throws StorageException {
        return store().put(key(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of(text));
    }

    private static ObjectKey key(String value) {
        return new ObjectKey(value);
    }
}
