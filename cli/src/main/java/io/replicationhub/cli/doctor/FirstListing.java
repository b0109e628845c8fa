package io.replicationhub.cli.doctor;

import io.replicationhub.cli.run.Preflight;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A first page of what is there, of a store that may never answer: it has as long as before a run. */
final class FirstListing {
    private FirstListing() {}

    /**
     * Asks on a thread of its own, which is left behind where the time is over.
     *
     * @throws StorageException.Unavailable of the endpoint, where it is
     */
    static ListPage of(ObjectStore store, Sheet sheet, int keys) throws StorageException, InterruptedException {
        var request = new ListRequest(sheet.patient().prefix(), Optional.empty(), Optional.empty(), keys);
        var listing = new FutureTask<>(() -> sheet.insist(() -> store.list(request)));
        Thread.ofPlatform().daemon().name("listing").start(listing);
        try {
            return listing.get(Preflight.LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new StorageException.Unavailable(
                    FailureScope.ENDPOINT,
                    store.description() + " does not answer within " + Preflight.LIMIT.toSeconds() + " s",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException broken) {
                throw broken;
            }
            throw new IllegalStateException("listing " + store.description() + " broke", e);
        }
    }
}
