package io.replicationhub.plan;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.StoreLimits;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How an object is cut into parts: all of one size but the last, which is no larger. Pure; holds no list, whatever the
 * number of parts.
 *
 * @param objectBytes the whole; at least 1, since an empty object has no parts
 * @param partBytes of every part but the last
 */
public record PartPlan(long objectBytes, long partBytes) {
    /** Of parts where nothing else decides: a few in flight fill a connection, and waste little when one is lost. */
    public static final long PREFERRED_BYTES = 8L << 20;

    private static final long MIB = 1L << 20;

    public PartPlan {
        if (objectBytes < 1 || partBytes < 1) {
            throw new IllegalArgumentException(objectBytes + " bytes cannot be cut into parts of " + partBytes);
        }
        if (objectBytes / partBytes >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("too many parts of " + partBytes + " bytes in " + objectBytes);
        }
    }

    /**
     * Parts of the preferred size, or of the next that the limits ask for, in whole MiB wherever the limits leave room.
     * Where only larger parts than {@code memoryBytes} can make up the object, they are larger: whoever sends them must
     * stream them.
     *
     * @param memoryBytes the most that a part should take, so that some fit into memory together
     * @throws IllegalArgumentException where the store takes no object of this size, or it is empty
     */
    public static PartPlan of(long objectBytes, StoreLimits limits, long preferredBytes, long memoryBytes) {
        return of(objectBytes, limits, preferredBytes, memoryBytes, MIB);
    }

    /** The same in whole grains of another size, wherever the limits leave room. */
    public static PartPlan of(
            long objectBytes, StoreLimits limits, long preferredBytes, long memoryBytes, long grainBytes) {
        if (objectBytes > limits.largestObjectBytes()) {
            throw new IllegalArgumentException("an object of " + objectBytes + " bytes is too large; the store takes "
                    + limits.largestObjectBytes());
        }
        long wanted = roundDown(Math.min(preferredBytes, memoryBytes), grainBytes);
        long needed = Math.max(limits.minPartBytes(), ceilingOf(objectBytes, limits.maxParts()));
        long size = wanted >= needed ? wanted : roundUp(needed, grainBytes);
        return new PartPlan(objectBytes, Math.min(size, limits.maxPartBytes()));
    }

    /**
     * The cut that a source object has, so that the copy's ETag comes out equal; empty where that cut is not possible
     * here, or is not what the ETag says.
     *
     * @param firstPartBytes the size of its part 1
     * @param parts how many its ETag counts
     */
    public static Optional<PartPlan> asSource(
            long objectBytes, long firstPartBytes, int parts, StoreLimits limits, long memoryBytes) {
        boolean possible = objectBytes >= 1
                && objectBytes <= limits.largestObjectBytes()
                && firstPartBytes >= 1
                && parts >= 1
                && parts <= limits.maxParts()
                && firstPartBytes <= Math.min(limits.maxPartBytes(), memoryBytes)
                && (parts == 1 || firstPartBytes >= limits.minPartBytes())
                && ceilingOf(objectBytes, firstPartBytes) == parts;
        return possible ? Optional.of(new PartPlan(objectBytes, firstPartBytes)) : Optional.empty();
    }

    public int parts() {
        return (int) ceilingOf(objectBytes, partBytes);
    }

    /** The bytes of a part; numbers run from 1. */
    public ByteRange range(int number) {
        if (number < 1 || number > parts()) {
            throw new IllegalArgumentException("no part " + number + " of " + parts());
        }
        long offset = (number - 1) * partBytes;
        return new ByteRange(offset, Math.min(partBytes, objectBytes - offset));
    }

    /** All parts in order, made one at a time. */
    public Stream<ByteRange> ranges() {
        return IntStream.rangeClosed(1, parts()).mapToObj(this::range);
    }

    private static long ceilingOf(long bytes, long divisor) {
        return bytes / divisor + (bytes % divisor == 0 ? 0 : 1);
    }

    private static long roundDown(long bytes, long grain) {
        return bytes < grain ? bytes : bytes - bytes % grain;
    }

    private static long roundUp(long bytes, long grain) {
        return bytes <= Long.MAX_VALUE - grain ? ceilingOf(bytes, grain) * grain : bytes;
    }
}
