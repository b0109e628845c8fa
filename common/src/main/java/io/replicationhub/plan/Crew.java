package io.replicationhub.plan;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one diff, and when they are done. Platform threads, since stores block in ways of their own; they are
 * begun when first needed, so a small diff has few. The first failure stops all.
 */
final class Crew implements AutoCloseable {
    /** How long a listener that does not heed interrupts can keep a stopped diff from returning. */
    private static final int PATIENCE_SECONDS = 10;

    private final ExecutorService walkers = pool("walk");
    private final ExecutorService fetchers = pool("list");
    private final ExecutorService askers;
    private final Object lock = new Object();
    private int outstanding;
    private volatile @Nullable Throwable failure;

    Crew(int askers) {
        this.askers = Executors.newFixedThreadPool(askers, named("head"));
    }

    /** Fetches a page. */
    <T> Future<T> fetch(Callable<T> page) {
        return fetchers.submit(page);
    }

    /** Walks a range of keys; {@link #await} waits for it. */
    void walk(Job job) {
        begin(walkers, job);
    }

    /** Asks for single objects; {@link #await} waits for it. */
    void ask(Job job) {
        begin(askers, job);
    }

    /** Whether something failed or the diff was given up: nothing more should be told to anyone. */
    boolean isStopped() {
        return failure != null;
    }

    /** Waits until every job, and every job begun by a job, is done, or the first has failed. */
    void await() throws ListingFailed, UnorderedListing, InterruptedException {
        synchronized (lock) {
            while (outstanding > 0 && failure == null) {
                lock.wait();
            }
        }
        if (failure != null) {
            raise(failure);
        }
    }

    private static void raise(Throwable failure) throws ListingFailed, UnorderedListing, InterruptedException {
        switch (failure) {
            case ListingFailed failed -> throw failed;
            case UnorderedListing unordered -> throw unordered;
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
    }

    /** Stops what is left. Walkers have come to an end when this returns; a store's own calls may linger. */
    @Override
    public void close() {
        if (!isStopped() && isQuiet()) {
            // A page that was asked for ahead and is not needed may still come; to break it off would cost a
            // connection.
            fetchers.shutdown();
        } else {
            fetchers.shutdownNow();
        }
        fail(new InterruptedException("the diff is over"));
        walkers.shutdownNow();
        askers.shutdownNow();
        awaitEnd(walkers);
        awaitEnd(askers);
    }

    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = Thread.interrupted();
        try {
            pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isQuiet() {
        synchronized (lock) {
            return outstanding == 0;
        }
    }

    private void begin(ExecutorService pool, Job job) {
        synchronized (lock) {
            outstanding++;
        }
        pool.execute(() -> run(job));
    }

    // Whatever a job dies of must end the diff: a job that vanished would be keys that were never looked at.
    private void run(Job job) {
        try {
            job.run();
        } catch (Throwable e) {
            fail(e);
        } finally {
            synchronized (lock) {
                outstanding--;
                lock.notifyAll();
            }
        }
    }

    private void fail(Throwable e) {
        synchronized (lock) {
            if (failure == null) {
                failure = e;
                lock.notifyAll();
            }
        }
    }

    private static ExecutorService pool(String name) {
        return Executors.newCachedThreadPool(named(name));
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "diff-" + name + '-' + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One job of the diff. */
    interface Job {
        void run() throws ListingFailed, UnorderedListing, InterruptedException;
    }
}
