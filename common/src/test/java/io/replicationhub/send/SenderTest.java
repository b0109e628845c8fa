package io.replicationhub.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.DiffListener;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.plan.Side;
import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.QueueException;
import io.replicationhub.send.SendResult.Backlogged;
import io.replicationhub.send.SendResult.Sent;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.PackLimits;
import io.replicationhub.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SenderTest {
    private static final SendSettings SETTINGS =
            new SendSettings(PackLimits.STANDARD, SendSettings.BATCH, Duration.ofMillis(500), 5);

    private final NotedQueue queue = new NotedQueue();
    private final SetClock clock = new SetClock();

    @Test
    void allThatDiffersIsSentOnceAndTheSummaryIsTheDiffs() throws Exception {
        ScriptedDiff diff = new ScriptedDiff(listener -> {
            for (int i = 0; i < 1_234; i++) {
                listener.differs(ScriptedDiff.missing("k" + i, "to/k" + i));
            }
            listener.differs(ScriptedDiff.changed("c", "to/c"));
            listener.differs(ScriptedDiff.extra("to/x"));
        });
        Sent sent = assertInstanceOf(Sent.class, sender(diff).run(SendListener.NONE));
        assertEquals(1_235, sent.tasks());
        assertEquals(queue.messages().size(), sent.messages());
        List<Task> tasks = queue.tasks();
        assertEquals(1_235, tasks.stream().distinct().count());
        CopyTask last = assertInstanceOf(CopyTask.class, tasks.getLast());
        assertEquals("c", last.source().value());
        assertEquals("to/c", last.destination().value());
        assertSame(ScriptedDiff.SUMMARY, sent.diff());
    }

    @Test
    void noBatchIsLargerThanTheQueueTakesAndTheFirstTasksLeaveAtOnce() throws Exception {
        List<Integer> sentByThen = new ArrayList<>();
        ScriptedDiff diff = new ScriptedDiff(listener -> {
            for (int i = 0; i < 20_000; i++) {
                listener.differs(ScriptedDiff.missing("k" + i, "k" + i));
                sentByThen.add(queue.messages().size());
            }
        });
        sender(diff).run(SendListener.NONE);
        assertEquals(1, sentByThen.getFirst(), "the first task does not wait for company");
        assertTrue(queue.batches().stream().allMatch(size -> size >= 1 && size <= SendSettings.BATCH));
        assertTrue(queue.messages().size() < 20_000 / 100 + 20, queue.messages().size() + " messages");
    }

    @Test
    void aTaskDoesNotWaitForEverForCompany() throws Exception {
        ScriptedDiff diff = new ScriptedDiff(listener -> {
            for (int i = 0; i < 100; i++) {
                listener.differs(ScriptedDiff.missing("k" + i, "k" + i));
            }
            int before = queue.tasks().size();
            assertTrue(before < 100, "some are waiting");
            listener.listed(Side.SOURCE, new Amount(1, 1));
            assertEquals(before, queue.tasks().size());
            clock.pass(Duration.ofMillis(500));
            listener.listed(Side.SOURCE, new Amount(1, 1));
            assertEquals(100, queue.tasks().size());
        });
        assertEquals(100, ((Sent) sender(diff).run(SendListener.NONE)).tasks());
    }

    @Test
    void withABacklogAboveTheLimitNothingIsLookedAtOrSent() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        ScriptedDiff diff = new ScriptedDiff(listener -> runs.incrementAndGet());
        queue.backlog = new Backlog(3, 3);
        assertEquals(new Backlogged(new Backlog(3, 3), 5), sender(diff).run(SendListener.NONE));
        assertEquals(0, runs.get());
        queue.backlog = new Backlog(3, 2);
        assertInstanceOf(Sent.class, sender(diff).run(SendListener.NONE));
        assertEquals(1, runs.get());
    }

    @Test
    void aTaskThatCannotBeSentFailsTheRun() {
        queue.failAfter = 3;
        ScriptedDiff diff = new ScriptedDiff(listener -> {
            for (int i = 0; i < 1_000; i++) {
                listener.differs(ScriptedDiff.missing("k" + i, "k" + i));
            }
        });
        assertThrows(QueueException.class, () -> sender(diff).run(SendListener.NONE));
    }

    @Test
    void aLastTaskThatCannotBeSentFailsTheRunToo() {
        ScriptedDiff diff = new ScriptedDiff(listener -> {
            listener.differs(ScriptedDiff.missing("a", "a"));
            listener.differs(ScriptedDiff.missing("b", "b"));
            queue.failAfter = queue.batches().size();
        });
        assertThrows(QueueException.class, () -> sender(diff).run(SendListener.NONE));
    }

    @Test
    void aListingThatFailsFailsTheRun() {
        ListingFailed failure =
                new ListingFailed(Side.SOURCE, new StorageException.Denied(FailureScope.BUCKET, "no", null));
        ScriptedDiff diff = new ScriptedDiff(listener -> {
            throw failure;
        });
        assertSame(failure, assertThrows(ListingFailed.class, () -> sender(diff).run(SendListener.NONE)));
    }

    @Test
    void theListenerHearsOfADifferenceBeforeItsTaskIsSentAndOfTheEndBeforeTheLast() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        ScriptedDiff diff = new ScriptedDiff(listener -> {
            listener.listed(Side.SOURCE, new Amount(7, 70));
            listener.differs(ScriptedDiff.missing("a", "a"));
            listener.restarted(Side.DESTINATION);
            listener.differs(ScriptedDiff.missing("b", "b"));
        });
        sender(diff).run(new SendListener() {
            @Override
            public void listed(Side side, Amount more) {
                heard.add("listed " + side + " " + more.objects());
            }

            @Override
            public void found(Difference difference) {
                heard.add("found after " + queue.tasks().size());
            }

            @Override
            public void restarted(Side unordered) {
                heard.add("restarted " + unordered);
            }

            @Override
            public void listingDone(DiffSummary summary) {
                heard.add("done after " + queue.tasks().size());
            }
        });
        assertEquals(
                List.of("listed source 7", "found after 0", "restarted destination", "found after 1", "done after 1"),
                heard);
        assertEquals(2, queue.tasks().size());
    }

    @Test
    void manyThreadsMayTellAtOnceAndNothingIsLostOrDoubled() throws Exception {
        ScriptedDiff diff = new ScriptedDiff(listener -> tellFromManyThreads(listener, 8, 5_000));
        Sent sent = assertInstanceOf(Sent.class, sender(diff).run(SendListener.NONE));
        assertEquals(40_000, sent.tasks());
        assertEquals(40_000, queue.tasks().stream().distinct().count());
    }

    private static void tellFromManyThreads(DiffListener listener, int threads, int each) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "t" + t + "/";
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int i = 0; i < each; i++) {
                        listener.differs(ScriptedDiff.missing(name + i, name + i));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    private Sender sender(ScriptedDiff diff) {
        return new Sender(diff, queue, SETTINGS, clock);
    }
}
