package io.replicationhub.crew;

import io.replicationhub.crew.Agenda.Claim;
import io.replicationhub.retry.Sleeper;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Platform threads that do what is posted, started as they are needed: first as many as {@link CrewStart} allows, then as
 * many as {@link CrewSize} finds worth having.
 * They are daemons: work that is to be finished is waited for by whoever posted it.
 */
public final class Slots implements Crew, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);
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
    private final Agenda agenda = new Agenda();
    private volatile @Nullable CrewSize size;
    private final BooleanSupplier starved;
    private final LongSupplier nanos;
    private final DoubleSupplier cpuLoad;
    private final Sleeper sleeper;
    private final Gate gate;
    private final AtomicInteger started = new AtomicInteger();

    private final LongAdder pieces = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicBoolean thinking = new AtomicBoolean();
    private volatile boolean idled;
    private volatile boolean hungry;
    private volatile long windowBegan;
    private long piecesThen;
    private long bytesThen;

    /**
     * @param starved whether threads wait for memory just now
     * @param nanos a clock for durations
     * @param cpuLoad of the machine since it was last asked, 0 to 1 or NaN
     */
    public Slots(SlotsOptions options, BooleanSupplier starved, LongSupplier nanos, DoubleSupplier cpuLoad) {
        this(options, starved, nanos, cpuLoad, Sleeper.REAL);
    }

    Slots(SlotsOptions options, BooleanSupplier starved, LongSupplier nanos, DoubleSupplier cpuLoad, Sleeper sleeper) {
        this.options = options;
        this.starved = starved;
        this.nanos = nanos;
        this.cpuLoad = cpuLoad;
        this.sleeper = sleeper;
        this.gate = new Gate(options.least());
        this.windowBegan = nanos.getAsLong();
    }

    @Override
    public void post(Work work) throws InterruptedException {
        agenda.post(work, Math.max(options.leastWaiting(), 2L * gate.limit()));
        hire(work.pieces());
    }

    @Override
    public void invite(Work begun) {
        agenda.invite(begun);
        hire(begun.pieces());
    }

    @Override
    public void dismiss(Work begun) {
        agenda.dismiss(begun);
    }

    @Override
    public void moved(long count) {
        bytes.add(count);
    }

    /** How many threads may work just now. */
    public int limit() {
        return gate.limit();
    }

    /** Pieces that are being done are finished; nothing more is taken. Does not wait. */
    @Override
    public void close() {
        gate.open();
        agenda.close();
    }

    private void hire(int wanted) {
        int more = wanted - agenda.idle();
        for (int there = started.get(); more > 0 && there < gate.limit(); there = started.get()) {
            if (started.compareAndSet(there, there + 1)) {
                more--;
                int slot = there;
                daemon(() -> work(slot), options.name() + '-' + (slot + 1));
                if (slot == 0) {
                    begin();
                }
            }
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void begin() {
        if (options.start() == options.least()) {
            size = new CrewSize(options.least(), options.most(), options.start());
        } else {
            daemon(this::startSlowly, options.name() + "-start");
        }
    }

    private void startSlowly() {
        CrewStart start = new CrewStart(options.least(), options.start());
        try {
            while (!start.isOver()) {
                sleeper.sleep(CrewStart.STEP);
                boolean wanted = !idled && !agenda.isEmpty() && !starved.getAsBoolean();
                idled = false;
                resize(gate.limit(), start.after(wanted, cpuLoad.getAsDouble()));
            }
        } catch (InterruptedException e) {
            // Nobody does that; the crew stays as it is until its size is thought over.
            Thread.currentThread().interrupt();
        }
        piecesThen = pieces.sum();
        bytesThen = bytes.sum();
        windowBegan = nanos.getAsLong();
        int reached = Math.min(gate.limit(), options.most());
        size = start.wasBusy()
                ? CrewSize.resting(options.least(), options.most(), reached)
                : new CrewSize(options.least(), options.most(), reached);
    }

    private void resize(int before, int after) {
        if (after != before) {
            gate.setLimit(after);
            if (after > before) {
                hire(after - started.get());
            }
        }
    }

    private void work(int slot) {
        Claim claim = new Claim();
        do {
            for (Work work = take(slot, claim); work != null; work = take(slot, claim)) {
                done(work, claim.piece);
            }
            idled = true;
        } while (agenda.awaitWork());
    }

    private @Nullable Work take(int slot, Claim claim) {
        if (slot >= gate.limit()) {
            // This thread may have been woken for a piece that it must leave to another.
            agenda.passOn();
            gate.await(slot);
        }
        return agenda.next(claim);
    }

    private void done(Work work, int piece) {
        try {
            work.run(piece);
        } catch (RuntimeException | Error e) {
            LOG.error("A piece of work ended in a way that it should have dealt with itself", e);
        }
        pieces.increment();
        if (starved.getAsBoolean()) {
            hungry = true;
        }
        if (nanos.getAsLong() - windowBegan >= WINDOW_NANOS && thinking.compareAndSet(false, true)) {
            try {
                think();
            } finally {
                thinking.set(false);
            }
        }
    }

    /** By one thread at a time. */
    private void think() {
        @Nullable CrewSize known = size;
        if (known == null) {
            return;
        }
        long now = nanos.getAsLong();
        long nowPieces = pieces.sum();
        long nowBytes = bytes.sum();
        double work = (nowPieces - piecesThen) + (double) (nowBytes - bytesThen) / Sample.UNIT;
        int before = gate.limit();
        long windows = (now - windowBegan) / WINDOW_NANOS;
        boolean enough = nowPieces - piecesThen >= (long) ROUNDS * before
                || windows >= WINDOWS_FOR_BYTES && work >= ENOUGH_UNITS
                || windows >= MOST_WINDOWS;
        if (windows == 0 || !enough) {
            return;
        }
        boolean saturated = !idled && !agenda.isEmpty();
        Sample sample = new Sample(before, saturated, hungry, work, now - windowBegan, cpuLoad.getAsDouble());
        idled = false;
        hungry = false;
        piecesThen = nowPieces;
        bytesThen = nowBytes;
        resize(before, known.after(sample));
        windowBegan = nanos.getAsLong();
    }
}
