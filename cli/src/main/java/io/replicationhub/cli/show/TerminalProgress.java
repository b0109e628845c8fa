package io.replicationhub.cli.show;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar of bytes with objects, rate and time left, redrawn in place. */
public final class TerminalProgress implements Progress {
    private static final long MEBIBYTE = 1 << 20;
    private static final int WIDTH = 110;

    private final Supplier<State> state;
    private final ProgressBar bar;
    private final Ticker ticker;
    private boolean closed;

    private TerminalProgress(String name, PrintStream out, Supplier<State> state) {
        this.state = state;
        this.bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(0)
                .setUnit(" MiB", MEBIBYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setMaxRenderedLength(WIDTH)
                .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                .build();
        this.ticker = Ticker.every(Duration.ofMillis(250), this::show);
    }

    public static Progress start(String name, PrintStream out, Supplier<State> state) {
        return new TerminalProgress(name, out, state);
    }

    private void show() {
        State now = state.get();
        bar.maxHint(Math.max(now.bytesToCopy(), 1));
        bar.stepTo(Math.min(now.bytesDone(), now.bytesToCopy()));
        bar.setExtraMessage(" %,d/%,d objects%s%s"
                .formatted(
                        now.objectsDone(),
                        now.objectsToCopy(),
                        now.failures() == 0 ? "" : ", %,d failed".formatted(now.failures()),
                        now.listed() ? "" : ", listing (%,d)".formatted(now.objectsCompared())));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ticker.close();
        show();
        bar.close();
    }
}
