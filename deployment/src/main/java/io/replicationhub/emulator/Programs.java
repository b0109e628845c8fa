package io.replicationhub.emulator;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.jobsender.JobSender;
import io.replicationhub.jobworker.JobWorkerHandler;
import io.replicationhub.localservers.QueueDepth;
import io.replicationhub.localservers.lambda.LocalInvocation;
import io.replicationhub.localservers.mapping.EventSourceMapping;
import io.replicationhub.localservers.mapping.MappingOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The stack's two programs on this machine: the JobSender as a process of its own, as its container starts it, and the
 * JobWorker's handler behind a poller that does as Lambda's event source mapping does.
 */
record Programs(URI endpoint, SqsClient sqs, String queue, String deadLetters) {
    private static final Duration SENDER_MOST = Duration.ofMinutes(2);
    private static final Duration WORKERS_MOST = Duration.ofMinutes(5);
    private static final Duration INVOCATION = Duration.ofMinutes(15);
    private static final Duration GLANCE = Duration.ofMillis(200);
    /** Empty looks in a row after which the queue is taken for empty: its counts are approximate. */
    private static final int LOOKS = 5;

    /** The exit code of a run. */
    int send(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx650m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        JobSender.class.getName())
                .inheritIO();
        builder.environment().keySet().removeIf(name -> name.startsWith("DRH_") || name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(SENDER_MOST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the JobSender did not end within " + SENDER_MOST);
        }
        return process.exitValue();
    }

    /** Works until the queue is empty; gives the number of invocations. */
    long work(Map<String, String> environment) throws IOException, InterruptedException {
        // The handler's side without credentials of its own is signed in as the process is.
        System.setProperty("aws.accessKeyId", Services.KEY);
        System.setProperty("aws.secretAccessKey", Services.SECRET);
        List<JobWorkerHandler> handlers = new CopyOnWriteArrayList<>();
        long until = System.nanoTime() + WORKERS_MOST.toNanos();
        EventSourceMapping mapping = EventSourceMapping.start(
                new MappingOptions(endpoint, queue, 1, Duration.ZERO, 2), () -> function(environment, handlers));
        try {
            for (int empty = 0; empty < LOOKS; ) {
                Thread.sleep(GLANCE);
                empty = waiting(queue) == 0 ? empty + 1 : 0;
                if (System.nanoTime() > until) {
                    throw new IOException("the queue is not empty after " + WORKERS_MOST);
                }
            }
        } finally {
            mapping.close();
            handlers.forEach(JobWorkerHandler::close);
        }
        return mapping.counts().invocations();
    }

    long dead() {
        return waiting(deadLetters);
    }

    long waiting(String url) {
        return QueueDepth.of(sqs, url);
    }

    private static Function<SQSEvent, SQSBatchResponse> function(
            Map<String, String> environment, List<JobWorkerHandler> handlers) {
        JobWorkerHandler handler = JobWorkerHandler.of(environment, line -> {});
        handlers.add(handler);
        return event -> handler.handleRequest(event, new LocalInvocation(INVOCATION));
    }
}
