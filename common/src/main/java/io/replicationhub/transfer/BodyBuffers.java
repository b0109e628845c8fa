package io.replicationhub.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;

/**
 * The bytes of bodies that may be in memory at once, all objects and parts under way together. Who wants more than is
 * free waits, in the order of asking: this is what holds readers back when writers are slow. Memory is made in chunks
 * when it is first wanted and kept for reuse. A thread holds one lease at a time, so that nobody waits for himself.
 * Thread-safe.
 */
public final class BodyBuffers {
    /** The grain of the budget: a small body takes one chunk. */
    public static final int CHUNK_BYTES = 64 << 10;

    private final int chunks;
    private final IntFunction<byte[]> maker;
    private final DirectBuffers direct;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<byte[]> idle = new ArrayDeque<>();
    private final Deque<Condition> line = new ArrayDeque<>();
    /** Chunks that nobody holds, made or not. */
    private int free;

    private volatile boolean starved;

    public BodyBuffers(long budgetBytes) {
        this(budgetBytes, byte[]::new);
    }

    BodyBuffers(long budgetBytes, IntFunction<byte[]> maker) {
        long whole = budgetBytes / CHUNK_BYTES;
        if (whole < 1 || whole > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a memory budget of " + budgetBytes + " bytes; it takes at least " + CHUNK_BYTES);
        }
        this.chunks = (int) whole;
        this.maker = maker;
        this.direct = new DirectBuffers(budgetBytes);
        this.free = chunks;
    }

    DirectBuffers direct() {
        return direct;
    }

    /** The largest body that can be held. */
    public long largest() {
        return (long) chunks * CHUNK_BYTES;
    }

    /** Whether somebody waits for memory just now. */
    public boolean isStarved() {
        return starved;
    }

    /**
     * Waits until there is room for a body.
     *
     * @throws IllegalArgumentException if there never can be
     */
    public Lease acquire(long bytes) throws InterruptedException {
        if (bytes < 0 || bytes > largest()) {
            throw new IllegalArgumentException(bytes + " bytes of memory where there are " + largest() + " in all");
        }
        int wanted = (int) ((bytes + CHUNK_BYTES - 1) / CHUNK_BYTES);
        byte[][] held = new byte[wanted][];
        lock.lockInterruptibly();
        try {
            if (free < wanted || !line.isEmpty()) {
                awaitTurn(wanted);
            }
            free -= wanted;
            fill(held);
        } finally {
            lock.unlock();
        }
        return new Lease(this, held, bytes);
    }

    /** Memory that could not be made is nobody's: what was counted for it would be lost, and in the end all would wait. */
    private void fill(byte[][] held) {
        int filled = 0;
        try {
            for (; filled < held.length; filled++) {
                byte[] chunk = idle.pollFirst();
                held[filled] = chunk == null ? maker.apply(CHUNK_BYTES) : chunk;
            }
        } finally {
            if (filled < held.length) {
                for (int i = 0; i < filled; i++) {
                    idle.addFirst(held[i]);
                }
                free += held.length;
                callNext(free);
            }
        }
    }

    private void awaitTurn(int wanted) throws InterruptedException {
        Condition turn = lock.newCondition();
        line.addLast(turn);
        starved = true;
        int taken = 0;
        try {
            while (line.peekFirst() != turn || free < wanted) {
                turn.await();
            }
            taken = wanted;
        } finally {
            line.remove(turn);
            starved = !line.isEmpty();
            // What is left may do for the next one; after an interrupt all of it is left.
            callNext(free - taken);
        }
    }

    private void callNext(int left) {
        Condition next = line.peekFirst();
        if (next != null && left > 0) {
            next.signal();
        }
    }

    void giveBack(byte[][] held) {
        if (held.length == 0) {
            return;
        }
        lock.lock();
        try {
            for (byte[] chunk : held) {
                idle.addFirst(chunk);
            }
            free += held.length;
            callNext(free);
        } finally {
            lock.unlock();
        }
    }
}
