package io.replicationhub.jobsender;

import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.metrics.Metric;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.QueueException;
import io.replicationhub.send.DeleteDecision;
import io.replicationhub.send.DeleteGuard;
import io.replicationhub.send.SendListener;
import io.replicationhub.send.SendResult;
import io.replicationhub.send.SendSettings;
import io.replicationhub.send.Sender;
import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.settings.Versions;
import io.replicationhub.stack.SenderExit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run, from the backlog to the metrics. */
final class SenderRun {
    private static final Logger LOG = LoggerFactory.getLogger(SenderRun.class);

    private final JobSenderSettings settings;
    private final Connections connections;
    private final DiffSettings diff;
    private final EmfMetrics metrics;
    private final InstantSource clock;

    SenderRun(
            JobSenderSettings settings,
            Connections connections,
            DiffSettings diff,
            EmfMetrics metrics,
            InstantSource clock) {
        this.settings = settings;
        this.connections = connections;
        this.diff = diff;
        this.metrics = metrics;
        this.clock = clock;
    }

    SenderExit run(SendListener listener) {
        Instant began = clock.instant();
        try {
            settings.staleUploadAge().ifPresent(this::clearUp);
            var sending = new SendSettings(
                    SendSettings.STANDARD.pack(),
                    SendSettings.BATCH,
                    SendSettings.STANDARD.flushAfter(),
                    settings.backlogLimit());
            if (settings.versions() == Versions.ALL) {
                return new HistoriesRun(connections, settings.selection(), sending, metrics, clock, new Random()).run();
            }
            var sender = new Sender(
                    new BucketDiff(
                            connections.source(),
                            connections.destination(),
                            settings.selection(),
                            settings.compare(),
                            diff),
                    connections.queues().tasks(),
                    sending,
                    clock);
            report(settings.deletes()
                    .map(limit -> sender.deleting(new DeleteGuard(limit), diff.scratch()))
                    .orElse(sender)
                    .run(listener));
            return SenderExit.DONE;
        } catch (ListingFailed | QueueException | RuntimeException e) {
            // A scratch that is full, or a fault of the program's own, is no good end either, and has a known exit
            // code.
            // What is interrupted may also fail with the interrupt still pending.
            return Thread.interrupted() ? stopped() : failed(e);
        } catch (InterruptedException e) {
            return stopped();
        } finally {
            metrics.add(
                    Metric.RUN_DURATION,
                    Duration.between(began, clock.instant()).toSeconds());
            metrics.flush();
        }
    }

    private SenderExit failed(Exception e) {
        LOG.error("This run is incomplete, and the next one finds the rest: {}", e.getMessage(), e);
        metrics.add(Metric.RUNS_FAILED, 1);
        return SenderExit.INCOMPLETE;
    }

    private static SenderExit stopped() {
        LOG.warn("Stopped from outside; what was sent stays sent, and the next run finds the rest");
        return SenderExit.STOPPED;
    }

    private void clearUp(Duration age) {
        int aborted = new StaleUploads(
                        connections.destination(), settings.destination().prefix(), settings.uploaders())
                .abortUntouchedSince(clock.instant().minus(age));
        metrics.add(Metric.UPLOADS_ABORTED, aborted);
    }

    private void report(DeleteDecision deletes) {
        switch (deletes) {
            case DeleteDecision.NotAsked nobody -> {}
            case DeleteDecision.Allowed allowed -> {
                LOG.info("{} objects are to be deleted", allowed.extra().objects());
                metrics.add(Metric.OBJECTS_TO_DELETE, allowed.extra().objects());
            }
            case DeleteDecision.Refused refused -> {
                LOG.error("Nothing is deleted: {}", refused.reason());
                metrics.add(Metric.DELETES_REFUSED, 1);
            }
        }
    }

    private void report(SendResult result) {
        switch (result) {
            case SendResult.Sent sent -> {
                DiffSummary diffed = sent.diff();
                LOG.info(
                        "Found {} objects of {} bytes; {} of {} bytes are to be copied and are on the queue in {}"
                                + " messages",
                        diffed.source().objects(),
                        diffed.source().bytes(),
                        diffed.toCopy().objects(),
                        diffed.toCopy().bytes(),
                        sent.messages());
                metrics.add(Metric.OBJECTS_FOUND, diffed.source().objects());
                metrics.add(Metric.BYTES_FOUND, diffed.source().bytes());
                metrics.add(Metric.OBJECTS_TO_COPY, diffed.toCopy().objects());
                metrics.add(Metric.BYTES_TO_COPY, diffed.toCopy().bytes());
                if (diffed.archived().objects() > 0) {
                    LOG.warn(
                            "{} objects of {} bytes lie in an archive and are left alone until they are restored",
                            diffed.archived().objects(),
                            diffed.archived().bytes());
                    metrics.add(
                            Metric.OBJECTS_SKIPPED_ARCHIVED, diffed.archived().objects());
                }
                report(sent.deletes());
                metrics.add(Metric.MESSAGES_SENT, sent.messages());
                completed(metrics);
            }
            case SendResult.Backlogged there -> overlapped(there.backlog(), there.limit(), metrics);
        }
    }

    /** Those before this run have left enough to do. */
    static void overlapped(Backlog backlog, long limit, EmfMetrics metrics) {
        LOG.warn(
                "Nothing was looked for: {} messages wait and {} are being worked on, and a run begins at {} or less",
                backlog.waiting(),
                backlog.inFlight(),
                limit);
        overlapped(metrics);
    }

    static void completed(EmfMetrics metrics) {
        ended(metrics, 1, 0);
    }

    static void overlapped(EmfMetrics metrics) {
        ended(metrics, 0, 1);
    }

    /** Both are told each time: the alarm adds them up, and a metric of which nobody ever told may spoil the sum. */
    private static void ended(EmfMetrics metrics, int completed, int overlapped) {
        metrics.add(Metric.RUNS_COMPLETED, completed);
        metrics.add(Metric.RUNS_OVERLAPPED, overlapped);
    }
}
