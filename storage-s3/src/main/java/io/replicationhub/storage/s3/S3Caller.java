package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Consent;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.Caller;
import io.replicationhub.wire.ConnectionFailures;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.http.HttpClient;
import io.replicationhub.wire.sign.ServerClock;
import io.replicationhub.wire.xml.XmlDocument;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;
import java.time.InstantSource;

/**
 * Makes requests of one bucket and gives good answers only. Of each kind of mistake that a store's refusal teaches about,
 * a request is made again once: the clock, the region where none was set, the credentials where newer ones are to be had.
 * Thread-safe.
 */
final class S3Caller implements Caller, AutoCloseable {
    private final HttpClient http = new HttpClient();
    private final S3Routes routes;
    private final CredentialsSource credentials;
    private final S3Dialect dialect;
    private final ServerClock clock;
    private volatile S3Route route;

    S3Caller(S3Routes routes, CredentialsSource credentials, S3Dialect dialect, InstantSource clock) {
        this.routes = routes;
        this.credentials = credentials;
        this.dialect = dialect;
        this.clock = new ServerClock(clock);
        this.route = routes.first();
    }

    @Override
    public Answer call(StoreRequest request) throws StorageException {
        boolean clockLearnt = false;
        boolean regionLearnt = false;
        boolean credentialsRenewed = false;
        while (true) {
            Credentials used = credentials.current();
            Answer answer = exchange(request, used);
            if (answer.status() < 300) {
                return answer;
            }
            S3Error error = ErrorReader.read(answer);
            if (!clockLearnt && error.hasCode("RequestTimeTooSkewed")) {
                clockLearnt = clock.learn(answer);
                if (clockLearnt) {
                    continue;
                }
            }
            if (!regionLearnt && S3Errors.pointsElsewhere(error)) {
                regionLearnt = learnRegion(error);
                if (regionLearnt) {
                    continue;
                }
            }
            if (!credentialsRenewed && S3Errors.refusesCredentials(error)) {
                credentials.expired(used);
                credentialsRenewed = !credentials.current().equals(used);
                if (credentialsRenewed) {
                    continue;
                }
            }
            throw S3Errors.classify(request.asked(), error, null);
        }
    }

    String endpoint() {
        return route.target().endpoint().toString();
    }

    @Override
    public StorageException broken(Asked asked, IOException failure) {
        return ConnectionFailures.classify(asked, endpoint(), failure);
    }

    @Override
    public StorageException refused(Asked asked, XmlDocument error, int status)
            throws IOException, MalformedXmlException {
        return S3Errors.classify(asked, ErrorReader.read(error, status), null);
    }

    @Override
    public void close() {
        route.pool().close();
    }

    private Answer exchange(StoreRequest request, Credentials used) throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw ConnectionFailures.interrupted(request.asked());
        }
        S3Route way = route;
        try {
            return http.exchange(
                    way.pool(),
                    way.address(request, used, clock.now()),
                    request.payload(),
                    dialect.consent() == Consent.ASK);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw ConnectionFailures.interrupted(request.asked());
            }
            throw broken(request.asked(), e);
        }
    }

    private synchronized boolean learnRegion(S3Error error) {
        if (!routes.mayLearnRegion() || error.region().isEmpty()) {
            return false;
        }
        S3Route old = route;
        if (!old.signer().region().equals(error.region())) {
            route = routes.to(error.region());
            old.pool().close();
        }
        return true;
    }
}
