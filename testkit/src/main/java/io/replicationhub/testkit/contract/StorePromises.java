package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.function.Executable;

/** What the tests of one topic share: the store, short words for requests, and skipping with a reason. */
interface StorePromises {
    /** The bucket that the tests fill. */
    ObjectStore store();

    /** Another bucket that {@link #store} can copy from and to by itself. */
    ObjectStore other();

    /** A bucket that does not exist, at the same endpoint, with good credentials. */
    ObjectStore missingBucket();

    /** The bucket of {@link #store}, with a known access key and a wrong secret. */
    ObjectStore wrongSecret();

    /** What this store lacks, each with the reason, for the report. */
    Map<Capability, String> lacking();

    /** Why this store cannot keep a key of {@link io.replicationhub.testkit.OddKeys}; empty where it can. */
    Optional<String> cannotKeep(String key);

    /** Skips the test, with the reason, where the store lacks this. */
    default void needs(Capability capability) {
        String reason = lacking().get(capability);
        Assumptions.assumeTrue(reason == null, () -> capability + " is lacking: " + reason);
    }

    default boolean has(Capability capability) {
        return !lacking().containsKey(capability);
    }

    default ObjectKey key(String value) {
        return new ObjectKey(value);
    }

    default ETag put(String key, String text) throws StorageException {
        return put(key, BytesPayload.of(text));
    }

    default ETag put(String key, Payload payload) throws StorageException {
        return store().put(key(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, payload);
    }

    default byte[] read(String key) throws StorageException, IOException {
        return read(store(), key);
    }

    default byte[] read(ObjectStore store, String key) throws StorageException, IOException {
        try (ObjectReading reading =
                store.open(new ReadRequest(new ObjectKey(key), Optional.empty(), Optional.empty()))) {
            return reading.body().readAllBytes();
        }
    }

    default CopySource fromHere(String key, ETag etag) {
        return new CopySource(store().bucket(), key(key), etag);
    }

    /** All keys under a prefix, by pages of so many, in the order in which they came. */
    default List<String> listed(String prefix, int pageSize) throws StorageException {
        List<String> keys = new ArrayList<>();
        Optional<ListRequest> next = Optional.of(new ListRequest(prefix, Optional.empty(), Optional.empty(), pageSize));
        while (next.isPresent()) {
            ListRequest request = next.get();
            ListPage page = store().list(request);
            for (ListedObject listed : page.objects()) {
                keys.add(listed.key().value());
            }
            next = page.cursor().map(request::next);
        }
        return keys;
    }

    default List<String> listed() throws StorageException {
        return listed("", ListRequest.PAGE);
    }

    default StorageException assertFails(FailureClass expected, Executable request) {
        StorageException failure = assertThrows(StorageException.class, request);
        assertEquals(expected, failure.failureClass(), () -> "class of: " + failure.getMessage());
        return failure;
    }
}
