package io.replicationhub.credentials;

import io.replicationhub.object.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an issuer gave, and asks it again in time: some minutes before the credentials run out, every few minutes
 * where they may have been rotated, and at once when a store has refused them.
 *
 * <p>However many threads ask, one is with the issuer at a time. While the old credentials are still good the others go
 * on with them, and a renewal that fails is no failure: it is logged and tried again. When they are not, all wait for one
 * answer and share it. Thread-safe.
 */
public final class RenewedCredentials implements CredentialsSource {
    /** How old credentials may be that can be rotated without a notice. */
    public static final Duration REREAD = Duration.ofMinutes(5);
    /** How long before their end credentials are renewed, or a quarter of the time that they have, if that is less. */
    static final Duration AHEAD = Duration.ofMinutes(5);
    /** Between a renewal that failed and the next, while the old ones are good. */
    static final Duration TRY_AGAIN = Duration.ofSeconds(30);
    /** The issuer gave once more what a store refuses; for so long it is not asked again because of that. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private static final int SHARE_AHEAD = 4;

    private final String name;
    private final CredentialsIssuer issuer;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable StorageException lastFailure;

    /** @param name for the log: what the credentials are called, without a secret */
    public RenewedCredentials(String name, CredentialsIssuer issuer, InstantSource clock) {
        this.name = name;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public Credentials current() throws StorageException {
        return holding().issued.credentials();
    }

    @Override
    public StorePlace place() throws StorageException {
        return holding().issued.place();
    }

    @Override
    public void expired(Credentials refused) {
        Held now = held.get();
        if (now != null && !now.refused && now.issued.credentials().equals(refused) && !now.wasConfirmed(time())) {
            held.compareAndSet(now, now.asRefused());
        }
    }

    private Held holding() throws StorageException {
        Held now = held.get();
        Instant time = time();
        if (now == null || !now.isGoodAt(time)) {
            return await();
        }
        if (time.isBefore(now.renewAt) || !asking.tryLock()) {
            return now;
        }
        try {
            return now.equals(held.get()) ? renewed(now) : now;
        } finally {
            asking.unlock();
        }
    }

    /** There are no good ones: everybody waits for the one who asks. */
    private Held await() throws StorageException {
        int before = failures.get();
        asking.lock();
        try {
            Held now = held.get();
            if (now != null && now.isGoodAt(time())) {
                return now;
            }
            StorageException failure = lastFailure;
            if (failures.get() != before && failure != null) {
                throw failure;
            }
            return ask(now);
        } catch (StorageException e) {
            if (e != lastFailure) {
                lastFailure = e;
                failures.incrementAndGet();
            }
            throw e;
        } finally {
            asking.unlock();
        }
    }

    private Held renewed(Held old) {
        try {
            return ask(old);
        } catch (StorageException e) {
            log().warn("{} could not be renewed, and the present credentials are used on: {}", name, e.getMessage());
            held.compareAndSet(old, old.renewedAgainAt(time().plus(TRY_AGAIN)));
            return old;
        }
    }

    private Held ask(@Nullable Held old) throws StorageException {
        IssuedCredentials issued = issuer.issue();
        Instant time = time();
        boolean again = old != null && old.refused && old.issued.credentials().equals(issued.credentials());
        Held now = Held.of(issued, time, again ? time : null);
        held.set(now);
        return now;
    }

    private Instant time() {
        return clock.instant();
    }

    /** Loaded where something goes wrong: to load a logger costs more than to list a page. */
    private static Logger log() {
        return LoggerFactory.getLogger(RenewedCredentials.class);
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * What is in use.
     *
     * @param confirmed when the issuer gave once more what a store had refused
     */
    private record Held(
            IssuedCredentials issued,
            Instant renewAt,
            Instant goodUntil,
            boolean refused,
            @Nullable Instant confirmed) {

        static Held of(IssuedCredentials issued, Instant time, @Nullable Instant confirmed) {
            Instant reread = time.plus(REREAD);
            if (issued.expiry().isEmpty()) {
                return new Held(issued, reread, Instant.MAX, false, confirmed);
            }
            Instant end = issued.expiry().get();
            if (!end.isAfter(time)) {
                // Fresh, and over by our clock: it is the clock that is wrong. The store's word counts.
                return new Held(issued, time.plus(TRY_AGAIN), Instant.MAX, false, confirmed);
            }
            Duration share = Duration.between(time, end).dividedBy(SHARE_AHEAD);
            return new Held(issued, end.minus(share.compareTo(AHEAD) < 0 ? share : AHEAD), end, false, confirmed);
        }

        boolean isGoodAt(Instant time) {
            return !refused && time.isBefore(goodUntil);
        }

        boolean wasConfirmed(Instant time) {
            return confirmed != null && time.isBefore(confirmed.plus(LOOK_AGAIN));
        }

        Held asRefused() {
            return new Held(issued, renewAt, goodUntil, true, confirmed);
        }

        Held renewedAgainAt(Instant time) {
            return new Held(issued, time, goodUntil, refused, confirmed);
        }
    }
}
