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
    /** Of a hundred each. Whether anybody is told of alarms, and some names, is all that is wanted of them. */
    static final int SUBSCRIBER_PAGES = 10;

    /** In place of an ARN, of somebody who has left; another text stands there as long as nobody has said yes. */
    private static final String DELETED = "Deleted";

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
        Pages.all(what, marker -> {
            String page = marker.isEmpty() ? query : query + "&Marker=" + UriEncoding.value(marker);
            Json said = Refused.orElse(
                    "lambda:ListEventSourceMappings", () -> lambda.ask(what, "GET", MAPPINGS, page, Json.NOTHING));
            said.at("EventSourceMappings").items().forEach(mapping -> all.add(feed(mapping)));
            return said.textAt("NextMarker");
        });
        return all;
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
    public Subscribers subscribers(String topicArn) throws Unreachable {
        AwsClient sns = clients.open(Api.SNS);
        List<Subscriber> known = new ArrayList<>();
        Map<String, String> request = new HashMap<>(Map.of("TopicArn", topicArn));
        boolean isAll = Pages.some(SUBSCRIBER_PAGES, token -> {
            if (!token.isEmpty()) {
                request.put("NextToken", token);
            }
            Xml page = Refused.orElse(
                    "sns:ListSubscriptionsByTopic",
                    () -> sns.form("the topic " + topicArn, "ListSubscriptionsByTopic", request));
            page.members("Subscriptions").stream()
                    .filter(one -> !one.text("SubscriptionArn").equals(DELETED))
                    .forEach(one -> known.add(new Subscriber(
                            one.text("Protocol"),
                            one.text("Endpoint"),
                            one.text("SubscriptionArn").startsWith("arn:"))));
            return page.text("NextToken");
        });
        return new Subscribers(known, isAll);
    }

    private static Duration seconds(Json said, String field) {
        return Duration.ofSeconds(
                said.at(field).number().map(BigDecimal::longValue).orElse(0L));
    }
}
