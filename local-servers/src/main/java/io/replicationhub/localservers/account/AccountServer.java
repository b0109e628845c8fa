package io.replicationhub.localservers.account;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.ServerStartException;
import io.replicationhub.localservers.identity.Keyring;
import io.replicationhub.localservers.identity.Refusal;
import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.Refusal.Api;
import io.replicationhub.localservers.identity.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * CloudFormation, CloudWatch, ECS, Lambda, EventBridge Scheduler and SNS as far as operating a stack asks them, and a queue
 * server behind the same door, at one address as emulators have it. Requests must be signed by whom it knows, for the service that they are meant for, and
 * have the form that the API references give; whatever else comes is refused as AWS refuses it. Thread-safe.
 */
public final class AccountServer implements AutoCloseable {
    private static final String JSON_TARGET = "X-Amz-Target";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Keyring keyring = new Keyring();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final List<String> actions = new CopyOnWriteArrayList<>();
    private final Stacks stacks = new Stacks();
    private final Metrics metrics = new Metrics();
    private final Containers containers = new Containers();
    private final Functions functions = new Functions();
    private final Schedules schedules = new Schedules();
    private final Topics topics = new Topics();
    private final QueueDoor queues;

    private AccountServer(HttpServer server, QueueDoor queues) {
        this.server = server;
        this.queues = queues;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** @param queues where SQS is; whatever it is asked comes through here */
    public static AccountServer start(URI queues) {
        try {
            return new AccountServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
                    new QueueDoor(queues));
        } catch (IOException e) {
            throw new ServerStartException("no port for the account's services", e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Requests signed with this key are answered from now on. */
    public void know(AccessKey key) {
        keyring.add(key.id(), key.secret(), Optional.empty(), Instant.MAX);
    }

    /** @param action as a policy names it, such as {@code ecs:RunTask}; refused to all from now on */
    public void deny(String action) {
        denied.add(action);
    }

    public void allow(String action) {
        denied.remove(action);
    }

    /** The actions that were asked for, in their order, good or bad. */
    public List<String> actions() {
        return List.copyOf(actions);
    }

    public Stacks stacks() {
        return stacks;
    }

    public Metrics metrics() {
        return metrics;
    }

    public Containers containers() {
        return containers;
    }

    public Functions functions() {
        return functions;
    }

    public Schedules schedules() {
        return schedules;
    }

    public Topics topics() {
        return topics;
    }

    /** What SQS tells of a queue from now on. */
    public void queueAttribute(String url, String name, String value) {
        queues.attribute(url, name, value);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        queues.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            answer(exchange, body).send(exchange);
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        @Nullable String target = exchange.getRequestHeaders().getFirst(JSON_TARGET);
        Api api = target == null ? Api.QUERY : Api.JSON;
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            if (exchange.getRequestMethod().equals("GET")) {
                return byPath(exchange);
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                throw new RefusedException(new Refusal(405, "MethodNotAllowed", "only GET and POST are known here"));
            }
            Map<String, String> form = target == null ? Form.read(text) : Map.of();
            String action = target == null ? Form.action(form) : targeted(target);
            String service = action.substring(0, action.indexOf(':'));
            actions.add(action);
            keyring.check(
                    api, service.equals("cloudwatch") ? "monitoring" : service, exchange.getRequestHeaders(), body);
            if (denied.contains(action)) {
                throw new RefusedException(api.notAllowed(action, "*"));
            }
            return switch (service) {
                case "cloudformation" -> stacks.answer(action, form);
                case "cloudwatch" -> metrics.answer(action, form);
                case "sns" -> topics.answer(action, form);
                case "ecs" -> containers.answer(action, JsonText.read(text));
                default -> queues.forward(exchange.getRequestHeaders(), body);
            };
        } catch (RefusedException e) {
            return e.refusal().toAnswer(api);
        }
    }

    /** What goes by method and path; it is refused as JSON is. */
    private Answer byPath(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        String action = path.startsWith(Functions.MAPPINGS)
                ? "lambda:ListEventSourceMappings"
                : path.startsWith(Schedules.PATH) ? "scheduler:GetSchedule" : "lambda:GetFunctionConfiguration";
        actions.add(action);
        try {
            keyring.check(
                    Api.JSON,
                    action.substring(0, action.indexOf(':')),
                    "GET\n" + path + '\n' + query + '\n',
                    exchange.getRequestHeaders(),
                    new byte[0]);
            if (denied.contains(action)) {
                throw new RefusedException(Api.JSON.notAllowed(action, "*"));
            }
            return switch (action) {
                case "lambda:ListEventSourceMappings" -> functions.mappings(query);
                case "scheduler:GetSchedule" -> schedules.get(path);
                default -> functions.configuration(path);
            };
        } catch (RefusedException e) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", e.refusal().code());
            return e.refusal().toAnswer(Api.JSON);
        }
    }

    /** The action of a JSON request, as a policy names it; those on a batch are named as those on one message. */
    private static String targeted(String target) throws RefusedException {
        String action = target.substring(target.indexOf('.') + 1);
        if (target.startsWith("AmazonSQS.")) {
            return "sqs:" + (action.endsWith("Batch") ? action.substring(0, action.length() - 5) : action);
        }
        if (target.startsWith(Containers.TARGET)) {
            return "ecs:" + action;
        }
        throw new RefusedException(new Refusal(400, "UnknownOperationException", ""));
    }
}
