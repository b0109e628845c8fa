package io.replicationhub.stackhooks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.replicationhub.aws.call.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A local server that stands for AWS's services and for the address that CloudFormation wants its answer at. A request of a
 * service is known by its target ({@code SQS protocol}) or by its method and path; those that are not signed are refused.
 */
final class StandIn implements AutoCloseable {
    private static final Pattern SIGNATURE = Pattern.compile("AWS4-HMAC-SHA256 Credential=AKIDSTANDIN/\\d{8}/us-east-1/"
            + "(ecs|sqs|lambda|scheduler|s3)/aws4_request, SignedHeaders=\\S*host\\S*x-amz-date\\S*x-amz-security-token\\S*,"
            + " Signature=[0-9a-f]{64}");

    static {
        // Head and body of an answer leave in two packets, and the second would wait 40 ms for the first's receipt.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Function<Asked, Said>> answers = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final List<Asked> replies = new CopyOnWriteArrayList<>();
    private final List<Integer> replyTroubles = new CopyOnWriteArrayList<>();

    record Asked(String what, String query, String contentType, String skipped, String body) {
        Json json() {
            return Json.parse(body);
        }
    }

    record Said(int status, String errorType, String body) {
        static Said good(String body) {
            return new Said(200, "", body);
        }
    }

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What leads a function of ours here. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", address());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "AKIDSTANDIN");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        environment.put("AWS_SESSION_TOKEN", "token");
        return environment;
    }

    StandIn answer(String what, Function<Asked, Said> answer) {
        answers.put(what, answer);
        return this;
    }

    StandIn answer(String what, String body) {
        return answer(what, asked -> Said.good(body));
    }

    /** The next answers to CloudFormation are met with these. */
    void troubleReplies(Integer... statuses) {
        replyTroubles.addAll(List.of(statuses));
    }

    List<String> names() {
        return asked.stream().map(Asked::what).toList();
    }

    Json reply() {
        return replies.getLast().json();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = header(exchange, "x-amz-target");
            String path = exchange.getRequestURI().getRawPath();
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            String what = !target.isEmpty()
                    ? target.substring(target.indexOf('.') + 1)
                    : exchange.getRequestMethod()
                            + ' '
                            + path
                            + (query.contains("notification") ? "?notification" : "")
                            + (query.contains("uploads=") ? "?uploads" : "");
            Asked request = new Asked(
                    what,
                    query,
                    header(exchange, "content-type"),
                    header(exchange, "x-amz-skip-destination-validation"),
                    body);
            Said said = path.equals("/cloudformation") ? taken(request) : answered(exchange, request);
            if (!said.errorType().isEmpty()) {
                exchange.getResponseHeaders().add("x-amzn-ErrorType", said.errorType());
            }
            byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Said taken(Asked request) {
        replies.add(request);
        if (!replyTroubles.isEmpty()) {
            return new Said(replyTroubles.removeFirst(), "", "");
        }
        return Said.good("");
    }

    private Said answered(HttpExchange exchange, Asked request) {
        asked.add(request);
        String authorization = header(exchange, "authorization");
        if (!SIGNATURE.matcher(authorization).matches()
                || !header(exchange, "x-amz-security-token").equals("token")) {
            return new Said(403, "IncompleteSignature", "{\"message\":\"not signed: " + authorization + "\"}");
        }
        Function<Asked, Said> answer = answers.get(request.what());
        return answer == null
                ? new Said(404, "ResourceNotFoundException", "{\"Message\":\"nobody is here\"}")
                : answer.apply(request);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        assertTrue(asked.size() < 1_000, "something asks without end");
    }
}
