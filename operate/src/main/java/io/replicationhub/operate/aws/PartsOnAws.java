package io.replicationhub.operate.aws;

import io.replicationhub.aws.call.Api;
import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Json;
import io.replicationhub.aws.call.Xml;
import io.replicationhub.aws.scheduler.Schedules;
import io.replicationhub.aws.sqs.QueueAttributes;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.StackParts;
import io.replicationhub.wire.text.UriEncoding;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts as their services tell of them. Sources: Lambda API reference, GetFunctionConfiguration and
 * ListEventSourceMappings; SNS API reference, ListSubscriptionsByTopic.
 */
final class PartsOnAws implements StackParts {
    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final String MAPPINGS = "/2015-03-31/event-source-mappings/";
    /** Of a hundred mappings each (Lambda API reference, ListEventSourceMappings): far more than a function can have. */
    static final int PAGES_MOST = 100;

    /** In place of an ARN, as long as nobody has said yes. */
    private static final String PENDING = "PendingConfirmation";

    private final Clients clients;

    PartsOnAws(Clients clients) {
        this.clients = clients;
    }

    interface Clients {
        AwsClient open(Api api) throws Unreachable;
    }

    @Override
    public QueueAttributes queue(String url) throws Unreachable {
        AwsClient sqs = clients.open(Api.SQS);
        return Refused.orElse("sqs:GetQueueAttributes", () -> QueueAttributes.of(sqs, url));
    }

    @Override
    public Worker worker(String function) throws Unreachable {
        AwsClient lambda = clients.open(Api.LAMBDA);
        String path = FUNCTIONS + UriEncoding.value(function) + "/configuration";
        Json said = Refused.orElse(
                "lambda:GetFunctionConfiguration",
                () -> lambda.ask("the function " + function, "GET", path, "", Json.NOTHING));
        Map<String, String> environment = new HashMap<>();
        said.at("Environment", "Variables")
                .fields()
                .forEach((name, value) -> environment.put(name, value.text().orElse("")));
        String reason = said.textAt("StateReason");
        return new Worker(
                said.textAt("State"),
                reason.isEmpty() ? said.textAt("LastUpdateStatusReason") : reason,
                said.textAt("LastUpdateStatus").equals("Failed"),
                seconds(said, "Timeout"),
                environment);
    }

    @Override
    public List<Feed> feeds(String function) throws Unreachable {
        AwsClient lambda = clients.open(Api.LAMBDA);
        String what = "the event source mappings of " + function;
        String query = "FunctionName=" + UriEncoding.value(function);
        List<Feed> all = new ArrayList<>();
        String marker = "";
        for (int pages = 0; pages < PAGES_MOST; pages++) {
            String page = marker.isEmpty() ? query : query + "&Marker=" + UriEncoding.value(marker);
            Json said = Refused.orElse(
                    "lambda:ListEventSourceMappings", () -> lambda.ask(what, "GET", MAPPINGS, page, Json.NOTHING));
            said.at("EventSourceMappings").items().forEach(mapping -> all.add(feed(mapping)));
            marker = said.textAt("NextMarker");
            if (marker.isEmpty()) {
                return all;
            }
        }
        throw new Unreachable(what + " come in more than " + PAGES_MOST + " pages", null);
    }

    private static Feed feed(Json mapping) {
        String reason = mapping.textAt("StateTransitionReason");
        String last = mapping.textAt("LastProcessingResult");
        return new Feed(
                mapping.textAt("EventSourceArn"),
                mapping.textAt("State"),
                last.startsWith("PROBLEM") ? last : reason,
                seconds(mapping, "MaximumBatchingWindowInSeconds"),
                mapping.at("FunctionResponseTypes").items().stream()
                        .anyMatch(type -> type.text().orElse("").equals("ReportBatchItemFailures")));
    }

    @Override
    public Schedules.Plan schedule(String name) throws Unreachable {
        AwsClient scheduler = clients.open(Api.SCHEDULER);
        return Refused.orElse("scheduler:GetSchedule", () -> new Schedules(scheduler).read(name));
    }

    @Override
    public List<Subscriber> subscribers(String topicArn) throws Unreachable {
        AwsClient sns = clients.open(Api.SNS);
        List<Subscriber> all = new ArrayList<>();
        Map<String, String> request = new HashMap<>(Map.of("TopicArn", topicArn));
        while (true) {
            Xml page = Refused.orElse(
                    "sns:ListSubscriptionsByTopic",
                    () -> sns.form("the topic " + topicArn, "ListSubscriptionsByTopic", request));
            page.members("Subscriptions")
                    .forEach(one -> all.add(new Subscriber(
                            one.text("Protocol"),
                            one.text("Endpoint"),
                            !one.text("SubscriptionArn").equals(PENDING))));
            String next = page.text("NextToken");
            if (next.isEmpty()) {
                return all;
            }
            request.put("NextToken", next);
        }
    }

    private static Duration seconds(Json said, String field) {
        return Duration.ofSeconds(
                said.at(field).number().map(BigDecimal::longValue).orElse(0L));
    }
}
