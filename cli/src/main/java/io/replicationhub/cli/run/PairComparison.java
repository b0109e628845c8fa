package io.replicationhub.cli.run;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * One object read from both sides, pinned to what was listed, and compared byte by byte and header by header. Where
 * reading breaks off, the next attempt goes on behind what was compared. Needs 128 KiB, whatever the size. Not
 * thread-safe.
 */
final class PairComparison {
    private static final int BLOCK = 64 << 10;

    private final Of source;
    private final Of destination;
    private final boolean withMetadata;
    private final LongConsumer compared;
    /** So many bytes were found to be equal. */
    private long at;

    private Side asked = Side.SOURCE;

    /** An object as it was listed, and where it is. */
    record Of(ObjectStore store, ListedObject listed) {
        ObjectReading from(long at) throws StorageException {
            ObjectStamp stamp = listed.stamp();
            return store.open(
                    at == 0
                            ? ReadRequest.whole(listed.key(), stamp.etag())
                            : ReadRequest.range(listed.key(), stamp.etag(), new ByteRange(at, stamp.size() - at)));
        }

        /** Where nothing pins a version the rest might be another one's, and there is no range behind the last byte. */
        boolean canGoOn(long at) {
            return listed.stamp().etag().isPresent() && at < listed.stamp().size();
        }
    }

    /** @param compared told of the bytes of one side as they are compared, and takes them back where that was in vain */
    PairComparison(Of source, Of destination, boolean withMetadata, LongConsumer compared) {
        this.source = source;
        this.destination = destination;
        this.withMetadata = withMetadata;
        this.compared = compared;
    }

    long at() {
        return at;
    }

    /** The side that was asked last. */
    Side asked() {
        return asked;
    }

    /** Reads what is left; what differs, or empty where nothing does. */
    Optional<String> attempt() throws StorageException {
        if (at > 0 && !(source.canGoOn(at) && destination.canGoOn(at))) {
            compared.accept(-at);
            at = 0;
        }
        asked = Side.SOURCE;
        try (ObjectReading left = source.from(at)) {
            asked = Side.DESTINATION;
            try (ObjectReading right = destination.from(at)) {
                // Told with the first attempt; not every store repeats all of them with a range.
                return withMetadata && at == 0 && !comparable(left).equals(comparable(right))
                        ? Optional.of("the metadata differ")
                        : compare(left.body(), right.body());
            }
        } catch (IOException e) {
            throw new StorageException.Unavailable(FailureScope.OBJECT, String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<String> compare(InputStream left, InputStream right) throws IOException {
        byte[] ours = new byte[BLOCK];
        byte[] theirs = new byte[BLOCK];
        while (true) {
            asked = Side.SOURCE;
            int read = left.readNBytes(ours, 0, BLOCK);
            asked = Side.DESTINATION;
            int other = right.readNBytes(theirs, 0, BLOCK);
            int unequal = Arrays.mismatch(ours, 0, read, theirs, 0, other);
            if (unequal >= 0) {
                return Optional.of("the bytes differ from offset " + (at + unequal) + " on");
            }
            at += read;
            compared.accept(read);
            if (read < BLOCK) {
                return Optional.empty();
            }
        }
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
