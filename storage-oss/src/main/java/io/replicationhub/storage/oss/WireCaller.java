package io.replicationhub.storage.oss;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Consent;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ConnectionFailures;
import io.replicationhub.wire.Exchanges;
import io.replicationhub.wire.Lessons;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.sign.ServerClock;
import java.io.IOException;
import java.time.InstantSource;

/**
 * Makes requests over the wire. Of each kind of mistake that a refusal teaches about, a request is made again once: the
 * clock, and the credentials where newer ones are to be had. Thread-safe.
 */
final class WireCaller implements OssCaller {
    private final Exchanges exchanges = new Exchanges(Consent.ASK);
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
        Lessons lessons = new Lessons(clock, credentials);
        while (true) {
            Credentials used = credentials.current();
            Answer answer =
                    exchanges.make(request, route.pool(), () -> route.address(request, used, clock.now()), this);
            if (answer.status() < 300) {
                return answer;
            }
            OssError error = OssErrorReader.read(answer);
            boolean learnt = error.hasCode("RequestTimeTooSkewed") && lessons.time(answer)
                    || OssErrors.refusesCredentials(error) && lessons.newerThan(used);
            if (!learnt) {
                throw OssErrors.classify(request.asked(), error);
            }
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
}
