package io.replicationhub.localservers.faults;

import io.replicationhub.localservers.faults.Exchange.Chosen;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One message on its way, with what happens to it at each place. Used by one thread. */
final class Flow {
    private static final int BUFFER = 64 * 1024;
    /** A slow body moves in this many steps a second. */
    private static final int STEPS = 20;

    private final Connection connection;
    private final Deque<Chosen<Fault.At>> ahead;
    private final Optional<Chosen<Fault.Slow>> slow;
    private Optional<ArmedRule> corruptsNext = Optional.empty();

    Flow(Connection connection, Exchange exchange, Side side) {
        this.connection = connection;
        this.ahead = new ArrayDeque<>(exchange.placed(side));
        this.slow = exchange.all(Fault.Slow.class).stream()
                .filter(chosen -> chosen.fault().side() == side)
                .findFirst();
    }

    /** Passes on the head and the body; the number of body bytes that went is told to {@code passed} as they go. */
    void pass(MessageHead head, WireBody body, OutputStream out, LongConsumer passed) throws IOException {
        reach(Point.BEFORE);
        connection.awaitTraffic();
        out.write(head.wire());
        byte[] buffer = new byte[BUFFER];
        long at = 0;
        while (true) {
            reach(at);
            int n = body.read(buffer, step(at));
            if (n < 0) {
                break;
            }
            corruptsNext.ifPresent(rule -> {
                buffer[0] ^= 1;
                rule.didAct();
            });
            corruptsNext = Optional.empty();
            connection.awaitTraffic();
            out.write(buffer, 0, n);
            passed.accept(n);
            at += n;
            crawl(n);
        }
        out.flush();
        reach(Point.AFTER);
    }

    /** For a message that is not streamed: what happens before it. */
    void before() throws IOException {
        reach(Point.BEFORE);
        connection.awaitTraffic();
    }

    /** For a message that is not streamed: what happens behind it. */
    void after() throws IOException {
        ahead.removeIf(chosen -> chosen.fault().point().offset() != Point.AFTER);
        reach(Point.AFTER);
    }

    private int step(long at) {
        long most = BUFFER;
        if (slow.isPresent()) {
            most = Math.max(1, slow.get().fault().bytesPerSecond() / STEPS);
        }
        Chosen<Fault.At> next = ahead.peek();
        if (next != null) {
            most = Math.min(most, next.fault().point().offset() - at);
        }
        return (int) Math.min(BUFFER, most);
    }

    private void crawl(int moved) throws IOException {
        if (slow.isPresent()) {
            slow.get().rule().didAct();
            connection.pause(
                    Duration.ofNanos(moved * 1_000_000_000L / slow.get().fault().bytesPerSecond()));
        }
    }

    private void reach(long place) throws IOException {
        while (!ahead.isEmpty() && ahead.peek().fault().point().offset() == place) {
            Chosen<Fault.At> here = ahead.remove();
            happen(here.rule(), here.fault().effect());
        }
    }

    private void happen(ArmedRule rule, Effect effect) throws IOException {
        switch (effect) {
            case Effect.Reset reset -> {
                rule.didAct();
                connection.reset();
                throw new IOException("reset on purpose");
            }
            case Effect.Finish finish -> {
                rule.didAct();
                connection.finish();
                throw new IOException("ended on purpose");
            }
            case Effect.Stall stall -> {
                rule.didAct();
                connection.pause(stall.time());
            }
            case Effect.Corrupt corrupt -> corruptsNext = Optional.of(rule);
            case Effect.Run run -> {
                connection.run(run.action());
                rule.didAct();
            }
        }
    }
}
