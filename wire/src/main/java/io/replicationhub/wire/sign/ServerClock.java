package io.replicationhub.wire.sign;

import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.text.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The time that requests of one store bear: ours, until its server has said how far off that is. Thread-safe. */
public final class ServerClock {
    private final InstantSource ours;
    private volatile Duration offset = Duration.ZERO;
    private volatile @Nullable SigningTime last;

    public ServerClock(InstantSource ours) {
        this.ours = ours;
    }

    public SigningTime now() {
        SigningTime time = SigningTime.at(ours.instant().plus(offset), last);
        last = time;
        return time;
    }

    /** Goes by the server's time from now on; false where the answer does not tell it. */
    public boolean learn(Answer answer) {
        Instant theirs = Timestamps.http(answer.header("date")).orElse(null);
        if (theirs == null) {
            return false;
        }
        offset = Duration.between(ours.instant(), theirs);
        return true;
    }
}
