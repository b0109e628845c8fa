package io.replicationhub.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * What every run needs and takes its time to begin, on another thread while the command line is read: the logger opens a
 * jar for its settings, and the first digest has all providers looked through. Each is 8 ms of the 100 before the first
 * request.
 */
final class Ahead {
    private final CompletableFuture<ILoggerFactory> logging;

    private Ahead(CompletableFuture<ILoggerFactory> logging) {
        this.logging = logging;
    }

    static Ahead begin() {
        CompletableFuture<ILoggerFactory> logging = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("ahead").start(() -> {
            logging.completeAsync(LoggerFactory::getILoggerFactory, Runnable::run);
            digest();
        });
        return new Ahead(logging);
    }

    private static void digest() {
        try {
            MessageDigest unused = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Before the first logger is asked for: one that is made while logging begins may never learn where to write. */
    void awaitLogging() {
        ILoggerFactory unused = logging.join();
    }
}
