package io.replicationhub.cli.run;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Patience;
import io.replicationhub.plan.Side;
import io.replicationhub.retry.Silence;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads an object from both sides, pinned to what was listed, and compares it byte by byte and header by header. Needs
 * 128 KiB, whatever the size. Thread-safe.
 */
final class DeepComparison {
    private static final int BLOCK = 64 << 10;

    private final Stores stores;
    private final boolean withMetadata;
    private final Patience patience;
    private volatile Side failing = Side.SOURCE;

    DeepComparison(Stores stores, boolean withMetadata, Patience patience) {
        this.stores = stores;
        this.withMetadata = withMetadata;
        this.patience = patience;
    }

    /**
     * What differs, or could not be found out; empty where nothing does.
     *
     * @throws SideLost where no comparison has come to an end for as long as an outage may last
     */
    Optional<String> difference(ListedObject source, ListedObject destination) throws InterruptedException {
        AtomicReference<Side> asked = new AtomicReference<>(Side.SOURCE);
        try {
            return patience.insist(() -> compareOnce(source, destination, asked));
        } catch (StorageException e) {
            if (e.isTransient() && patience.isOut()) {
                throw new SideLost("the " + asked.get() + " cannot be read any more: " + e.getMessage());
            }
            return Optional.of("could not be read: " + e.getMessage());
        }
    }

    /** Whether comparing waits for a side that does not answer. */
    Optional<Silence> silence(Side side) {
        return failing == side ? patience.silence() : Optional.empty();
    }

    private Optional<String> compareOnce(ListedObject source, ListedObject destination, AtomicReference<Side> asked)
            throws StorageException {
        try {
            return compare(source, destination, asked);
        } catch (StorageException e) {
            failing = Objects.requireNonNull(asked.get());
            throw e;
        }
    }

    private Optional<String> compare(ListedObject source, ListedObject destination, AtomicReference<Side> asked)
            throws StorageException {
        asked.set(Side.SOURCE);
        try (ObjectReading left = open(stores.source(), source)) {
            asked.set(Side.DESTINATION);
            try (ObjectReading right = open(stores.destination(), destination)) {
                return withMetadata && !comparable(left).equals(comparable(right))
                        ? Optional.of("the metadata differ")
                        : compare(left.body(), right.body(), asked);
            }
        } catch (IOException e) {
            throw new StorageException.Unavailable(FailureScope.OBJECT, String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<String> compare(InputStream left, InputStream right, AtomicReference<Side> asked)
            throws IOException {
        byte[] ours = new byte[BLOCK];
        byte[] theirs = new byte[BLOCK];
        for (long at = 0; ; ) {
            asked.set(Side.SOURCE);
            int read = left.readNBytes(ours, 0, BLOCK);
            asked.set(Side.DESTINATION);
            int other = right.readNBytes(theirs, 0, BLOCK);
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

    private static ObjectReading open(ObjectStore store, ListedObject object) throws StorageException {
        return store.open(ReadRequest.whole(object.key(), object.stamp().etag()));
    }

    /** Without what we ourselves add. */
    private static ObjectMetadata comparable(ObjectReading reading) {
        ObjectMetadata all = reading.head().metadata();
        Map<String, String> user = new HashMap<>(all.user());
        user.remove(ObjectMetadata.SOURCE_ETAG);
        user.remove(ObjectMetadata.SOURCE_VERSION);
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
