package io.replicationhub.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Buffers outside the heap that bodies are passed through, from one connection to another, without a copy in between. They
 * are larger than chunks: fewer calls of the system are what is gained besides. Made when they are first wanted, kept for
 * reuse, and bounded: who gets none takes an array. Thread-safe.
 */
final class DirectBuffers {
    static final int BYTES = 256 << 10;

    /** As many as there are, 16 MiB together, beside the budget for bodies; and no more than a quarter of that. */
    static final int MOST = 64;

    private final IntFunction<ByteBuffer> maker;
    private final Deque<ByteBuffer> idle = new ArrayDeque<>();
    private int mayBeMade;

    DirectBuffers(long budgetBytes) {
        this(budgetBytes, ByteBuffer::allocateDirect);
    }

    DirectBuffers(long budgetBytes, IntFunction<ByteBuffer> maker) {
        this.maker = maker;
        this.mayBeMade = (int) Math.min(MOST, budgetBytes / 4 / BYTES);
    }

    synchronized @Nullable ByteBuffer lend() {
        ByteBuffer buffer = idle.pollFirst();
        if (buffer == null && mayBeMade > 0) {
            try {
                buffer = maker.apply(BYTES);
                mayBeMade--;
            } catch (OutOfMemoryError e) {
                // Each try waits for garbage to be collected first, and arrays serve as well.
                mayBeMade = 0;
            }
        }
        return buffer;
    }

    synchronized void giveBack(ByteBuffer buffer) {
        idle.addFirst(buffer);
    }
}
