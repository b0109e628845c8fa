package io.replicationhub.transfer;

import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import java.util.List;
import java.util.Optional;

/** Which of the checksums that a source publishes is worth computing. */
enum SourceProof {
    /** Nothing else shows that what was read is what the source keeps. */
    NEEDED,
    /** The ETags of both sides will show it for nothing: only what costs nothing either is computed. */
    SPARED;

    /** The cheapest of the whole object, if any. */
    Optional<PublishedChecksum> choose(List<PublishedChecksum> published) {
        return PublishedChecksum.cheapest(published.stream()
                .filter(checksum -> checksum.isOfWhole() && (this == NEEDED || isFree(checksum.kind())))
                .toList());
    }

    /** The JDK computes these at tens of GB/s; the others at 1 to 3. */
    private static boolean isFree(ChecksumKind kind) {
        return kind == ChecksumKind.CRC32C || kind == ChecksumKind.CRC32;
    }
}
