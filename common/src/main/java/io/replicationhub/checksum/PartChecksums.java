package io.replicationhub.checksum;

import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects the checksums of an object's parts, in any order, to hold them together against what the source publishes of
 * the whole. Keeps a few bytes for each part, of a qetag 20 for each block of 4 MiB. Thread-safe.
 */
public final class PartChecksums {
    private record Part(int number, long length, byte[] checksum) {}

    private final PublishedChecksum expected;
    private final Map<Integer, Part> parts = new ConcurrentHashMap<>();

    private PartChecksums(PublishedChecksum expected) {
        this.expected = expected;
    }

    /**
     * @throws IllegalArgumentException where checksums of parts do not lead to one of this kind
     */
    public static PartChecksums against(PublishedChecksum expected) {
        if (!joins(expected)) {
            throw new IllegalArgumentException("no parts make up " + expected);
        }
        return new PartChecksums(expected);
    }

    /**
     * Whether it follows from checksums of parts. A checksum of parts' checksums follows only from the parts that the
     * source was written in, a qetag only from parts of whole blocks ({@link Qetag#BLOCK_BYTES}).
     */
    public static boolean joins(PublishedChecksum published) {
        return switch (published.kind()) {
            case CRC32C, CRC32, CRC64NVME, CRC64ECMA -> true;
            case SHA1, SHA256 -> !published.isOfWhole();
            case QETAG -> published.isOfWhole();
        };
    }

    /** What the source says of the whole. */
    public PublishedChecksum expected() {
        return expected;
    }

    /** What is to be computed of a part, and then kept of it. */
    public RunningChecksum ofPart() {
        return expected.kind() == ChecksumKind.QETAG ? new Qetag() : RunningChecksum.of(expected.kind());
    }

    /** Notes a part; again, if it was read again. Ends the checksum. */
    public void keep(int number, long length, RunningChecksum ofPart) {
        byte[] checksum = ofPart instanceof Qetag hash ? hash.hashes() : bytes(ofPart.value());
        parts.put(number, new Part(number, length, checksum));
    }

    /** Notes a part of which this is known. Of another kind than what is to be computed, it is no use and not kept. */
    public void keep(int number, long length, PublishedChecksum ofPart) {
        if (ofPart.kind() == expected.kind()) {
            parts.put(number, new Part(number, length, bytes(ofPart)));
        }
    }

    /**
     * Of the whole, if these parts are all of it.
     *
     * @param objectBytes how long the whole is
     * @return empty where parts are not known: those that an earlier run has sent
     */
    public Optional<PublishedChecksum> joined(long objectBytes) {
        List<Part> inOrder = new ArrayList<>(parts.values());
        inOrder.sort((one, other) -> Integer.compare(one.number(), other.number()));
        if (inOrder.stream().mapToLong(Part::length).sum() != objectBytes) {
            return Optional.empty();
        }
        if (expected.kind() == ChecksumKind.QETAG) {
            return Optional.of(
                    Qetag.ofHashes(inOrder.stream().map(Part::checksum).toList()));
        }
        return Optional.of(expected.isOfWhole() ? ofWhole(inOrder) : ofChecksums(inOrder));
    }

    private PublishedChecksum ofWhole(List<Part> inOrder) {
        CrcCombiner combiner = CrcCombiner.of(expected.kind()).orElseThrow();
        long whole = 0;
        for (Part part : inOrder) {
            long crc = PublishedChecksum.of(expected.kind(), part.checksum()).crc();
            whole = combiner.combine(whole, crc, part.length());
        }
        return PublishedChecksum.crc(expected.kind(), whole);
    }

    /** S3 User Guide, "Checking object integrity": a composite checksum is that of the parts' in a row. */
    private PublishedChecksum ofChecksums(List<Part> inOrder) {
        RunningChecksum all = RunningChecksum.of(expected.kind());
        for (Part part : inOrder) {
            all.update(part.checksum(), 0, part.checksum().length);
        }
        return new PublishedChecksum(expected.kind(), all.value().value(), inOrder.size());
    }

    private static byte[] bytes(PublishedChecksum checksum) {
        return HexFormat.of().parseHex(checksum.value());
    }
}
