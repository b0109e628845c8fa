package io.replicationhub.transfer;

import io.replicationhub.checksum.PartChecksums;
import io.replicationhub.checksum.RunningChecksum;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadedPart;
import java.util.Optional;

/**
 * Holds what was read of an object, part by part, against what the source publishes of the whole. Parts that an earlier
 * run has sent are known by their CRC-32C alone; where the source publishes another checksum, such a copy is not checked
 * by it. Thread-safe.
 */
final class WholeCheck {
    private final Optional<PublishedChecksum> published;
    private volatile Optional<PartChecksums> parts = Optional.empty();
    private volatile Optional<PublishedChecksum> before = Optional.empty();

    private WholeCheck(Optional<PublishedChecksum> published) {
        this.published = published;
    }

    static WholeCheck against(Optional<PublishedChecksum> published) {
        return new WholeCheck(published);
    }

    /** From now on all parts are read, perhaps for another time. */
    void begin() {
        parts = published.map(PartChecksums::against);
    }

    /** A part that was read. */
    void read(int number, Lease body) {
        parts.ifPresent(known -> note(known, number, body));
    }

    /** What is to be told of a part's bytes while they are passed on; empty where their CRC-32C does. */
    Optional<RunningChecksum> ofPart() {
        return parts.filter(known -> known.expected().kind() != ChecksumKind.CRC32C)
                .map(PartChecksums::ofPart);
    }

    /** A part that was passed on. */
    void passed(UploadedPart part, Optional<RunningChecksum> running) {
        if (running.isPresent()) {
            parts.ifPresent(known -> known.keep(part.number(), part.size(), running.get()));
        } else {
            held(part);
        }
    }

    private static void note(PartChecksums known, int number, Lease body) {
        if (known.expected().kind() == ChecksumKind.CRC32C) {
            // That one was computed on the way in.
            known.keep(number, body.length(), PublishedChecksum.of(ChecksumKind.CRC32C, body.crc32cRead()));
        } else {
            RunningChecksum running = known.ofPart();
            body.feed(running);
            known.keep(number, body.length(), running);
        }
    }

    /** A part that the destination holds since before. */
    void held(UploadedPart part) {
        parts.ifPresent(known -> part.crc32c()
                .ifPresent(
                        crc -> known.keep(part.number(), part.size(), PublishedChecksum.of(ChecksumKind.CRC32C, crc))));
    }

    /**
     * Throws where what was read is not what the source keeps. To be asked before the object becomes visible.
     *
     * <p>A checksum of parts' checksums also differs where the source was cut in parts of unequal sizes, which nothing
     * tells. So if the same is read a second time, that was it.
     */
    void settle(Version version, Party source) throws SideFailure {
        Optional<PublishedChecksum> read = parts.flatMap(known -> known.joined(version.size()));
        if (read.isEmpty() || read.equals(published)) {
            return;
        }
        PublishedChecksum expected = published.orElseThrow();
        boolean cutOtherwise = !expected.isOfWhole() && read.equals(before);
        before = read;
        if (!cutOtherwise) {
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
