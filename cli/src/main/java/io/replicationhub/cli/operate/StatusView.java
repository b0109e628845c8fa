package io.replicationhub.cli.operate;

import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.metrics.Metric;
import io.replicationhub.operate.letter.Level;
import io.replicationhub.operate.stack.Alarm;
import io.replicationhub.operate.stack.Counts;
import io.replicationhub.operate.stack.LastRun;
import io.replicationhub.operate.stack.Rate;
import io.replicationhub.operate.stack.SenderTask;
import io.replicationhub.operate.stack.StackStatus;
import io.replicationhub.plan.Amount;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a stack is, for people. */
final class StatusView {
    private static final String UNKNOWN = "not known";

    private final StackStatus status;

    StatusView(StackStatus status) {
        this.status = status;
    }

    void text(PrintStream out) {
        out.println("stack " + status.stack() + " is " + status.state() + "; looked at " + second(status.at()));
        Lines.row(out, "JobSender", status.running().map(this::running).orElse(UNKNOWN));
        Lines.row(out, "last run", status.lastRun().map(this::run).orElse(noRun()));
        status.sinceRun().ifPresent(counts -> {
            objects(out, "  found", counts.of(Metric.OBJECTS_FOUND), counts.of(Metric.BYTES_FOUND));
            objects(out, "  to copy", counts.of(Metric.OBJECTS_TO_COPY), counts.of(Metric.BYTES_TO_COPY));
            progress(out, counts);
        });
        status.day().ifPresent(counts -> {
            Lines.row(out, "last 24 hours", runs(counts));
            progress(out, counts);
            if (counts.of(Metric.LAG_MAX) > 0) {
                Lines.row(
                        out,
                        "  longest lag",
                        Amounts.time(Duration.ofSeconds(counts.of(Metric.LAG_MAX))) + " from a change to its copy");
            }
        });
        Lines.row(out, "backlog", status.queue().map(this::backlog).orElse(UNKNOWN));
        Lines.row(out, "rate", status.rate().map(StatusView::rate).orElse(UNKNOWN));
        Lines.row(out, "time left", timeLeft());
        Lines.row(
                out,
                "dead letters",
                status.deadLetters().map(level -> Amounts.count(level.all())).orElse(UNKNOWN));
        Lines.row(out, "alarms", status.alarms().map(StatusView::alarms).orElse(UNKNOWN));
        status.alarms()
                .ifPresent(alarms -> alarms.forEach(alarm -> Lines.row(out, "  " + alarm.name(), ringing(alarm))));
        if (!status.attention().isEmpty()) {
            out.println("needs attention");
            status.attention().forEach(sentence -> out.println("  " + sentence));
        }
    }

    /** All of it in one line, for looking again and again. */
    String line() {
        return second(status.at()) + "  "
                + status.queue().map(level -> backlog(level) + ", ").orElse("")
                + status.sinceRun()
                        .map(counts -> Amounts.count(counts.of(Metric.OBJECTS_COPIED)) + " of "
                                + Amounts.counted(counts.of(Metric.OBJECTS_TO_COPY), "object") + " copied, "
                                + Amounts.count(counts.of(Metric.OBJECTS_FAILED)) + " failed, ")
                        .orElse("")
                + status.rate().map(rate -> rate(rate) + ", ").orElse("")
                + "time left: " + timeLeft()
                + status.deadLetters()
                        .map(level -> ", " + Amounts.counted(level.all(), "dead letter"))
                        .orElse("");
    }

    private String running(List<SenderTask> tasks) {
        if (tasks.isEmpty()) {
            return "not running";
        }
        SenderTask first = tasks.getFirst();
        return first.status().toLowerCase(Locale.ROOT) + " since " + second(first.began()) + " ("
                + ago(first.began()) + "), task " + first.id()
                + (tasks.size() > 1 ? ", and " + (tasks.size() - 1) + " more" : "");
    }

    private String noRun() {
        return status.day().isPresent() ? "none was seen in 14 days" : UNKNOWN;
    }

