package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.OddKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every promise of {@link TaskQueue} as a test. */
@Timeout(120)
public abstract class TaskQueueContract {
    private static final Duration SHORTLY = Duration.ofMillis(100);
    private static final Duration PATIENTLY = Duration.ofSeconds(5);

    /** The queue, empty when a test begins. */
    protected abstract TaskQueue queue();

    /** How long a delivery is hidden from others; a few seconds at most where time is real. */
    protected abstract Duration visibility();

    /** Lets time pass for the queue. */
    protected abstract void pass(Duration time) throws InterruptedException;

    @Test
    void whatIsSentIsReceivedAsItWas() throws Exception {
        TaskMessage sent = new TaskMessage(3, List.of(SampleTasks.task("a"), SampleTasks.task("b")));
        queue().send(List.of(sent));
        List<Delivery> received = queue().receive(10, PATIENTLY);
        assertEquals(List.of(sent), contents(received));
        assertEquals(1, received.getFirst().receiveCount());
    }

    @Test
    void whatIsSentLaterIsNotSeenBefore() throws Exception {
        List<TaskMessage> sent = SampleTasks.messages(1);
        queue().sendLater(sent, Duration.ofSeconds(1));
        assertEquals(List.of(), queue().receive(10, Duration.ZERO));
        assertEquals(1, queue().backlog().waiting() + queue().backlog().inFlight());
        pass(Duration.ofSeconds(1));
        List<Delivery> received = queue().receive(10, PATIENTLY);
        assertEquals(sent, contents(received));
        assertEquals(1, received.getFirst().receiveCount());
    }

    @Test
    void anEmptyQueueGivesNothing() throws Exception {
        assertEquals(List.of(), queue().receive(10, SHORTLY));
        assertEquals(new Backlog(0, 0), queue().backlog());
    }

    @Test
    void sendingNothingIsNoFailure() throws Exception {
        queue().send(List.of());
        assertEquals(List.of(), queue().receive(10, SHORTLY));
    }

    @Test
    void manyMessagesAreAllDelivered() throws Exception {
        List<TaskMessage> sent = SampleTasks.messages(137);
        queue().send(sent);
        assertEquals(Set.copyOf(sent), Set.copyOf(contents(drain())));
        assertEquals(List.of(), queue().receive(10, SHORTLY));
    }

    @Test
    void oneReceiveTakesNoMoreThanWasAskedFor() throws Exception {
        queue().send(SampleTasks.messages(8));
        assertTrue(queue().receive(3, PATIENTLY).size() <= 3);
        assertTrue(queue().receive(1, PATIENTLY).size() <= 1);
    }

    @Test
    void aReceiveForMoreThanTheQueueGivesAtOnceIsNoFailure() throws Exception {
        queue().send(SampleTasks.messages(25));
        List<Delivery> received = queue().receive(25, PATIENTLY);
        assertTrue(!received.isEmpty() && received.size() <= 25);
    }

    @Test
    void heavyMessagesAreSentThoughABatchCannotHoldThem() throws Exception {
        List<TaskMessage> sent = IntStream.range(0, 12)
                .mapToObj(i -> SampleTasks.heavy(i, 110_000))
                .toList();
        queue().send(sent);
        assertEquals(Set.copyOf(sent), Set.copyOf(contents(drain())));
    }

    @Test
    void tasksWithOddKeysComeBackAsTheyWere() throws Exception {
        List<Task> tasks = OddKeys.all().stream().map(SampleTasks::task).toList();
        TaskMessage sent = TaskMessage.of(tasks);
        queue().send(List.of(sent));
        assertEquals(List.of(sent), contents(drain()));
    }

    @Test
    void whatWasTakenIsHiddenFromOthersForAWhileOnly() throws Exception {
        queue().send(SampleTasks.messages(1));
        assertEquals(1, queue().receive(10, PATIENTLY).size());
        assertEquals(List.of(), queue().receive(10, SHORTLY));
        pass(visibility().plusMillis(300));
        List<Delivery> again = queue().receive(10, PATIENTLY);
        assertEquals(SampleTasks.messages(1), contents(again));
        assertEquals(2, again.getFirst().receiveCount());
    }

    @Test
    void whatWasAcknowledgedDoesNotComeAgain() throws Exception {
        queue().send(SampleTasks.messages(1));
        queue().acknowledge(queue().receive(10, PATIENTLY).getFirst());
        pass(visibility().plusMillis(300));
        assertEquals(List.of(), queue().receive(10, SHORTLY));
        assertEmpty();
    }

