package io.replicationhub.wire;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.sign.ServerClock;

/**
 * What is learnt from the refusals of one request, so that it can be made again: of each kind of lesson one, or a store that
 * refuses whatever is tried would be asked for ever. Not thread-safe.
 */
public final class Lessons {
    private final ServerClock clock;
    private final CredentialsSource credentials;
    private boolean clockLearnt;
    private boolean credentialsRenewed;

    public Lessons(ServerClock clock, CredentialsSource credentials) {
        this.clock = clock;
        this.credentials = credentials;
    }

    /** Learns the server's time, where the request's was refused; whether there was something to learn. */
    public boolean time(Answer refusal) {
        if (clockLearnt) {
            return false;
        }
        clockLearnt = clock.learn(refusal);
        return clockLearnt;
    }

    /** Has the credentials renewed that were refused; whether there are others now. */
    public boolean newerThan(Credentials refused) throws StorageException {
        if (credentialsRenewed) {
            return false;
        }
        credentials.expired(refused);
        credentialsRenewed = !credentials.current().equals(refused);
        return credentialsRenewed;
    }
}
