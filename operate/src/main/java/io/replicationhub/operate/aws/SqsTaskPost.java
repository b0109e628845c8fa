package io.replicationhub.operate.aws;

import io.replicationhub.aws.SqsLimits;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.letter.TaskPost;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** A queue of SQS. Source: SQS API reference, SendMessageBatch. */
final class SqsTaskPost implements TaskPost {
    private final SqsClient sqs;
    private final String url;

    SqsTaskPost(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    @Override
    public List<Boolean> send(List<String> bodies) throws Unreachable {
        Boolean[] sent = new Boolean[bodies.size()];
        Arrays.fill(sent, false);
        List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < bodies.size(); i++) {
            int size = bodies.get(i).getBytes(StandardCharsets.UTF_8).length;
            if (!batch.isEmpty() && bytes + size > SqsLimits.BYTES_MOST) {
                post(batch, sent);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(bodies.get(i))
                    .build());
            bytes += size;
        }
        post(batch, sent);
        return List.of(sent);
    }

    private void post(List<SendMessageBatchRequestEntry> batch, Boolean[] sent) throws Unreachable {
        try {
            SqsRequest.of(
                            url,
                            "SendMessage",
                            () -> sqs.sendMessageBatch(
                                    request -> request.queueUrl(url).entries(batch)))
                    .successful()
                    .stream()
                    .map(SendMessageBatchResultEntry::id)
                    .forEach(id -> sent[Integer.parseInt(id)] = true);
        } catch (Unreachable e) {
            // What an earlier batch of these has brought must be told: it is to be removed where it was.
            if (Arrays.asList(sent).contains(true)) {
                return;
            }
            throw e;
        }
    }
}
