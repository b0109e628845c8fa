package io.replicationhub.cli.run;

import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads an object from both sides, pinned to what was listed, and compares it byte by byte and header by header. Needs
 * 128 KiB, whatever the size. Thread-safe.
 */
final class DeepComparison {
    private static final int BLOCK = 64 << 10;

    private final Stores stores;
    private final boolean withMetadata;
    private final RetryPolicy retry;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    DeepComparison(Stores stores, boolean withMetadata, RetryPolicy retry, Sleeper sleeper, RandomGenerator random) {
        this.stores = stores;
        this.withMetadata = withMetadata;
        this.retry = retry;
        this.sleeper = sleeper;
        this.random = random;
    }

    /** What differs, or could not be found out; empty where nothing does. */
    Optional<String> difference(ListedObject source, ListedObject destination) throws InterruptedException {
        for (int failed = 1; ; failed++) {
            try {
                return compare(source, destination);
            } catch (StorageException e) {
                if (!e.isTransient() || !retry.allowsAfter(failed)) {
                    return Optional.of("could not be read: " + e.getMessage());
                }
            } catch (IOException e) {
                if (!retry.allowsAfter(failed)) {
                    return Optional.of("could not be read: " + e);
                }
            }
            sleeper.sleep(retry.delayAfter(failed, random));
        }
    }

    private Optional<String> compare(ListedObject source, ListedObject destination)
            throws StorageException, IOException {
        try (ObjectReading left = open(stores.source(), source);
                ObjectReading right = open(stores.destination(), destination)) {
            if (withMetadata && !comparable(left).equals(comparable(right))) {
                return Optional.of("the metadata differ");
            }
            byte[] ours = new byte[BLOCK];
            byte[] theirs = new byte[BLOCK];
            for (long at = 0; ; ) {
                int read = left.body().readNBytes(ours, 0, BLOCK);
                int other = right.body().readNBytes(theirs, 0, BLOCK);
                int unequal = Arrays.mismatch(ours, 0, read, theirs, 0, other);
                if (unequal >= 0) {
                    return Optional.of("the bytes differ from offset " + (at + unequal) + " on");
                }
                if (read < BLOCK) {
                    return Optional.empty();
                }
                at += read;
            }
        }
    }

    private static ObjectReading open(ObjectStore store, ListedObject object) throws StorageException {
        return store.open(ReadRequest.whole(object.key(), object.stamp().etag()));
    }

    /** Without what we ourselves add. */
    private static ObjectMetadata comparable(ObjectReading reading) {
        ObjectMetadata all = reading.head().metadata();
        Map<String, String> user = new HashMap<>(all.user());
        user.remove(ObjectMetadata.SOURCE_ETAG);
        return new ObjectMetadata(
                all.contentType(),
                all.contentEncoding(),
                all.contentLanguage(),
                all.contentDisposition(),
                all.cacheControl(),
                all.expires(),
                all.websiteRedirect(),
                user);
    }
}
