package io.replicationhub.aws.sqs;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Json;
import io.replicationhub.aws.call.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What SQS says of a queue (SQS API reference, GetQueueAttributes). Counts are approximate: they are right within a minute
 * of the last change.
 *
 * @param said by AWS's names; emulators leave some out
 */
public record QueueAttributes(Map<String, String> said) {
    private static final String WAITING = "ApproximateNumberOfMessages";
    private static final String IN_FLIGHT = "ApproximateNumberOfMessagesNotVisible";
    private static final String DELAYED = "ApproximateNumberOfMessagesDelayed";
    private static final String RETENTION = "MessageRetentionPeriod";

    /** Enough for the counts and for {@link #retention()}. */
    public static final List<String> LEVEL = List.of(WAITING, IN_FLIGHT, DELAYED, RETENTION);

    public QueueAttributes {
        said = Map.copyOf(said);
    }

    /** Asks for all of them. */
    public static QueueAttributes of(AwsClient sqs, String url) throws Refusal, InterruptedException {
        Json attributes = sqs.ask(
                        "the queue " + url,
                        "AmazonSQS.GetQueueAttributes",
                        Json.object().with("QueueUrl", url).with("AttributeNames", Json.texts(List.of("All"))))
                .at("Attributes");
        Map<String, String> said = new TreeMap<>();
        attributes.fields().forEach((name, value) -> value.text().ifPresent(text -> said.put(name, text)));
        var all = new QueueAttributes(said);
        Optional<String> uncounted = all.uncounted();
        if (uncounted.isPresent()) {
            throw new Refusal(200, "", "SQS gives no number for " + uncounted.get() + " of " + url, null);
        }
        return all;
    }

    /** The first count that is not said as a number; such a one reads as 0, which it need not be. */
    public Optional<String> uncounted() {
        return Stream.of(WAITING, IN_FLIGHT, DELAYED)
                .filter(count -> !isCount(said.getOrDefault(count, "")))
                .findFirst();
    }

    private static boolean isCount(String text) {
        return text.matches("\\d{1,18}");
    }

    /** Can be received now. */
    public long waiting() {
        return count(WAITING);
    }

    /** Received and not yet settled. */
    public long inFlight() {
        return count(IN_FLIGHT);
    }

    /** Sent and not yet to be received. */
    public long delayed() {
        return count(DELAYED);
    }

    /** Waiting, in flight and delayed. */
    public long all() {
        return waiting() + inFlight() + delayed();
    }

    /** Empty text where it is not said. */
    public String arn() {
        return said.getOrDefault("QueueArn", "");
    }

    /** How long a message is hidden from others once it has been received. */
    public Optional<Duration> visibility() {
        return seconds("VisibilityTimeout");
    }

    public Optional<Duration> retention() {
        return seconds(RETENTION);
    }

    /** By SQS's own keys or by one of KMS. */
    public boolean isEncrypted() {
        return said.getOrDefault("SqsManagedSseEnabled", "").equals("true")
                || !said.getOrDefault("KmsMasterKeyId", "").isEmpty();
    }

    /** Where messages go that were received too often; empty where they stay. */
    public Optional<Redrive> redrive() {
        try {
            Json policy = Json.parse(said.getOrDefault("RedrivePolicy", "null"));
            String target = policy.textAt("deadLetterTargetArn");
            Json receives = policy.at("maxReceiveCount");
            // SQS has been seen to write it as a number and as text.
            int count = receives.number()
                    .map(Number::intValue)
                    .orElseGet(() -> Integer.valueOf(receives.text().orElse("0")));
            return target.isEmpty() ? Optional.empty() : Optional.of(new Redrive(target, count));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Where to.
     *
     * @param target the ARN of the queue for dead letters
     * @param receives how often a message is received before
     */
    public record Redrive(String target, int receives) {}

    private long count(String name) {
        String text = said.getOrDefault(name, "");
        return isCount(text) ? Long.parseLong(text) : 0;
    }

    private Optional<Duration> seconds(String name) {
        return Optional.ofNullable(said.get(name))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
