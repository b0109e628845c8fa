package io.replicationhub.jobsender;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.replicationhub.aws.call.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands for ECS and its agent: answers as the API reference (ListTasks, DescribeTasks) and the developer guide ("Task
 * metadata endpoint version 4") have them, to requests that are signed.
 */
final class EcsStandIn implements AutoCloseable {
    static final String TASKS = "arn:aws-cn:ecs:cn-north-1:1:task/hub/";

    private final HttpServer server;
    /** When tasks were created, by the ends of their ARNs. */
    private final Map<String, String> created = new TreeMap<>();

    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile boolean denies;

    EcsStandIn(String own) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/agent/task",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"Cluster\":\"hub\",\"TaskARN\":\"" + TASKS + own
                                + "\",\"Family\":\"sender\",\"Revision\":\"7\",\"DesiredStatus\":\"RUNNING\"}"));
        server.createContext("/", this::serve);
        server.start();
    }

    EcsStandIn runs(String task, String createdAt) {
        created.put(TASKS + task, createdAt);
        return this;
    }

    Map<String, String> environment() {
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                OwnTask.VARIABLE,
                here + "/agent",
                "AWS_ENDPOINT_URL_ECS",
                here,
                "AWS_ACCESS_KEY_ID",
                "AKID",
                "AWS_SECRET_ACCESS_KEY",
                "secret");
    }

    private void serve(HttpExchange exchange) throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-target"));
        String action = target.substring(target.indexOf('.') + 1);
        asked.add(action);
        Json request = Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String signature = String.valueOf(exchange.getRequestHeaders().getFirst("authorization"));
        if (denies || !signature.contains("/cn-north-1/ecs/aws4_request")) {
            answer(exchange, 400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not you\"}");
        } else if (action.equals("ListTasks")
                && request.textAt("cluster").equals("hub")
                && request.textAt("family").equals("sender")
                && request.textAt("desiredStatus").equals("RUNNING")) {
            answer(
                    exchange,
                    200,
                    Json.object()
                            .with("taskArns", Json.texts(List.copyOf(created.keySet())))
                            .toString());
        } else if (action.equals("DescribeTasks")) {
            List<Json> tasks = request.at("tasks").items().stream()
                    .map(Json::text)
                    .flatMap(java.util.Optional::stream)
                    .filter(created::containsKey)
                    .<Json>map(arn -> Json.object()
                            .with("taskArn", arn)
                            .with("createdAt", new Json.Num(new BigDecimal(created.get(arn)))))
                    .toList();
            answer(
                    exchange,
                    200,
                    Json.object().with("tasks", new Json.Items(tasks)).toString());
        } else {
            answer(exchange, 400, "{\"__type\":\"InvalidParameterException\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
