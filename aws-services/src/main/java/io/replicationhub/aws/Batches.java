package io.replicationhub.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts message bodies into batches that SQS takes: at most 10 messages, at most 256 KiB together. */
final class Batches {
    private Batches() {}

    /** The bodies in their order, each in exactly one batch. A body that is too large alone stands alone. */
    static List<List<String>> of(List<String> bodies) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        long bytes = 0;
        for (String body : bodies) {
            int size = sizeOf(body);
            if (!batch.isEmpty() && (batch.size() == SqsLimits.BATCH_MOST || bytes + size > SqsLimits.BYTES_MOST)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(body);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    static int sizeOf(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }
}
