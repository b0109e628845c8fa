package io.replicationhub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at the relay's connections, and closes one over which nothing went for too long: the thread that waits there then
 * says for what. A channel that blocks knows no time limit of its own. Thread-safe.
 */
final class RelayWatch implements AutoCloseable {
    /** Far above the delay of any workload, far below the limit of a run. */
    static final Duration SILENCE_MOST = Duration.ofSeconds(20);

    private final Duration silenceMost;
    private final Set<RelayLane> lanes = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    private RelayWatch(Duration silenceMost) {
        this.silenceMost = silenceMost;
    }

    static RelayWatch begin(Duration silenceMost) {
        RelayWatch watch = new RelayWatch(silenceMost);
        Thread.ofPlatform().daemon().name("watch").start(watch::look);
        return watch;
    }

    Duration silenceMost() {
        return silenceMost;
    }

    void add(RelayLane lane) {
        lanes.add(lane);
    }

    void forget(RelayLane lane) {
        lanes.remove(lane);
    }

    private void look() {
        try {
            while (!over) {
                Thread.sleep(silenceMost.dividedBy(20));
                for (RelayLane lane : lanes) {
                    lane.endIfSilent(silenceMost);
                }
            }
        } catch (InterruptedException | IOException end) {
            throw new IllegalStateException("nobody watches the connections any more", end);
        }
    }

    /** Closes all connections: whoever still waits at one fails. */
    @Override
    public void close() {
        over = true;
        for (RelayLane lane : lanes) {
            try {
                lane.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
