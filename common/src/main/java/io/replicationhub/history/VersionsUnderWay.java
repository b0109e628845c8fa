package io.replicationhub.history;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.VersionId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which version of each object is being carried: one of a key at a time. By this the engine, which knows keys alone, reads
 * that version and writes it with its name. Thread-safe.
 */
final class VersionsUnderWay {
    private final Map<ObjectKey, Carrying> bySource = new ConcurrentHashMap<>();
    private final Map<ObjectKey, Carrying> byDestination = new ConcurrentHashMap<>();

    /**
     * @param writes how often it was begun to be written
     * @param upload that was to be completed last, if any was
     * @param claim by which others are kept from the key
     */
    record Carrying(
            VersionId id,
            String name,
            AtomicInteger writes,
            AtomicReference<Optional<UploadId>> upload,
            Optional<Claim> claim) {
        /** Throws where nothing more may be begun under the claim. */
        void checkClaim() throws StorageException.Unavailable {
            if (claim.isPresent()) {
                claim.get().check();
            }
        }
    }

    void begin(ObjectKey source, ObjectKey destination, ListedVersion.Content version, Optional<Claim> claim) {
        Carrying carrying = new Carrying(
                version.id(),
                SourceNames.of(version),
                new AtomicInteger(),
                new AtomicReference<>(Optional.empty()),
                claim);
        if (bySource.putIfAbsent(source, carrying) != null) {
            throw new IllegalStateException("two versions of " + source + " at once");
        }
        byDestination.put(destination, carrying);
    }

    void end(ObjectKey source, ObjectKey destination) {
        bySource.remove(source);
        byDestination.remove(destination);
    }

    Carrying from(ObjectKey source) {
        return present(bySource, source);
    }

    Carrying to(ObjectKey destination) {
        return present(byDestination, destination);
    }

    boolean isClaim(UploadId upload) {
        Carrying found = byDestination.get(upload.key());
        return found != null && found.claim().map(Claim::upload).equals(Optional.of(upload));
    }

    private static Carrying present(Map<ObjectKey, Carrying> all, ObjectKey key) {
        Carrying found = all.get(key);
        if (found == null) {
            throw new IllegalStateException("no version of " + key + " is being carried");
        }
        return found;
    }
}
