package io.replicationhub.jobworker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The HTTP interface between Lambda and a runtime (Lambda Developer Guide, "Using the Lambda runtime API"). */
final class LocalRuntimeApi implements AutoCloseable {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

    private final HttpServer server;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private LocalRuntimeApi(HttpServer server) {
        this.server = server;
    }

    static LocalRuntimeApi start() throws IOException {
        var api =
                new LocalRuntimeApi(HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
        api.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.server.createContext("/", api::handle);
        api.server.start();
        return api;
    }

    /** Host and port, as the runtime is told them. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Has the function handle an event and gives its answer, or what went wrong. */
    String invoke(String event, Duration patience) throws InterruptedException {
        events.add(event);
        String answer = answers.poll(patience.toSeconds(), TimeUnit.SECONDS);
        return answer == null ? "no answer" : answer;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
            } else {
                String said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                answers.add(path.endsWith("/response") ? said : "error: " + said);
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(Instant.now().plusSeconds(60).toEpochMilli()));
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:JobWorker");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }
}
