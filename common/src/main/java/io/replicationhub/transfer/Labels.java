package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import java.nio.charset.StandardCharsets;

/** What is written on a copy: the source's metadata, and the source's ETag where the copy's own cannot equal it. */
final class Labels {
    /** S3 User Guide, "Working with object metadata": names and values together, as UTF-8. Others allow more. */
    private static final int MOST_USER_BYTES = 2 << 10;

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

    /**
     * The same for a copy whose ETag will be another. Where the source's own metadata leaves no room for the record, it is
     * left out: a diff then goes by times.
     */
    static ObjectMetadata recording(MetadataChoice choice, ObjectMetadata source, ETag etag) {
        ObjectMetadata carried = plain(choice, source);
        if (!etag.isPresent()) {
            return carried;
        }
        ObjectMetadata labelled = carried.withUser(ObjectMetadata.SOURCE_ETAG, etag.value());
        return userBytes(labelled) <= MOST_USER_BYTES ? labelled : carried;
    }

    private static int userBytes(ObjectMetadata metadata) {
        return metadata.user().entrySet().stream()
                .mapToInt(pair -> utf8(pair.getKey()) + utf8(pair.getValue()))
                .sum();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
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
