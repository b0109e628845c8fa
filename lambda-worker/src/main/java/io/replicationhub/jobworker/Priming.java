package io.replicationhub.jobworker;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.select.Selection;
import io.replicationhub.settings.Sides;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.task.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does once, while Lambda still grants two processors for the start, what the first batch would wait for with the share of
 * one that its memory setting brings: classes are loaded, TLS is agreed on with both sides, a message is read. What comes
 * of it does not matter, and it is not waited for long.
 */
final class Priming {
    private static final Duration WAITED_MOST = Duration.ofSeconds(2);

    private Priming() {}

    /** Returns when it is done or has taken too long. */
    static void of(Sides sides, Selection selection) {
        List<Runnable> all = List.of(
                () -> ask(sides.source(), selection.sourcePrefix()),
                () -> ask(sides.destination(), selection.destinationPrefix()),
                Priming::readAMessage);
        var done = new CountDownLatch(all.size());
        for (Runnable one : all) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            one.run();
                        } finally {
                            done.countDown();
                        }
                    },
                    "priming");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            if (!done.await(WAITED_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One list request of one key: the cheapest that there is, and one that a worker's role allows. */
    private static void ask(ObjectStore store, String prefix) {
        try {
            var page = store.list(new ListRequest(prefix, Optional.empty(), Optional.empty(), 1));
            assert page != null;
        } catch (StorageException | RuntimeException e) {
            // The first batch will meet it, and knows what to do.
            return;
        }
    }

    private static void readAMessage() {
        var key = new ObjectKey("k");
        var stamp = new ObjectStamp(0, ETag.NONE, Instant.EPOCH);
        try {
            TaskMessage message =
                    TaskCodec.decode(TaskCodec.encode(TaskMessage.of(List.of(new CopyTask(key, key, stamp)))));
            assert message != null;
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException("what we write, we read", e);
        }
    }
}
