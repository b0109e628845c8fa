package io.replicationhub.crew;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be done: what was begun first, then what was posted, each oldest first. Taking from it locks nothing;
 * only who finds it empty, and who would overfill it, waits.
 */
final class Agenda {
    private final Deque<Work> begun = new ConcurrentLinkedDeque<>();
    private final Deque<Work> posted = new ConcurrentLinkedDeque<>();
    /** Pieces of posted work that nobody has claimed. */
    private final AtomicLong unclaimed = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger posters = new AtomicInteger();
    private volatile long lowWater;
    private volatile boolean closed;

    /**
     * Blocks while {@code enough} pieces or more are unclaimed; once it does, until half of them are left, so that a
     * fast sender is not woken for every piece.
     */
    void post(Work work, long enough) throws InterruptedException {
        if (unclaimed.get() >= enough) {
            awaitRoom(enough / 2);
        }
        if (closed) {
            throw new IllegalStateException("the crew has been sent home");
        }
        unclaimed.addAndGet(work.pieces());
        posted.addLast(work);
        wake(work.pieces());
    }

    /** Takes back what was posted and of which nothing was claimed. */
    void withdraw(Work work) {
        if (posted.remove(work)) {
            unclaimed.addAndGet(-work.pieces());
        }
    }

    void invite(Work work) {
        begun.addLast(work);
        wake(work.pieces());
    }

    void dismiss(Work work) {
        begun.remove(work);
    }

    /** Claims the next piece, of the work returned; null where there is none now. */
    @Nullable
    Work next(Claim claim) {
        Work work = firstOf(begun, claim);
        if (work == null) {
            work = firstOf(posted, claim);
            if (work != null && unclaimed.decrementAndGet() <= lowWater && posters.get() > 0) {
                signalRoom();
            }
        }
        return work;
    }

    private static @Nullable Work firstOf(Deque<Work> from, Claim claim) {
        for (Work work = from.peekFirst(); work != null; work = from.peekFirst()) {
            claim.piece = work.claim();
            if (claim.piece != Work.NOTHING) {
                return work;
            }
            from.removeFirstOccurrence(work);
        }
        return null;
    }

    /** Waits until there may be something to take. False once it is closed. */
    boolean awaitWork() {
        lock.lock();
        idle.incrementAndGet();
        try {
            while (!closed && begun.isEmpty() && posted.isEmpty()) {
                filled.awaitUninterruptibly();
            }
            return !closed;
        } finally {
            idle.decrementAndGet();
            lock.unlock();
        }
    }

    /** For a thread that was woken and must not work: wakes another if there is something to do. */
    void passOn() {
        if (!isEmpty()) {
            wake(1);
        }
    }

    boolean isEmpty() {
        return begun.isEmpty() && posted.isEmpty();
    }

    int idle() {
        return idle.get();
    }

    /** Nothing more is taken: those who wait for work go home. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(long low) throws InterruptedException {
        lock.lockInterruptibly();
        posters.incrementAndGet();
        try {
            lowWater = low;
            while (!closed && unclaimed.get() > low) {
                drained.await();
            }
        } finally {
            posters.decrementAndGet();
            lock.unlock();
        }
    }

    private void signalRoom() {
        lock.lock();
        try {
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wake(int pieces) {
        if (idle.get() == 0) {
            return;
        }
        lock.lock();
        try {
            for (int i = Math.min(pieces, idle.get()); i > 0; i--) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Where a thread notes which piece it has claimed. */
    static final class Claim {
        int piece;
    }
}
