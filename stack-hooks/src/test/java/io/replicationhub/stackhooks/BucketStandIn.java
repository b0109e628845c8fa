package io.replicationhub.stackhooks;

import io.replicationhub.stackhooks.StandIn.Asked;
import io.replicationhub.stackhooks.StandIn.Said;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The notification configurations of buckets as S3 keeps them: whole documents, the last writer's counts (Amazon S3 API
 * Reference, PutBucketNotificationConfiguration).
 */
final class BucketStandIn {
    static final String HEAD = "<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
    static final String TAIL = "</NotificationConfiguration>";

    final Map<String, String> documents = new ConcurrentHashMap<>();
    final List<String> written = new ArrayList<>();
    final List<String> skipped = new ArrayList<>();
    /** What becomes of the next writes: refusals, or what somebody else makes of the document right after. */
    private final Deque<UnaryOperator<String>> after = new ArrayDeque<>();

    private final Deque<Said> refusals = new ArrayDeque<>();
    /** How many readings still show what was there before the last write. */
    private int lag;

    private String before = "";

    BucketStandIn(StandIn aws, String... buckets) {
        for (String bucket : buckets) {
            documents.put(bucket, HEAD + TAIL);
            aws.answer("GET /" + bucket + "?notification", asked -> read(bucket));
            aws.answer("PUT /" + bucket + "?notification", asked -> write(bucket, asked));
        }
    }

    void refuse(int times, int status, String code, String message) {
        for (int i = 0; i < times; i++) {
            refusals.add(
                    new Said(status, "", "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>"));
        }
    }

    void afterNextWrite(UnaryOperator<String> somebody) {
        after.add(somebody);
    }

    void showLate(int readings) {
        lag = readings;
    }

    private synchronized Said read(String bucket) {
        String document = documents.get(bucket);
        if (document == null) {
            return new Said(
                    404,
                    "",
                    "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>");
        }
        if (lag > 0 && !before.isEmpty()) {
            lag--;
            return Said.good(before);
        }
        return Said.good("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document);
    }

    private synchronized Said write(String bucket, Asked asked) {
        if (!refusals.isEmpty()) {
            return refusals.poll();
        }
        before = documents.getOrDefault(bucket, "");
        written.add(asked.body());
        skipped.add(asked.skipped());
        documents.put(bucket, after.isEmpty() ? asked.body() : after.poll().apply(asked.body()));
        return Said.good("");
    }
}
