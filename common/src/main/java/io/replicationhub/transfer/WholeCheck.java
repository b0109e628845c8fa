package io.replicationhub.transfer;

import io.replicationhub.checksum.PartChecksums;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadedPart;
import java.util.List;
import java.util.Optional;

/**
 * Holds what was read of an object, part by part, against what the source publishes of the whole. Parts that an earlier
 * run has sent are known by their CRC-32C alone; where the source publishes another checksum, such a copy is not checked
 * by it. Thread-safe.
 */
final class WholeCheck {
    private final Optional<PartChecksums> parts;

    private WholeCheck(Optional<PartChecksums> parts) {
        this.parts = parts;
    }

    static WholeCheck against(List<PublishedChecksum> published) {
        return new WholeCheck(PartChecksums.against(published));
    }

    /** A part that was read. */
    void read(int number, Lease body) {
        parts.ifPresent(known -> known.keep(
                number, body.length(), body.checksum(known.expected().kind()).crc()));
    }

    /** A part that the destination holds since before. */
    void held(UploadedPart part) {
        parts.filter(known -> known.expected().kind() == ChecksumKind.CRC32C)
                .ifPresent(known -> part.crc32c()
                        .ifPresent(crc -> known.keep(part.number(), part.size(), Integer.toUnsignedLong(crc))));
    }

    /** Throws where what was read is not what the source keeps. To be asked before the object becomes visible. */
    void settle(Version version, Party source) throws SideFailure {
        if (parts.isEmpty()) {
            return;
        }
        PublishedChecksum expected = parts.get().expected();
        Optional<PublishedChecksum> read = parts.get().joined(version.size());
        if (read.isPresent() && !read.get().equals(expected)) {
            Mismatch mismatch = new Mismatch(read.get(), expected);
            throw source.failure(
                    new StorageException.Corrupt("reading " + version.key() + ": " + mismatch.getMessage(), mismatch));
        }
    }

    /** Whether a failure came of this: then no part is to be trusted. */
    static boolean failed(SideFailure e) {
        return e.failure().getCause() instanceof Mismatch;
    }
}
