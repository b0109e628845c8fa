package io.replicationhub.cli.settings;

import io.replicationhub.config.ByteSize;

/**
 * How a process divides the memory it may use. About 72 MiB go to the JVM beside its heap; half of the rest holds bodies
 * on their way, the other half is listings, tasks and what a collector needs to breathe. The launcher sizes the heap: all
 * but 72 MiB, and up to 192 MiB five eighths.
 */
public final class MemoryShares {
    private static final long JVM_BYTES = 72L << 20;

    private MemoryShares() {}

    /** For bodies in flight, of small objects and of parts. */
    public static long buffers(ByteSize memory) {
        return (memory.bytes() - Math.min(JVM_BYTES, memory.bytes() / 2)) / 2;
    }

    /** So that at least two parts can be on their way at once. */
    static ByteSize largestPart(ByteSize memory) {
        return new ByteSize(Math.min(5L << 30, buffers(memory) / 2));
    }
}
