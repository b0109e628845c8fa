package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;

/** What is written on a copy: the source's metadata, and the source's ETag where the copy's own cannot equal it. */
final class Labels {
    private Labels() {}

    /**
     * The metadata for a copy whose ETag is expected to be the source's. If the source is a copy of ours itself, what it
     * remembers is of no use further on.
     */
    static ObjectMetadata plain(MetadataChoice choice, ObjectMetadata source) {
        return switch (choice) {
            case CARRY -> source.withoutUser(ObjectMetadata.SOURCE_ETAG);
            case LEAVE -> ObjectMetadata.NONE;
        };
    }

    /** The same for a copy whose ETag will be another. */
    static ObjectMetadata recording(MetadataChoice choice, ObjectMetadata source, ETag etag) {
        ObjectMetadata carried = plain(choice, source);
        return etag.isPresent() ? carried.withUser(ObjectMetadata.SOURCE_ETAG, etag.value()) : carried;
    }

    /** Whether what is found at the destination is a copy of this version of the source. */
    static boolean isCopyOf(ObjectStamp source, ObjectHead found) {
        if (!source.etag().isPresent() || found.stamp().size() != source.size()) {
            return false;
        }
        String recorded = found.metadata().user().get(ObjectMetadata.SOURCE_ETAG);
        return found.stamp().etag().equals(source.etag())
                || source.etag().value().equals(recorded);
    }
}
