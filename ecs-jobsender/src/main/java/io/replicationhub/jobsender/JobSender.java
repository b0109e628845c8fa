package io.replicationhub.jobsender;

import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.aws.ecs.EcsTask;
import io.replicationhub.config.SettingsException;
import io.replicationhub.metrics.Metric;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.send.SendListener;
import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.settings.SideUnusable;
import io.replicationhub.stack.SenderExit;
import io.replicationhub.stack.Timing;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JobSender as a container's main program: compares source and destination, puts what is missing or changed on the
 * queue, and ends with an {@link SenderExit}. Everything comes from the environment; metrics go to standard output as lines
 * for CloudWatch, all other words to standard error.
 */
public final class JobSender {
    private static final Logger LOG = LoggerFactory.getLogger(JobSender.class);

    private JobSender() {}

    public static void main(String[] arguments) {
        Thread main = Thread.currentThread();
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main, ended), "stop"));
        int exit;
        try {
            exit = run(System.getenv(), System.out::println, SendListener.NONE).number();
        } finally {
            ended.countDown();
        }
        if (exit != SenderExit.STOPPED.number()) {
            // The hook that stopped us is already on the way out of the JVM, with the code of the signal.
            System.exit(exit);
        }
    }

    /**
     * One run within this process. An interrupt ends it gracefully.
     *
     * @param metrics takes the lines for CloudWatch
     */
    public static SenderExit run(Map<String, String> environment, Consumer<String> metrics, SendListener listener) {
        JobSenderSettings settings;
        try {
            settings = JobSenderSettings.read(environment);
        } catch (SettingsException e) {
            LOG.error("The settings cannot be worked with");
            e.problems().forEach(LOG::error);
            return SenderExit.SETTINGS;
        }
        var random = new Random();
        var counts = new EmfMetrics(settings.stack(), metrics, InstantSource.system());
        Optional<SenderExit> leftToOthers =
                leaveToOthers(new OtherRuns(environment, InstantSource.system(), Sleeper.REAL, random), counts);
        if (leftToOthers.isPresent()) {
            return leftToOthers.get();
        }
        Connections connections;
        try {
            connections = Connections.open(settings, environment, random);
        } catch (SideUnusable e) {
            LOG.error("Nothing was looked for: {}", e.getMessage());
            counts.add(Metric.RUNS_FAILED, 1);
            counts.flush();
            return SenderExit.INCOMPLETE;
        } catch (StorageException | IllegalArgumentException e) {
            LOG.error("The settings cannot be worked with: {}", e.getMessage());
            return SenderExit.SETTINGS;
        }
        try (connections) {
            return new SenderRun(
                            settings,
                            connections,
                            DiffSettings.standard(random, Path.of(System.getProperty("java.io.tmpdir"))),
                            counts,
                            InstantSource.system())
                    .run(listener);
        }
    }

    private static Optional<SenderExit> leaveToOthers(OtherRuns others, EmfMetrics counts) {
        try {
            Optional<EcsTask> older = others.older();
            older.ifPresent(task -> {
                LOG.warn("Nothing was looked for: {}, created at {}, is still at work", task.arn(), task.created());
                SenderRun.overlapped(counts);
                counts.flush();
            });
            return older.map(task -> SenderExit.DONE);
        } catch (InterruptedException e) {
            LOG.warn("Stopped from outside before anything was looked for");
            return Optional.of(SenderExit.STOPPED);
        }
    }

    private static void stop(Thread main, CountDownLatch ended) {
        main.interrupt();
        try {
            if (!ended.await(Timing.SENDER_ENDING.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("The run did not end in time and is cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
