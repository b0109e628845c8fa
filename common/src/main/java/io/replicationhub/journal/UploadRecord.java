package io.replicationhub.journal;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.time.Instant;
import java.util.Optional;

/**
 * An upload that was begun, or was about to be.
 *
 * @param store the destination, by {@link io.replicationhub.object.ObjectStore#description}
 * @param version of the source that is uploaded
 * @param settings how it was to be written; an upload that was begun otherwise is not carried on with
 * @param uploadId empty where only the intention is known: the upload may or may not exist
 * @param held how many parts were known to be there when the record was last kept
 * @param intended when it was about to be begun, by our clock
 */
public record UploadRecord(
        String store,
        ObjectKey destination,
        ObjectKey source,
        ObjectStamp version,
        long partBytes,
        String settings,
        Optional<String> uploadId,
        int held,
        Instant intended) {

    public UploadRecord begun(String id) {
        return new UploadRecord(
                store, destination, source, version, partBytes, settings, Optional.of(id), held, intended);
    }

    /** The same to be written otherwise. */
    public UploadRecord by(String otherSettings) {
        return new UploadRecord(
                store, destination, source, version, partBytes, otherSettings, uploadId, held, intended);
    }

    /** The same with so many parts there. */
    public UploadRecord holding(int parts) {
        return new UploadRecord(store, destination, source, version, partBytes, settings, uploadId, parts, intended);
    }

    /** Whether parts of this upload are parts of that one, too. */
    public boolean continues(UploadRecord other) {
        return store.equals(other.store)
                && destination.equals(other.destination)
                && isOf(other.source, other.version)
                && partBytes == other.partBytes
                && settings.equals(other.settings);
    }

    /** Whether it is known to be of this version of this object. */
    public boolean isOf(ObjectKey object, ObjectStamp stamp) {
        return source.equals(object)
                && version.etag().isPresent()
                && version.etag().equals(stamp.etag())
                && version.size() == stamp.size();
    }
}
