package io.replicationhub.transfer;

import io.replicationhub.checksum.PartChecksums;
import io.replicationhub.checksum.Qetag;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.plan.PartPlan;
import java.util.List;
import java.util.Optional;

/** Which published checksum the parts of a copy can be held against, and how the copy is to be cut for it. */
final class ProvableCut {
    /** Beyond this the hashes of a qetag's blocks would take more than 5 MiB. */
    static final long LARGEST_QETAG = 1L << 40;

    private ProvableCut() {}

    /** The cheapest that any parts lead to. */
    static Optional<PublishedChecksum> ofAnyParts(List<PublishedChecksum> published) {
        return cheapest(published.stream()
                .filter(PublishedChecksum::isOfWhole)
                .filter(one -> one.kind() != ChecksumKind.QETAG)
                .toList());
    }

    /** The cheapest that parts like the source's lead to. */
    static Optional<PublishedChecksum> ofSameParts(List<PublishedChecksum> published) {
        return cheapest(published.stream().filter(one -> !one.isOfWhole()).toList());
    }

    /** What parts of whole blocks lead to. */
    static Optional<PublishedChecksum> ofBlocks(List<PublishedChecksum> published, long objectBytes) {
        return objectBytes > LARGEST_QETAG
                ? Optional.empty()
                : cheapest(published.stream()
                        .filter(one -> one.kind() == ChecksumKind.QETAG)
                        .toList());
    }

    /** Whether this cut is of whole blocks. */
    static boolean isOfBlocks(PartPlan layout) {
        return layout.partBytes() % Qetag.BLOCK_BYTES == 0 || layout.parts() == 1;
    }

    private static Optional<PublishedChecksum> cheapest(List<PublishedChecksum> published) {
        return PublishedChecksum.cheapest(
                published.stream().filter(PartChecksums::joins).toList());
    }
}