    @Test
    void acknowledgingTwiceIsNoFailure() throws Exception {
        queue().send(SampleTasks.messages(1));
        Delivery delivery = queue().receive(10, PATIENTLY).getFirst();
        queue().acknowledge(delivery);
        queue().acknowledge(delivery);
        assertEmpty();
    }

    @Test
    void acknowledgingTooLateIsNoFailure() throws Exception {
        queue().send(SampleTasks.messages(1));
        Delivery late = queue().receive(10, PATIENTLY).getFirst();
        pass(visibility().plusMillis(300));
        Delivery again = queue().receive(10, PATIENTLY).getFirst();
        assertNotEquals(late.receipt(), again.receipt());
        queue().acknowledge(late);
        queue().acknowledge(again);
        pass(visibility().plusMillis(300));
        assertEquals(List.of(), queue().receive(10, SHORTLY));
    }

    @Test
    void whatIsReleasedComesAgainWithAHigherCount() throws Exception {
        queue().send(SampleTasks.messages(1));
        for (int count = 1; count <= 4; count++) {
            Delivery delivery = queue().receive(10, PATIENTLY).getFirst();
            assertEquals(count, delivery.receiveCount());
            queue().release(delivery, Duration.ZERO);
        }
    }

    @Test
    void whatIsReleasedWithADelayComesNotBefore() throws Exception {
        queue().send(SampleTasks.messages(1));
        queue().release(queue().receive(10, PATIENTLY).getFirst(), Duration.ofSeconds(2));
        assertEquals(List.of(), queue().receive(10, SHORTLY));
        pass(Duration.ofMillis(2_500));
        assertEquals(1, queue().receive(10, PATIENTLY).size());
    }

    @Test
    void releasingWhatWasAcknowledgedBringsNothingBack() throws Exception {
        queue().send(SampleTasks.messages(1));
        Delivery delivery = queue().receive(10, PATIENTLY).getFirst();
        queue().acknowledge(delivery);
        try {
            queue().release(delivery, Duration.ZERO);
        } catch (QueueException mayBeSaid) {
            assertTrue(String.valueOf(mayBeSaid.getMessage()).length() > 0);
        }
        assertEquals(List.of(), queue().receive(10, SHORTLY));
    }

    @Test
    void theBacklogTellsWhatWaitsAndWhatIsInFlight() throws Exception {
        queue().send(SampleTasks.messages(5));
        assertEquals(new Backlog(5, 0), queue().backlog());
        List<Delivery> taken = queue().receive(2, PATIENTLY);
        assertEquals(new Backlog(5 - taken.size(), taken.size()), queue().backlog());
        for (Delivery delivery : taken) {
            queue().acknowledge(delivery);
        }
        assertEquals(new Backlog(5 - taken.size(), 0), queue().backlog());
    }

    @Test
    void manyThreadsSendAndReceiveAtOnce() throws Exception {
        int threads = 8;
        List<Set<TaskMessage>> received;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Set<TaskMessage>>> work = IntStream.range(0, threads)
                    .<Callable<Set<TaskMessage>>>mapToObj(thread -> () -> sendAndReceive(thread))
                    .toList();
            received = new ArrayList<>();
            for (Future<Set<TaskMessage>> done : pool.invokeAll(work)) {
                received.add(done.get());
            }
        }
        Set<TaskMessage> all = new HashSet<>();
        received.forEach(all::addAll);
        all.addAll(contents(drain()));
        assertEquals(threads * 10, all.size());
    }

    private Set<TaskMessage> sendAndReceive(int thread) throws Exception {
        Set<TaskMessage> received = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            queue().send(List.of(SampleTasks.message(thread + "/" + i)));
            for (Delivery delivery : queue().receive(10, SHORTLY)) {
                received.add(delivery.message());
                queue().acknowledge(delivery);
            }
        }
        return received;
    }

    /** Receives and acknowledges until nothing comes. */
    private List<Delivery> drain() throws Exception {
        List<Delivery> all = new ArrayList<>();
        while (true) {
            List<Delivery> some = queue().receive(10, Duration.ofMillis(300));
            if (some.isEmpty()) {
                return all;
            }
            for (Delivery delivery : some) {
                queue().acknowledge(delivery);
                all.add(delivery);
            }
        }
    }

    private void assertEmpty() throws Exception {
        assertTrue(queue().backlog().isEmpty(), () -> "something is left");
    }

    private static List<TaskMessage> contents(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::message).toList();
    }
}
