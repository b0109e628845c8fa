package io.replicationhub.cli.run;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lists a page of both sides before anything else, both at once, so that what cannot work fails within seconds and both
 * sides' problems are told together. The pages are kept for the run.
 */
public final class Preflight {
    /** Within this a side must have answered or refused; tries are repeated until then where that may help. */
    public static final Duration LIMIT = Duration.ofSeconds(12);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private Preflight() {}

    /** What is wrong, one sentence for each side; empty when both answer. */
    public static List<String> problems(Stores stores, String sourcePrefix, String destinationPrefix)
            throws InterruptedException {
        // Not virtual threads: the poller that their sockets need stands in native code for the rest of the process,
        // and the JVM waits 0.3 s for such a thread when it ends. Not numbered by the JDK either, whose counter takes
        // 5 ms when first used. Whoever still waits for a silent side is left behind.
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                task -> Thread.ofPlatform().daemon().name("preflight").unstarted(task));
        try {
            Future<Optional<String>> source = threads.submit(check(Side.SOURCE, stores.source(), sourcePrefix));
            Future<Optional<String>> destination =
                    threads.submit(check(Side.DESTINATION, stores.destination(), destinationPrefix));
            long deadline = System.nanoTime() + LIMIT.plus(PAUSE).toNanos();
            List<String> problems = new ArrayList<>();
            await(Side.SOURCE, stores.source(), source, deadline).ifPresent(problems::add);
            await(Side.DESTINATION, stores.destination(), destination, deadline).ifPresent(problems::add);
            return problems;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Optional<String>> check(Side side, FirstPage store, String prefix) {
        return () -> {
            long giveUp = System.nanoTime() + LIMIT.toNanos();
            while (true) {
                try {
                    store.look(prefix);
                    return Optional.empty();
                } catch (StorageException e) {
                    if (!e.isTransient() || System.nanoTime() + PAUSE.toNanos() >= giveUp) {
                        return Optional.of("the " + side + " cannot be used: " + e.getMessage());
                    }
                    Thread.sleep(PAUSE);
                }
            }
        };
    }

    private static Optional<String> await(Side side, ObjectStore store, Future<Optional<String>> answer, long deadline)
            throws InterruptedException {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.of("the " + side + " does not answer: " + store.description());
        } catch (ExecutionException e) {
            throw new IllegalStateException("looking at the " + side + " failed", e.getCause());
        }
    }
}
