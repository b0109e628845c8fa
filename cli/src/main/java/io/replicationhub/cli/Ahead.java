package io.replicationhub.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * What every run needs and takes its time to begin, on another thread while the command line is read: the logger opens a
 * jar for its settings, and the first digest has all providers looked through. Each is 8 ms of the 100 before the first
 * request.
 */
final class Ahead {
    private final FutureTask<ILoggerFactory> logging = new FutureTask<>(LoggerFactory::getILoggerFactory);

    private Ahead() {}

    static Ahead begin() {
        Ahead ahead = new Ahead();
        Thread.ofPlatform().daemon().name("ahead").start(ahead::all);
        return ahead;
    }

    private void all() {
        logging.run();
        try {
            MessageDigest unused = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Before the first logger is asked for: one that is made while logging begins may never learn where to write. */
    void awaitLogging() {
        boolean interrupted = false;
        while (true) {
            try {
                ILoggerFactory unused = logging.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
