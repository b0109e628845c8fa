package io.replicationhub.cli.show;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again until it is closed; never again after. */
final class Ticker implements AutoCloseable {
    private final ScheduledExecutorService clock;

    private Ticker(String name) {
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** @param name of its thread */
    static Ticker every(String name, Duration interval, Runnable action) {
        Ticker ticker = new Ticker(name);
        var unused = ticker.clock.scheduleAtFixedRate(
                action, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return ticker;
    }

    @Override
    public void close() {
        clock.close();
    }
}
