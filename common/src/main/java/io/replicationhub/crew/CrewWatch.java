package io.replicationhub.crew;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a crew while it works, and how many threads follow from it: at first by {@link CrewStart}, step by step,
 * then by {@link CrewSize}, window by window. Thread-safe, but for the steps, which are one thread's.
 */
final class CrewWatch {
    /** How long the crew is watched before its size is thought over, at least. */
    private static final long WINDOW_NANOS = Duration.ofMillis(100).toNanos();
    /** A window is long enough once every thread has done so many pieces: those begun before it count for little. */
    private static final int ROUNDS = 2;
    /** Where pieces are large, bytes tell of them while they are under way: so many units, and so many windows. */
    private static final double ENOUGH_UNITS = 24;

    private static final int WINDOWS_FOR_BYTES = 5;
    /** After so many windows, what was seen must do. */
    private static final int MOST_WINDOWS = 20;

    private final SlotsOptions options;
    private final BooleanSupplier starved;
    private final LongSupplier nanos;
    private final DoubleSupplier cpuLoad;

    private final LongAdder pieces = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicBoolean thinking = new AtomicBoolean();
    private volatile boolean idled;
    private volatile boolean hungry;
    private volatile @Nullable CrewSize size;
    private volatile long windowBegan;
    private long piecesThen;
    private long bytesThen;

    CrewWatch(SlotsOptions options, BooleanSupplier starved, LongSupplier nanos, DoubleSupplier cpuLoad) {
        this.options = options;
        this.starved = starved;
        this.nanos = nanos;
        this.cpuLoad = cpuLoad;
        this.windowBegan = nanos.getAsLong();
    }

    /** A thread found nothing to do. */
    void idled() {
        idled = true;
    }

    void moved(long count) {
        bytes.add(count);
    }

    /** A thread has done a piece. Says whether it is time to {@link #think} over how many there should be. */
    boolean done() {
        pieces.increment();
        if (starved.getAsBoolean()) {
            hungry = true;
        }
        return nanos.getAsLong() - windowBegan >= WINDOW_NANOS;
    }

    /** The first step begins: processors are watched from now on. */
    CrewStart begin() {
        // The first look has nothing to compare with.
        double unused = cpuLoad.getAsDouble();
        return new CrewStart(options.least(), options.start());
    }

    /** A step is over. How many threads to allow, where that many were and more work was waiting or not. */
    int step(CrewStart start, boolean waiting) {
        boolean wanted = !idled && waiting && !starved.getAsBoolean();
        idled = false;
        return start.after(wanted, cpuLoad.getAsDouble());
    }

    /** The start is over, and windows begin: from here on {@link #think} has something to say. */
    void measure(CrewStart start, int reached) {
        piecesThen = pieces.sum();
        bytesThen = bytes.sum();
        windowBegan = nanos.getAsLong();
        size = start.wasBusy()
                ? CrewSize.resting(options.least(), options.most(), reached)
                : new CrewSize(options.least(), options.most(), reached);
    }

    /** As {@link #measure}, for a crew that has no start of its own. */
    void measure() {
        size = new CrewSize(options.least(), options.most(), options.start());
    }

    /**
     * How many threads to allow from now on, where so many were and more work was waiting or not. What it was where too
     * little was seen of them, or another thread thinks it over.
     */
    int think(int limit, boolean waiting) {
        CrewSize known = size;
        if (known == null || !thinking.compareAndSet(false, true)) {
            return limit;
        }
        try {
            return think(known, limit, waiting);
        } finally {
            thinking.set(false);
        }
    }

    private int think(CrewSize known, int limit, boolean waiting) {
        long now = nanos.getAsLong();
        long nowPieces = pieces.sum();
        long nowBytes = bytes.sum();
        double work = (nowPieces - piecesThen) + (double) (nowBytes - bytesThen) / Sample.UNIT;
        long windows = (now - windowBegan) / WINDOW_NANOS;
        boolean enough = nowPieces - piecesThen >= (long) ROUNDS * limit
                || windows >= WINDOWS_FOR_BYTES && work >= ENOUGH_UNITS
                || windows >= MOST_WINDOWS;
        if (windows == 0 || !enough) {
            return limit;
        }
        Sample sample = new Sample(limit, !idled && waiting, hungry, work, now - windowBegan, cpuLoad.getAsDouble());
        idled = false;
        hungry = false;
        piecesThen = nowPieces;
        bytesThen = nowBytes;
        windowBegan = nanos.getAsLong();
        return known.after(sample);
    }
}
