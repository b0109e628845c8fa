package io.replicationhub.cli.show;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** A line every few seconds, for logs and pipes. */
public final class PlainProgress implements Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private final Ticker ticker;

    private PlainProgress(PrintStream out, Supplier<String> line) {
        this.ticker = Ticker.every("progress", INTERVAL, () -> out.println(line.get()));
    }

    public static Progress copying(PrintStream out, Supplier<CopyState> state) {
        return new PlainProgress(out, () -> state.get().line());
    }

    public static Progress comparing(PrintStream out, Supplier<ComparisonState> state) {
        return new PlainProgress(out, () -> state.get().line());
    }

    @Override
    public void close() {
        ticker.close();
    }
}
