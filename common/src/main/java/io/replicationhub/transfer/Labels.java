package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is written on a copy: the source's metadata, and the source's ETag where the copy's own cannot equal it. */
final class Labels {
    /** S3 User Guide, "Working with object metadata": names and values together, as UTF-8. Others allow more. */
    private static final int MOST_USER_BYTES = 2 << 10;

    private static final int NAMES_SHOWN = 10;

    /** Whether the ETag of a copy will be its source's. */
    enum Kind {
        PLAIN,
        RECORDING
    }

    private Labels() {}

    /**
     * The metadata for a copy whose ETag is expected to be the source's. If the source is a copy of ours itself, what it
     * remembers is of no use further on.
     */
    static ObjectMetadata plain(MetadataChoice choice, ObjectMetadata source) {
        return switch (choice) {
            case CARRY -> source.withoutUser(ObjectMetadata.SOURCE_ETAG).withoutUser(ObjectMetadata.SOURCE_VERSION);
            case LEAVE -> ObjectMetadata.NONE;
        };
    }

    /**
     * The same with the ETag of the source, for a copy whose own will be another. Where the source's metadata leaves no
     * room for the record, it is left out: a diff then goes by times.
     */
    static ObjectMetadata recording(ObjectMetadata carried, ETag etag, int most) {
        if (!etag.isPresent()) {
            return carried;
        }
        ObjectMetadata labelled = carried.withUser(ObjectMetadata.SOURCE_ETAG, etag.value());
        return userBytes(labelled) <= Math.min(most, MOST_USER_BYTES) ? labelled : carried;
    }

    static int userBytes(ObjectMetadata metadata) {
        return metadata.user().entrySet().stream()
                .mapToInt(pair -> utf8(pair.getKey()) + utf8(pair.getValue()))
                .sum();
    }

    /** As many of the user's pairs as there is room for, in the order of their names. */
    static ObjectMetadata fitting(ObjectMetadata metadata, int most) {
        Map<String, String> pairs = new HashMap<>();
        int bytes = 0;
        for (Map.Entry<String, String> pair : new TreeMap<>(metadata.user()).entrySet()) {
            int more = utf8(pair.getKey()) + utf8(pair.getValue());
            if (bytes + more <= most) {
                pairs.put(pair.getKey(), pair.getValue());
                bytes += more;
            }
        }
        return metadata.withUser(pairs);
    }

    /** The names that are not in the other. */
    static String missing(ObjectMetadata all, ObjectMetadata some) {
        List<String> names = all.user().keySet().stream()
                .filter(name -> !some.user().containsKey(name))
                .sorted()
                .toList();
        return shown(names);
    }

    /** The names that have an underscore; empty where none has. */
    static String withUnderscores(ObjectMetadata metadata) {
        return shown(metadata.user().keySet().stream()
                .filter(name -> name.indexOf('_') >= 0)
                .sorted()
                .toList());
    }

    private static String shown(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.size() <= NAMES_SHOWN ? shown : shown + " and " + (names.size() - NAMES_SHOWN) + " more";
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
        return found.stamp().etag().agreesWith(source.etag())
                || source.etag().value().equals(recorded);
    }
}
