package io.replicationhub.crew;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Pieces that are counted as they are done. */
final class Counted implements Work {
    final AtomicInteger next = new AtomicInteger();
    final AtomicIntegerArray done;
    final CountDownLatch left;
    final Runnable each;

    Counted(int pieces, Runnable each) {
        this.done = new AtomicIntegerArray(pieces);
        this.left = new CountDownLatch(pieces);
        this.each = each;
    }

    @Override
    public int pieces() {
        return done.length();
    }

    @Override
    public int claim() {
        int piece = next.getAndIncrement();
        return piece < done.length() ? piece : NOTHING;
    }

    @Override
    public void run(int piece) {
        try {
            each.run();
        } finally {
            done.incrementAndGet(piece);
            left.countDown();
        }
    }

    void assertDoneOnce() throws InterruptedException {
        assertTrue(left.await(30, TimeUnit.SECONDS), () -> left.getCount() + " pieces were never done");
        for (int i = 0; i < done.length(); i++) {
            assertEquals(1, done.get(i), "piece " + i);
        }
    }
}
