package io.replicationhub.cli.show;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate and, where the end is known, the time left, redrawn in place. */
public final class TerminalProgress implements Progress {
    private static final long MEBIBYTE = 1 << 20;
    private static final int MOST_COLUMNS = 110;
    private static final int LEAST_COLUMNS = 20;
    private static final int ENDLESS = -1;

    private final ProgressBar bar;
    private final Consumer<ProgressBar> draw;
    private final Ticker ticker;
    private boolean closed;

    private TerminalProgress(ProgressBar bar, Consumer<ProgressBar> draw) {
        this.bar = bar;
        this.draw = draw;
        this.ticker = Ticker.every("progress", Duration.ofMillis(250), () -> draw.accept(bar));
    }

    /**
     * Of bytes, with objects beside them.
     *
     * @param columns how wide the terminal is; a line that is wider cannot be drawn over
     */
    public static Progress copying(PrintStream out, int columns, Supplier<CopyState> state) {
        ProgressBar bar = builder("copying", out, columns)
                .setInitialMax(0)
                .setUnit(" MiB", MEBIBYTE)
                .build();
        return new TerminalProgress(bar, drawn -> {
            CopyState now = state.get();
            drawn.maxHint(Math.max(now.bytesToCopy(), 1));
            drawn.stepTo(Math.min(now.bytesDone(), now.bytesToCopy()));
            drawn.setExtraMessage(now.besideTheBar());
        });
    }

    /** Of the source's objects, of which nobody knows how many there will be. */
    public static Progress comparing(PrintStream out, int columns, Supplier<ComparisonState> state) {
        ProgressBar bar = builder("comparing", out, columns)
                .setInitialMax(ENDLESS)
                .setUnit(" objects", 1)
                .build();
        return new TerminalProgress(bar, drawn -> {
            ComparisonState now = state.get();
            drawn.stepTo(now.source());
            drawn.setExtraMessage(now.besideTheBar());
        });
    }

    private static ProgressBarBuilder builder(String name, PrintStream out, int columns) {
        // One less: in the last column some terminals begin the next line.
        int width = Math.clamp(columns - 1, LEAST_COLUMNS, MOST_COLUMNS);
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setMaxRenderedLength(width)
                .setConsumer(new ConsoleProgressBarConsumer(out, width));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ticker.close();
        draw.accept(bar);
        bar.close();
    }
}
