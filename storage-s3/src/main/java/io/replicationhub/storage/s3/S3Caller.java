package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.Caller;
import io.replicationhub.wire.ConnectionFailures;
import io.replicationhub.wire.Exchanges;
import io.replicationhub.wire.Lessons;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
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
    private static final int NO_OTHER = 0;

    private final S3Routes routes;
    private final CredentialsSource credentials;
    private final Exchanges exchanges;
    private final ServerClock clock;
    private volatile S3Route route;

    S3Caller(S3Routes routes, CredentialsSource credentials, S3Dialect dialect, InstantSource clock) {
        this.routes = routes;
        this.credentials = credentials;
        this.exchanges = new Exchanges(dialect.consent());
        this.clock = new ServerClock(clock);
        this.route = routes.first();
    }

    @Override
    public Answer call(StoreRequest request) throws StorageException {
        return call(request, NO_OTHER);
    }

    /** Makes a request to which one status beside the good ones is an answer, too. */
    Answer call(StoreRequest request, int alsoGood) throws StorageException {
        Lessons lessons = new Lessons(clock, credentials);
        boolean regionLearnt = false;
        while (true) {
            Credentials used = credentials.current();
            S3Route way = route;
            Answer answer = exchanges.make(request, way.pool(), () -> way.address(request, used, clock.now()), this);
            if (answer.status() < 300 || answer.status() == alsoGood) {
                return answer;
            }
            S3Error error = ErrorReader.read(answer);
            if (error.hasCode("RequestTimeTooSkewed") && lessons.time(answer)) {
                continue;
            }
            if (!regionLearnt && S3Errors.pointsElsewhere(error)) {
                regionLearnt = learnRegion(error);
                if (regionLearnt) {
                    continue;
                }
            }
            if (S3Errors.refusesCredentials(error) && lessons.newerThan(used)) {
                continue;
            }
            throw error.hasCode("SignatureDoesNotMatch") && !used.isAnonymous()
                    ? SignedText.refused(request, error)
                    : S3Errors.classify(request.asked(), error, null);
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

    private synchronized boolean learnRegion(S3Error error) {
        if (!routes.mayLearnRegion() || error.region().isEmpty()) {
            return false;
        }
        S3Route old = route;
        if (!old.signer().region().equals(error.region())) {
            try {
                route = routes.to(error.region());
            } catch (IllegalArgumentException e) {
                // No name of a region: then the refusal stands as it is.
                return false;
            }
            old.pool().close();
        }
        return true;
    }
}
