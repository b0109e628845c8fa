package io.replicationhub.cli.show;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** A line every few seconds, for logs and pipes. */
public final class PlainProgress implements Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private final Ticker ticker;

    private PlainProgress(Ticker ticker) {
        this.ticker = ticker;
    }

    public static Progress start(PrintStream out, Supplier<State> state) {
        return new PlainProgress(Ticker.every(INTERVAL, () -> out.println(line(state.get()))));
    }

    static String line(State now) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d objects copied, %s of %s%s%s",
                now.objectsDone(),
                now.objectsToCopy(),
                Amounts.bytes(now.bytesDone()),
                Amounts.bytes(now.bytesToCopy()),
                now.failures() == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", now.failures()),
                now.listed() ? "" : String.format(Locale.ROOT, "; still listing, %,d compared", now.objectsCompared()));
    }

    @Override
    public void close() {
        ticker.close();
    }
}
