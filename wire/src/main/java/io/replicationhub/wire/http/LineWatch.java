package io.replicationhub.wire.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Ends reads and writes that take too long. One thread looks at all lines of an endpoint, from time to time, as long as there
 * are any. Thread-safe.
 */
final class LineWatch {
    /** Limits are kept to within this, and to within a quarter of themselves where they are shorter. */
    private static final long STEP_MOST = TimeUnit.SECONDS.toNanos(1);

    private final long readMost;
    private final long writeMost;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private boolean watching;

    /**
     * @param readMost for a read, until its first byte has come
     * @param writeMost for a write, until its last byte has been taken
     */
    LineWatch(Duration readMost, Duration writeMost) {
        this.readMost = readMost.toNanos();
        this.writeMost = writeMost.toNanos();
    }

    /** In nanoseconds. */
    long readMost() {
        return readMost;
    }

    /** In nanoseconds. */
    long writeMost() {
        return writeMost;
    }

    void add(Line line) {
        lines.add(line);
        try {
            begin();
        } catch (RuntimeException | Error e) {
            // No thread was to be had: a line without a watch might be waited for without an end.
            lines.remove(line);
            throw e;
        }
    }

    private synchronized void begin() {
        if (!watching) {
            Thread.ofPlatform().daemon().name("drh-lines").start(this::watch);
            watching = true;
        }
    }

    void remove(Line line) {
        lines.remove(line);
    }

    private void watch() {
        long step = Math.min(STEP_MOST, Math.max(1, Math.min(readMost, writeMost) / 4));
        do {
            try {
                TimeUnit.NANOSECONDS.sleep(step);
            } catch (InterruptedException e) {
                // Nobody does that, and lines without a watch would be worse.
                continue;
            }
            long now = System.nanoTime();
            lines.forEach(line -> line.endIfLate(now));
        } while (isNeeded());
    }

    private synchronized boolean isNeeded() {
        watching = !lines.isEmpty();
        return watching;
    }
}
