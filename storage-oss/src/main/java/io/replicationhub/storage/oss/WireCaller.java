package io.replicationhub.storage.oss;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ConnectionFailures;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.http.HttpClient;
import io.replicationhub.wire.sign.ServerClock;
import java.io.IOException;
import java.time.InstantSource;

/**
 * Makes requests over the wire. Of each kind of mistake that a refusal teaches about, a request is made again once: the
 * clock, and the credentials where newer ones are to be had. Thread-safe.
 */
final class WireCaller implements OssCaller {
    private final HttpClient http = new HttpClient();
    private final OssRoute route;
    private final CredentialsSource credentials;
    private final ServerClock clock;

    WireCaller(OssRoute route, CredentialsSource credentials, InstantSource clock) {
        this.route = route;
        this.credentials = credentials;
        this.clock = new ServerClock(clock);
    }

    @Override
    public Answer call(StoreRequest request) throws StorageException {
        boolean clockLearnt = false;
        boolean credentialsRenewed = false;
        while (true) {
            Credentials used = credentials.current();
            Answer answer = exchange(request, used);
            if (answer.status() < 300) {
                return answer;
            }
            OssError error = OssErrorReader.read(answer);
            if (!clockLearnt && error.hasCode("RequestTimeTooSkewed")) {
                clockLearnt = clock.learn(answer);
                if (clockLearnt) {
                    continue;
                }
            }
            if (!credentialsRenewed && OssErrors.failureClass(error) == FailureClass.EXPIRED) {
                credentials.expired(used);
                credentialsRenewed = !credentials.current().equals(used);
                if (credentialsRenewed) {
                    continue;
                }
            }
            throw OssErrors.classify(request.asked(), error);
        }
    }

    @Override
    public StorageException broken(Asked asked, IOException failure) {
        return ConnectionFailures.classify(asked, endpoint(), failure);
    }

    @Override
    public String endpoint() {
        return route.endpoint().toString();
    }

    @Override
    public void close() {
        route.pool().close();
    }

    private Answer exchange(StoreRequest request, Credentials used) throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw ConnectionFailures.interrupted(request.asked());
        }
        try {
            return http.exchange(route.pool(), route.address(request, used, clock.now()), request.payload(), true);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw ConnectionFailures.interrupted(request.asked());
            }
            throw broken(request.asked(), e);
        }
    }
}
