package io.replicationhub.wire;

import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Consent;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.http.ConnectionPool;
import io.replicationhub.wire.http.HttpClient;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;

/** Makes a store's exchanges. That the thread was interrupted is told as that, and never laid to the store. Thread-safe. */
public final class Exchanges {
    private final HttpClient http = new HttpClient();
    private final Consent consent;

    public Exchanges(Consent consent) {
        this.consent = consent;
    }

    /**
     * Makes one exchange.
     *
     * @param addressed gives the request as it goes over the wire; asked once, and not by a thread that was interrupted
     * @param caller says what a broken connection means
     * @return whatever the store answers
     */
    public Answer make(StoreRequest request, ConnectionPool pool, Supplier<ClassicHttpRequest> addressed, Caller caller)
            throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw ConnectionFailures.interrupted(request.asked());
        }
        try {
            return http.exchange(pool, addressed.get(), request.payload(), consent == Consent.ASK, request.silence());
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw ConnectionFailures.interrupted(request.asked());
            }
            throw caller.broken(request.asked(), e);
        }
    }
}
