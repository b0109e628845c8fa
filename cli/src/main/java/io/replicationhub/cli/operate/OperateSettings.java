package io.replicationhub.cli.operate;

import io.replicationhub.config.SettingsReader;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.object.FailureClass;
import io.replicationhub.operate.letter.Letter;
import io.replicationhub.operate.letter.LetterChoice;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.select.Glob;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a user said.
 *
 * @param stack empty where queues are named instead
 * @param queue the dead-letter queue, where there is no stack
 * @param to the queue of tasks, where there is no stack
 */
record OperateSettings(
        Optional<String> stack,
        Optional<String> queue,
        Optional<String> to,
        Optional<String> region,
        CredentialsReference credentials,
        Optional<URI> endpoint,
        LetterChoice choice,
        int limit,
        boolean dryRun,
        boolean watch,
        boolean follow,
        boolean json) {
    private static final int LIMIT = 1_000;
    /** SQS lets no more than 120,000 be in flight at once (SQS Developer Guide, quotas). */
    private static final int LIMIT_MOST = 100_000;

    private static final Pattern QUEUE_HOST = Pattern.compile("https://sqs\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?/");

    static OperateSettings read(SettingsReader reader, Operation operation) {
        Optional<String> stack = reader.parsed(OperateOption.STACK, DeployedStack::name);
        Optional<String> queue = reader.parsed(OperateOption.QUEUE, OperateSettings::queueUrl);
        Optional<String> to = reader.parsed(OperateOption.TO, OperateSettings::queueUrl);
        boolean queues = operation.takes(OperateOption.QUEUE);
        if (reader.text(OperateOption.STACK).isEmpty()
                && reader.text(OperateOption.QUEUE).isEmpty()) {
            reader.problem(
                    queues ? "--stack or --queue is missing" : "--stack is missing: it must be the stack's name");
        }
        if (stack.isPresent() && (queue.isPresent() || to.isPresent())) {
            reader.problem("--stack tells the queues: leave out --queue and --to, or --stack");
        }
        if (stack.isEmpty() && operation == Operation.RETRY && queue.isPresent() != to.isPresent()) {
            reader.problem("--queue and --to go together");
        }
        return new OperateSettings(
                stack,
                queue,
                to,
                reader.text(OperateOption.REGION).or(() -> queue.flatMap(OperateSettings::regionOf)),
                credentials(reader),
                reader.endpoint(OperateOption.ENDPOINT_URL),
                new LetterChoice(
                        reader.parsed(OperateOption.CLASS, OperateSettings::failureClass),
                        reader.parsed(OperateOption.KEY, OperateSettings::glob)),
                reader.number(OperateOption.LIMIT, 1, LIMIT_MOST, LIMIT),
                reader.flag(OperateOption.DRY_RUN, false),
                reader.flag(OperateOption.WATCH, false),
                reader.flag(OperateOption.WAIT, false),
                reader.flag(OperateOption.JSON, false));
    }

    private static CredentialsReference credentials(SettingsReader reader) {
        Optional<CredentialsReference> named =
                reader.confidential(OperateOption.CREDENTIALS, CredentialsReference::parse);
        Optional<String> profile = reader.text(OperateOption.PROFILE);
        if (profile.isPresent() && named.isPresent()) {
            reader.problem("--profile and --credentials say the same: leave one out");
        }
        return named.or(() -> profile.map(CredentialsReference.Profile::new))
                .orElse(new CredentialsReference.Default());
    }

    private static String queueUrl(String text) {
        if (!text.matches("https?://[^/]+/.+")) {
            throw new IllegalArgumentException(
                    "a queue's URL, such as https://sqs.eu-west-1.amazonaws.com/123456789012/name");
        }
        return text;
    }

    /** A queue's URL names its region (SQS Developer Guide, "Queue and message identifiers"). */
    private static Optional<String> regionOf(String queueUrl) {
        return Optional.of(QUEUE_HOST.matcher(queueUrl))
                .filter(Matcher::lookingAt)
                .map(host -> host.group(1));
    }

    private static String failureClass(String text) {
        List<String> known = Stream.concat(
                        Arrays.stream(FailureClass.values()).map(Enum::name),
                        Stream.of(Letter.UNREADABLE, Letter.UNSETTLED))
                .toList();
        return known.stream()
                .filter(name -> name.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "one of " + String.join(", ", known).toLowerCase(Locale.ROOT)));
    }

    private static Glob glob(String text) {
        try {
            return Glob.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a glob: " + e.getMessage(), e);
        }
    }
}
