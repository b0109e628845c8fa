package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.StoreLimits;
import java.util.OptionalLong;

/** Chooses the size of parts. Pure. */
final class PartSizing {
    private static final long MIB = 1L << 20;

    private PartSizing() {}

    /** The size of the source's own parts, if ours may be as large: then the copy's ETag equals the source's. */
    static OptionalLong preserving(
            long size, ETag etag, OptionalLong firstPart, StoreLimits limits, long largestInMemory) {
        if (firstPart.isEmpty() || etag.parts() == 0) {
            return OptionalLong.empty();
        }
        long part = firstPart.getAsLong();
        boolean fits = part >= (etag.parts() == 1 ? 1 : limits.minPartBytes())
                && part <= Math.min(limits.maxPartBytes(), largestInMemory);
        boolean adds = fits && (size + part - 1) / part == etag.parts() && etag.parts() <= limits.maxParts();
        return adds ? OptionalLong.of(part) : OptionalLong.empty();
    }

    /**
     * The size wished for; larger, in whole MiB, where there would be too many parts.
     *
     * @return empty where no size would do: the object is too large for the store, or for our memory
     */
    static OptionalLong wished(long size, long wish, StoreLimits limits, long largestInMemory) {
        long least = Math.max(limits.minPartBytes(), (size + limits.maxParts() - 1) / limits.maxParts());
        long part = Math.max(wish, least);
        long rounded = part == wish ? part : (part + MIB - 1) / MIB * MIB;
        long most = Math.min(limits.maxPartBytes(), largestInMemory);
        return rounded <= most
                ? OptionalLong.of(rounded)
                : least <= most ? OptionalLong.of(most) : OptionalLong.empty();
    }
}
