package io.replicationhub.cli.run;

import io.replicationhub.transfer.RunControl;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and TERM drain a run: requests under way are finished, none is begun, and the summary is printed. The process
 * waits for that, but not for ever; a second Ctrl-C does not wait at all, and leaves what a KILL would leave.
 */
final class Interrupts implements AutoCloseable {
    private static final long LIMIT_SECONDS = 40;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private Interrupts(RunControl run) {
        hook = new Thread(
                () -> {
                    SecondSignal.halts("INT", ExitCode.INCOMPLETE);
                    run.drain();
                    awaitEnd();
                },
                "drain");
    }

    static Interrupts drain(RunControl run) {
        Interrupts interrupts = new Interrupts(run);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    private void awaitEnd() {
        try {
            // The main thread ends the process as soon as it has said how the run ended.
            boolean ended = over.await(LIMIT_SECONDS, TimeUnit.SECONDS);
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
