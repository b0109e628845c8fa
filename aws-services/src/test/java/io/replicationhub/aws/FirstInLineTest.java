package io.replicationhub.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The SDK within a function of Lambda's, whose invocation came by a message that had been sent on often. */
class FirstInLineTest {
    private static final String FUNCTION = "AWS_LAMBDA_FUNCTION_NAME";
    /** As Lambda's Java runtime tells the SDK of it (aws-lambda-java-runtime-interface-client). */
    private static final String TRACE = "AWS_LAMBDA_X_TRACE_ID";

    private static final ObjectKey KEY = new ObjectKey("k");
    private static final TaskMessage MESSAGE =
            TaskMessage.of(List.of(new CopyTask(KEY, KEY, new ObjectStamp(0, ETag.NONE, Instant.EPOCH))));

    private final List<List<String>> traces = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void beInAFunction() throws Exception {
        SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride(FUNCTION, "worker");
        SdkInternalThreadLocal.put(TRACE, "Root=1-68a00000-0123456789abcdef01234567;Lineage=1:0123abcd:15");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            traces.add(exchange.getRequestHeaders().getOrDefault("X-Amzn-Trace-Id", List.of()));
            exchange.getRequestBody().readAllBytes();
            byte[] answer = ("{\"MessageId\":\"1\",\"MD5OfMessageBody\":\"" + md5() + "\"}").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void leaveIt() {
        server.stop(0);
        SdkInternalThreadLocal.clear();
        SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
    }

    @Test
    void messagesThatAWorkerSendsOnDoNotTellOfThoseBeforeThem() throws Exception {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (SqsClient sqs = SqsQueues.client(
                AnonymousCredentialsProvider.create(), Optional.of("us-east-1"), Optional.of(endpoint))) {
            SqsQueues queues =
                    SqsQueues.over(sqs, endpoint + "/1/queue", endpoint + "/1/dead", Sleeper.REAL, new Random(1));
            queues.postpone(MESSAGE, Duration.ofMinutes(15));
            queues.tasks().sendLater(List.of(MESSAGE), Duration.ZERO);
        }
        // Lambda hands out no more than sixteen of one line.
        List<String> told = new ArrayList<>();
        traces.forEach(told::addAll);
        assertEquals(List.of(2, List.of()), List.of(traces.size(), told));
    }

    private static String md5() {
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest(TaskCodec.encode(MESSAGE).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
