package io.replicationhub.cli.run;

import io.replicationhub.transfer.RunControl;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and TERM do. A run that writes is drained: requests under way are finished, none is begun, and the summary is
 * printed. What takes longer than {@link #DRAIN}, over a slow line or under a low limit to the bandwidth, is given up and
 * leaves what a KILL would leave: the next run goes on from there. One that only looks is ended at once, with what it keeps
 * on the disk for itself. A second Ctrl-C does not wait at all.
 */
final class Interrupts implements AutoCloseable {
    /** Most of what stops programs kills them ten seconds after it has told them. */
    static final Duration DRAIN = Duration.ofSeconds(8);
    /** For the summary. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private Interrupts(Runnable first, Duration patience, Thread runner) {
        hook = new Thread(
                () -> {
                    SecondSignal.halts("INT", ExitCode.INCOMPLETE);
                    first.run();
                    awaitEnd(patience, runner);
                },
                "drain");
    }

    /** From now on, until it is closed. The calling thread is the one that runs, and is interrupted to give up. */
    static Interrupts drain(RunControl run) {
        return installed(new Interrupts(run::drain, DRAIN, Thread.currentThread()));
    }

    /** From now on, until it is closed. The calling thread is interrupted at once. */
    static Interrupts end() {
        return installed(new Interrupts(() -> {}, Duration.ZERO, Thread.currentThread()));
    }

    private static Interrupts installed(Interrupts interrupts) {
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    private void awaitEnd(Duration patience, Thread runner) {
        try {
            boolean ended = over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                runner.interrupt();
                ended = over.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            }
            // The main thread ends the process as soon as it has said how the run ended.
            if (ended) {
                Thread.sleep(2_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and this hook is what it waits for.
        }
    }
}
