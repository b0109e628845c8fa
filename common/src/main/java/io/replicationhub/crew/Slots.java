package io.replicationhub.crew;

import io.replicationhub.crew.Agenda.Claim;
import io.replicationhub.retry.Sleeper;
import java.util.concurrent.ThreadFactory;
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
    private final SlotsOptions options;
    private final Agenda agenda = new Agenda();
    private final CrewWatch watch;
    private final Sleeper sleeper;
    private final Gate gate;
    private final ThreadFactory threads;
    /** Written by who holds the lock of this. */
    private volatile int started;
    /** As the options say, until the system has no more threads to give. */
    private volatile int most;

    /**
     * @param starved whether threads wait for memory just now
     * @param nanos a clock for durations
     * @param cpuLoad of the machine since it was last asked, 0 to 1 or NaN
     */
    public Slots(SlotsOptions options, BooleanSupplier starved, LongSupplier nanos, DoubleSupplier cpuLoad) {
        this(options, starved, nanos, cpuLoad, Sleeper.REAL, Thread::new);
    }

    Slots(SlotsOptions options, BooleanSupplier starved, LongSupplier nanos, DoubleSupplier cpuLoad, Sleeper sleeper) {
        this(options, starved, nanos, cpuLoad, sleeper, Thread::new);
    }

    Slots(
            SlotsOptions options,
            BooleanSupplier starved,
            LongSupplier nanos,
            DoubleSupplier cpuLoad,
            Sleeper sleeper,
            ThreadFactory threads) {
        this.options = options;
        this.watch = new CrewWatch(options, starved, nanos, cpuLoad);
        this.sleeper = sleeper;
        this.gate = new Gate(options.least());
        this.threads = threads;
        this.most = options.most();
    }

    @Override
    public void post(Work work) throws InterruptedException {
        agenda.post(work, Math.max(options.leastWaiting(), 2L * gate.limit()));
        try {
            hire(work.pieces());
        } catch (OutOfMemoryError e) {
            // Whoever posted it is told that nobody does it; so nobody is to do it later either.
            agenda.withdraw(work);
            throw e;
        }
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
        watch.moved(count);
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
        for (int more = wanted - agenda.idle(); more > 0 && started < mayBe(); more--) {
            hireOne();
        }
    }

    /** The gate of a crew that was sent home is open to all, and what was begun may still ask for help. */
    private int mayBe() {
        return Math.min(gate.limit(), most);
    }

    private synchronized void hireOne() {
        int slot = started;
        if (slot >= mayBe()) {
            return;
        }
        try {
            daemon(() -> work(slot), options.name() + '-' + (slot + 1));
        } catch (OutOfMemoryError e) {
            makeDo(slot, e);
            return;
        }
        started = slot + 1;
        if (slot == 0) {
            begin();
        }
    }

    /**
     * The system gives no more threads, as where a container may have so many and no more. Those that there are do everything;
     * no other is asked for again, since the JVM tells its output of each that it does not get.
     */
    private void makeDo(int there, OutOfMemoryError e) {
        if (there == 0) {
            throw e;
        }
        LOG.warn(
                "No more than {} threads of {} are to be had; they go on alone: {}",
                there,
                options.name(),
                e.toString());
        most = there;
        gate.setLimit(there);
    }

    private void daemon(Runnable work, String name) {
        Thread thread = threads.newThread(work);
        thread.setName(name);
        thread.setDaemon(true);
        thread.start();
    }

    private void begin() {
        if (options.start() == options.least()) {
            watch.measure();
            return;
        }
        try {
            daemon(this::startSlowly, options.name() + "-start");
        } catch (OutOfMemoryError e) {
            makeDo(started, e);
            watch.measure();
        }
    }

    private void startSlowly() {
        CrewStart start = watch.begin();
        try {
            while (!start.isOver()) {
                sleeper.sleep(CrewStart.STEP);
                resize(gate.limit(), watch.step(start, !agenda.isEmpty()));
            }
        } catch (InterruptedException e) {
            // Nobody does that; the crew stays as it is until its size is thought over.
            Thread.currentThread().interrupt();
        }
        // Whoever closes the crew opens its gate to all.
        // Fewer threads than the least there are where the machine gives no more.
        watch.measure(start, Math.max(options.least(), mayBe()));
    }

    private void resize(int before, int after) {
        int allowed = Math.min(after, most);
        if (allowed != before) {
            gate.setLimit(allowed);
            if (allowed > before) {
                hire(allowed - started);
            }
        }
    }

    private void work(int slot) {
        Claim claim = new Claim();
        do {
            for (Work work = take(slot, claim); work != null; work = take(slot, claim)) {
                done(work, claim.piece);
            }
            watch.idled();
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
        if (watch.done()) {
            int before = gate.limit();
            resize(before, watch.think(before, !agenda.isEmpty()));
        }
    }
}
