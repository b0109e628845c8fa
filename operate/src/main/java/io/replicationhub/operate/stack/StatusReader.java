package io.replicationhub.operate.stack;

import io.replicationhub.operate.Asked;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.letter.LetterBox;
import io.replicationhub.operate.letter.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out how a stack is. What one service refuses does not keep the others from being asked. */
public final class StatusReader {
    private static final Duration DAY = Duration.ofDays(1);
    /** CloudWatch keeps minutes for 15 days (CloudWatch User Guide, "Metrics retention"). */
    private static final Duration FAR = Duration.ofDays(14);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    /** Whole minutes over which a rate is told. */
    private static final Duration RATE = Duration.ofMinutes(5);
    /** What Lambda writes to its log is a metric within a minute or two. */
    private static final Duration LATE = Duration.ofMinutes(1);
    /** How far back minutes are read; beyond it, five at a time. */
    private static final Duration MINUTES_MOST = Duration.ofHours(3);

    private final DeployedStack stack;
    private final LetterBox queue;
    private final String queueUrl;
    private final LetterBox deadLetters;
    private final Meters meters;
    private final StackBook book;
    private final AlarmBoard alarms;
    private final SenderTasks senders;
    private final InstantSource clock;

    public StatusReader(
            DeployedStack stack,
            LetterBox queue,
            String queueUrl,
            LetterBox deadLetters,
            Meters meters,
            StackBook book,
            AlarmBoard alarms,
            SenderTasks senders,
            InstantSource clock) {
        this.stack = stack;
        this.queue = queue;
        this.queueUrl = queueUrl;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.book = book;
        this.alarms = alarms;
        this.senders = senders;
        this.clock = clock;
    }

    /** Asks the services at once; where some say nothing, it ends with the one that takes longest. */
    public StackStatus read() {
        Instant now = clock.instant();
        List<String> unknown = new ArrayList<>();
        Asked<Level> ofQueue = Asked.now(queue::level);
        Asked<Level> ofDeadLetters = Asked.now(deadLetters::level);
        Asked<List<SenderTask>> ofSenders = Asked.now(senders::running);
        Asked<Past> ofMetrics = Asked.now(() -> past(now));
        Asked<List<Alarm>> ofAlarms = Asked.now(() -> alarms.ringing(book.alarms(stack.name())));
        Optional<Level> waiting = answer(unknown, ofQueue::answer);
        Optional<Level> dead = answer(unknown, ofDeadLetters::answer);
        Optional<List<SenderTask>> running = answer(unknown, ofSenders::answer);
        Optional<LastRun> ended = running.isEmpty()
                ? Optional.empty()
                : answer(unknown, senders::lastEnded).flatMap(task -> task.map(LastRun::of));
        Optional<Measured> measured = answer(unknown, () -> measured(now, ofMetrics.answer(), ended));
        Optional<LastRun> last = LastRun.of(ended, measured.flatMap(Measured::run));
        Optional<Rate> rate = measured.map(Measured::rate);
        Optional<Counts> sinceRun = measured.flatMap(Measured::sinceRun);
        return new StackStatus(
                stack.name(),
                stack.state(),
                now,
                waiting,
                measured.flatMap(Measured::oldest),
                dead,
                running,
                last,
                sinceRun,
                measured.map(Measured::day),
                rate,
                rate.flatMap(known -> waiting.flatMap(level -> known.timeFor(level, sinceRun))),
                answer(unknown, ofAlarms::answer),
                unknown);
    }

    /** What the metrics tell, whatever else is known. */
    private record Past(Map<Gauge, NavigableMap<Instant, Double>> hours, Optional<LastRun> run) {}

    private Past past(Instant now) throws Unreachable {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Instant next = minute.plus(MINUTE);
        return new Past(
                meters.read(Counts.gauges(stack.name()), hour(minute.minus(DAY)), next, HOUR), run(minute, next));
    }

    /** What the metrics tell. */
    private record Measured(
            Counts day, Optional<LastRun> run, Optional<Counts> sinceRun, Rate rate, Optional<Duration> oldest) {}

    private Measured measured(Instant now, Past past, Optional<LastRun> byEcs) throws Unreachable {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Instant next = minute.plus(MINUTE);
        Optional<Instant> began = LastRun.of(byEcs, past.run()).map(LastRun::began);
        Gauge age = Gauge.ofQueue("ApproximateAgeOfOldestMessage", queueUrl, Gauge.Statistic.MAXIMUM);
        Gauge deleted = Gauge.ofQueue("NumberOfMessagesDeleted", queueUrl, Gauge.Statistic.SUM);
        List<Gauge> late = new ArrayList<>(Counts.gauges(stack.name()));
        late.add(age);
        late.add(deleted);
        Instant until = minute.minus(LATE);
        Instant from = until.minus(RATE);
        Map<Gauge, NavigableMap<Instant, Double>> minutes = meters.read(late, from, next, MINUTE);
        double messages = series(minutes, deleted).subMap(from, until).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return new Measured(
                Counts.of(past.hours(), stack.name(), Instant.MIN, Instant.MAX),
                past.run(),
                began.isPresent() ? since(began.get(), minute, next) : Optional.empty(),
                Rate.of(Counts.of(minutes, stack.name(), from, until), messages, RATE),
                Optional.ofNullable(series(minutes, age).lastEntry())
                        .map(entry -> Duration.ofSeconds(Math.round(entry.getValue()))));
    }

    private static NavigableMap<Instant, Double> series(Map<Gauge, NavigableMap<Instant, Double>> read, Gauge gauge) {
        return read.getOrDefault(gauge, new TreeMap<>());
    }

    /** To the minute if it was within a day, else to the hour. */
    private Optional<LastRun> run(Instant minute, Instant next) throws Unreachable {
        List<Gauge> runs = LastRun.gauges(stack.name());
        Optional<LastRun> lately = LastRun.of(meters.read(runs, minute.minus(DAY), next, MINUTE), stack.name());
        return lately.isPresent()
                ? lately
                : LastRun.of(meters.read(runs, hour(minute.minus(FAR)), next, HOUR), stack.name());
    }

    /** Where the run began within a day. */
    private Optional<Counts> since(Instant began, Instant minute, Instant next) throws Unreachable {
        if (began.isBefore(minute.minus(DAY))) {
            return Optional.empty();
        }
        Duration period = began.isAfter(minute.minus(MINUTES_MOST)) ? MINUTE : RATE;
        Instant from =
                Instant.ofEpochSecond(Math.floorDiv(began.getEpochSecond(), period.toSeconds()) * period.toSeconds());
        return Optional.of(
                Counts.of(meters.read(Counts.gauges(stack.name()), from, next, period), stack.name(), from, next));
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    private static <T> Optional<T> answer(List<String> unknown, Asked.Question<T> question) {
        try {
            return Optional.of(question.ask());
        } catch (Unreachable e) {
            unknown.add(e.sentence());
            return Optional.empty();
        }
    }
}
