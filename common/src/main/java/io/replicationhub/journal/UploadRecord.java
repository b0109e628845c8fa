package io.replicationhub.journal;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import java.time.Instant;
import java.util.Optional;

/**
 * An upload that was begun, or was about to be.
 *
 * @param store the destination, by {@link io.replicationhub.object.ObjectStore#description}
 * @param settings how it was to be written; an upload that was begun otherwise is not carried on with
 * @param uploadId empty where only the intention is known: the upload may or may not exist
 * @param intended when it was about to be begun, by our clock
 */
public record UploadRecord(
        String store,
        ObjectKey destination,
        ObjectKey source,
        ETag sourceEtag,
        long size,
        long partBytes,
        String settings,
        Optional<String> uploadId,
        Instant intended) {

    public UploadRecord begun(String id) {
        return new UploadRecord(
                store, destination, source, sourceEtag, size, partBytes, settings, Optional.of(id), intended);
    }

    /** Whether parts of this upload are parts of that one, too. */
    public boolean continues(UploadRecord other) {
        return store.equals(other.store)
                && destination.equals(other.destination)
                && source.equals(other.source)
                && sourceEtag.equals(other.sourceEtag)
                && sourceEtag.isPresent()
                && size == other.size
                && partBytes == other.partBytes
                && settings.equals(other.settings);
    }
}