    private String run(LastRun run) {
        return ending(run) + " at " + second(run.ended()) + ", " + ago(run.ended()) + " ago, after "
                + Amounts.time(run.took()) + (run.reason().isEmpty() ? "" : " (" + run.reason() + ")");
    }

    private static String ending(LastRun run) {
        return switch (run.ending()) {
            case COMPLETED -> "completed";
            case OVERLAPPED -> "left the work to those before it";
            case FAILED -> "failed";
            case STOPPED -> "was stopped";
            case NOT_STARTED -> "could not be started";
        };
    }

    private static String runs(Counts counts) {
        return "runs: " + Amounts.count(counts.of(Metric.RUNS_COMPLETED)) + " completed, "
                + Amounts.count(counts.of(Metric.RUNS_FAILED)) + " failed, "
                + Amounts.count(counts.of(Metric.RUNS_OVERLAPPED)) + " left the work to those before them";
    }

    private static void progress(PrintStream out, Counts counts) {
        objects(out, "  copied", counts.of(Metric.OBJECTS_COPIED), counts.of(Metric.BYTES_COPIED));
        objects(out, "  failed", counts.of(Metric.OBJECTS_FAILED));
        few(out, "  copied with loss", counts.of(Metric.OBJECTS_COPIED_WITH_LOSS));
        few(out, "  already there", counts.of(Metric.OBJECTS_ALREADY_THERE));
        few(out, "  changed meanwhile", counts.of(Metric.OBJECTS_SUPERSEDED));
        few(out, "  gone meanwhile", counts.of(Metric.OBJECTS_GONE));
        few(out, "  deleted", counts.of(Metric.OBJECTS_DELETED));
        few(out, "  skipped, archived", counts.of(Metric.OBJECTS_SKIPPED_ARCHIVED));
        few(out, "  skipped, no delete", counts.of(Metric.OBJECTS_SKIPPED_DELETES_OFF));
        few(out, "  skipped, other key", counts.of(Metric.OBJECTS_SKIPPED_NOT_SELECTED));
    }

    private static void few(PrintStream out, String name, long objects) {
        if (objects > 0) {
            objects(out, name, objects);
        }
    }

    private static void objects(PrintStream out, String name, long objects) {
        Lines.counted(out, name, objects, "object", "");
    }

    private static void objects(PrintStream out, String name, long objects, long bytes) {
        Lines.amount(out, name, new Amount(objects, bytes), "");
    }

    private String backlog(Level level) {
        return Amounts.counted(level.waiting(), "message") + " waiting, "
                + Amounts.count(level.inFlight())
                + " in flight, " + Amounts.count(level.delayed()) + " delayed"
                + status.oldest()
                        .filter(age -> level.all() > 0)
                        .map(age -> "; the oldest waits for " + Amounts.time(age))
                        .orElse("");
    }

    private static String rate(Rate rate) {
        return String.format(
                Locale.ROOT,
                "%.1f objects/s, %s/s over %s",
                rate.objects(),
                Amounts.bytes(Math.round(rate.bytes())),
                Amounts.counted(rate.over().toMinutes(), "minute"));
    }

    private String timeLeft() {
        Optional<Duration> left = status.timeLeft();
        if (left.isEmpty()) {
            return status.rate().isPresent() && status.queue().isPresent() ? UNKNOWN + ": nothing moves" : UNKNOWN;
        }
        return left.get().isZero() ? "none: nothing waits" : "about " + Amounts.time(left.get());
    }

    private static String alarms(List<Alarm> alarms) {
        return alarms.isEmpty() ? "none rings" : Amounts.count(alarms.size()) + " ringing";
    }

    private static String ringing(Alarm alarm) {
        return alarm.since().map(since -> "since " + second(since) + ": ").orElse("") + alarm.reason();
    }

    private String ago(Instant at) {
        Duration time = Duration.between(at, status.at());
        return Amounts.time(time.isNegative() ? Duration.ZERO : time);
    }

    private static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
