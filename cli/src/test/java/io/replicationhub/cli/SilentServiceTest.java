package io.replicationhub.cli;

import io.replicationhub.aws.call.Api;
import io.replicationhub.stack.StackOutput;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands that operate a stack, where a service takes the connection and never answers. */
@Timeout(60)
class SilentServiceTest {
    /** One call of one service and a bit: what a command asks several for, it asks at once. */
    private static final Duration LIMIT = Duration.ofSeconds(16);

    private final Deployment deployment = new Deployment(3);
    private ServerSocket silent;

    @BeforeEach
    void listen() throws Exception {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        silent.close();
        deployment.close();
    }

    @Test
    void theQueue() throws Exception {
        never(Api.SQS);
        List<Ran> ran = together(List.of("status", "failures", "retry"));
        ran.get(0)
                .says(deployment.url() + " cannot be reached", deployment.deadUrl() + " cannot be reached")
                .says("none rings");
        for (Ran command : ran) {
            command.ended(3).within(LIMIT).says(deployment.deadUrl() + " cannot be reached");
        }
    }

    @Test
    void everyServiceButTheOneThatKnowsTheStack() throws Exception {
        for (Api api : List.of(Api.SQS, Api.ECS, Api.CLOUD_WATCH)) {
            never(api);
        }
        for (Ran command : together(List.of("status", "run"))) {
            command.ended(3).within(LIMIT).says("ECS cannot be reached");
        }
    }

    @Test
    void everyServiceThatTheDoctorAsks() throws Exception {
        deployment.output(StackOutput.SCHEDULE, "hourly");
        deployment.output(StackOutput.ALARM_TOPIC, "arn:aws:sns:us-east-1:123456789012:drh-Topic");
        deployment.deploy(List.of());
        for (Api api : List.of(Api.SQS, Api.LAMBDA, Api.SCHEDULER, Api.SNS)) {
            never(api);
        }
        deployment
                .operate("doctor")
                .ended(3)
                .within(LIMIT)
                .says("JobWorker", "event source", "queue", "dead letters", "schedule", "alarm topic")
                .says("SQS cannot be reached", "Lambda cannot be reached", "SNS cannot be reached");
    }

    private void never(Api api) {
        deployment.environment(api.endpointVariable(), "http://127.0.0.1:" + silent.getLocalPort());
    }

    /** Side by side, since each takes as long as it may. */
    private List<Ran> together(List<String> commands) throws Exception {
        List<Future<Ran>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(commands.size())) {
            for (String command : commands) {
                running.add(threads.submit(() -> deployment.drh(command, "--stack", deployment.stack)));
            }
            List<Ran> ran = new ArrayList<>();
            for (Future<Ran> one : running) {
                ran.add(one.get());
            }
            return ran;
        }
    }
}
