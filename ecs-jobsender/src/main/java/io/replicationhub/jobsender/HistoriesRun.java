package io.replicationhub.jobsender;

import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.config.Setting;
import io.replicationhub.crew.CpuLoad;
import io.replicationhub.crew.Slots;
import io.replicationhub.crew.SlotsOptions;
import io.replicationhub.history.HistoryDiff;
import io.replicationhub.history.Keepings;
import io.replicationhub.history.Keepings.Unfit;
import io.replicationhub.metrics.Metric;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.pace.PacedStore;
import io.replicationhub.pace.Pacer;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.plan.Side;
import io.replicationhub.queue.QueueException;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.select.Selection;
import io.replicationhub.send.HistorySender;
import io.replicationhub.send.SendSettings;
import io.replicationhub.stack.SenderExit;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.OutageWatch;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.WorkStopped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run that looks for histories in place of objects. */
record HistoriesRun(
        Connections connections,
        Selection selection,
        SendSettings sending,
        EmfMetrics metrics,
        InstantSource clock,
        RandomGenerator random) {
    private static final Logger LOG = LoggerFactory.getLogger(HistoriesRun.class);
    private static final Duration FIRST_CONTACT_MOST = Duration.ofSeconds(12);

    SenderExit run() throws QueueException, InterruptedException {
        Party source = party(Side.SOURCE, connections.source());
        Party destination = party(Side.DESTINATION, connections.destination());
        Persistence persistence = Persistence.usual(Sleeper.REAL, random, System::nanoTime);
        RunControl run = RunControl.unlimited();
        try (Slots crew = new Slots(
                SlotsOptions.fixed("names", DiffSettings.HEADS), () -> false, System::nanoTime, new CpuLoad())) {
            List<Unfit> unfit =
                    Keepings.unfit(source, destination, persistence, run, Setting.VERSIONS.variable() + "=all");
            if (!unfit.isEmpty()) {
                LOG.error("The settings cannot be worked with");
                unfit.forEach(side -> LOG.error(side.reason()));
                return SenderExit.SETTINGS;
            }
            var diff = new HistoryDiff(source, destination, persistence, crew, selection);
            return report(new HistorySender(diff, connections.queues().tasks(), sending, clock).run(run));
        } catch (SideFailure e) {
            return failed("the " + e.side() + " does not tell whether it keeps versions: " + e.getMessage());
        } catch (WorkStopped e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped from outside");
            }
            return failed(run.halted().map(Halt::reason).orElse("it was stopped"));
        }
    }

    private SenderExit report(HistorySender.Result result) {
        return switch (result) {
            case HistorySender.Result.Sent sent -> {
                LOG.info(
                        "Found {} versions and delete markers; of {} objects something is lacking, and they are on the"
                                + " queue in {} messages; {} objects are whole",
                        sent.entries(),
                        sent.tasks(),
                        sent.messages(),
                        sent.same());
                metrics.add(Metric.OBJECTS_FOUND, sent.same() + sent.tasks() + sent.unreadable());
                metrics.add(Metric.OBJECTS_TO_COPY, sent.tasks());
                metrics.add(Metric.MESSAGES_SENT, sent.messages());
                if (sent.trouble().isPresent()) {
                    yield failed("of " + sent.unreadable() + " objects it could not be found out what is lacking: "
                            + sent.trouble().get());
                }
                SenderRun.completed(metrics);
                yield SenderExit.DONE;
            }
            case HistorySender.Result.Backlogged there -> {
                SenderRun.overlapped(there.backlog(), there.limit(), metrics);
                yield SenderExit.DONE;
            }
        };
    }

    private SenderExit failed(String why) {
        LOG.error("This run is incomplete, and the next one finds the rest: {}", why);
        metrics.add(Metric.RUNS_FAILED, 1);
        return SenderExit.INCOMPLETE;
    }

    private static Party party(Side side, ObjectStore store) {
        return new Party(
                side,
                new PacedStore(store, new Pacer(System::nanoTime, Sleeper.REAL)),
                new OutageWatch(DiffSettings.OUTAGE, FIRST_CONTACT_MOST, OutageWatch.answers(store), System::nanoTime));
    }
}
