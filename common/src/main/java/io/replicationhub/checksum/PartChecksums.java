package io.replicationhub.checksum;

import io.replicationhub.object.PublishedChecksum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects the CRCs of an object's parts, in any order, to hold them together against what the source publishes of the
 * whole. Thread-safe.
 */
public final class PartChecksums {
    private record Part(int number, long length, long crc) {}

    private final PublishedChecksum expected;
    private final CrcCombiner combiner;
    private final Map<Integer, Part> parts = new ConcurrentHashMap<>();

    private PartChecksums(PublishedChecksum expected, CrcCombiner combiner) {
        this.expected = expected;
        this.combiner = combiner;
    }

    /** Against the cheapest that can be joined of parts; empty where none can. */
    public static Optional<PartChecksums> against(List<PublishedChecksum> published) {
        return published.stream()
                .filter(PublishedChecksum::isOfWhole)
                .sorted(Comparator.comparing(PublishedChecksum::kind))
                .flatMap(one -> CrcCombiner.of(one.kind()).map(combiner -> new PartChecksums(one, combiner)).stream())
                .findFirst();
    }

    /** What the source says of the whole; its kind is that of the parts' checksums. */
    public PublishedChecksum expected() {
        return expected;
    }

    /** Notes a part; again, if it was read again. */
    public void keep(int number, long length, long crc) {
        parts.put(number, new Part(number, length, crc));
    }

    /**
     * Of the whole, if these parts are all of it.
     *
     * @param objectBytes how long the whole is
     * @return empty where parts are not known: those that an earlier run has sent
     */
    public Optional<PublishedChecksum> joined(long objectBytes) {
        List<Part> inOrder = new ArrayList<>(parts.values());
        inOrder.sort(Comparator.comparingInt(Part::number));
        long whole = 0;
        long length = 0;
        for (Part part : inOrder) {
            whole = combiner.combine(whole, part.crc(), part.length());
            length += part.length();
        }
        if (length != objectBytes) {
            return Optional.empty();
        }
        String value = Long.toHexString(whole);
        String zeros = "0".repeat(2 * expected.kind().bytes() - value.length());
        return Optional.of(new PublishedChecksum(expected.kind(), zeros + value, 0));
    }
}
