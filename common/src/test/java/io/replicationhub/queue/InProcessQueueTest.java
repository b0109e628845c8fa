package io.replicationhub.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InProcessQueueTest {
    private static final Duration SHORTLY = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(20);
    private final InProcessQueue queue = new InProcessQueue(3, System::nanoTime);

    private static TaskMessage message(String... keys) {
        return TaskMessage.of(
                List.of(keys).stream().map(InProcessQueueTest::task).toList());
    }

    private static Task task(String key) {
        ObjectKey name = new ObjectKey(key);
        return new CopyTask(name, name, new ObjectStamp(1, ETag.NONE, Instant.EPOCH));
    }

    @Test
    void aReleasedMessageComesAgainAndAnAcknowledgedOneDoesNot() throws Exception {
        queue.send(List.of(message("a"), message("b")));
        List<Delivery> taken = queue.receive(10, SHORTLY);
        assertEquals(2, taken.size());
        queue.acknowledge(taken.get(0));
        queue.acknowledge(taken.get(0));
        queue.release(taken.get(1), Duration.ofMillis(30));
        assertEquals(List.of(), queue.receive(10, Duration.ZERO));
        List<Delivery> again = queue.receive(10, LONG);
        assertEquals(message("b"), again.getFirst().message());
        assertEquals(2, again.getFirst().receiveCount());
        queue.acknowledge(again.getFirst());
        queue.release(again.getFirst(), Duration.ZERO);
        assertEquals(new Backlog(0, 0), queue.backlog());
    }

    @Test
    void aSenderWaitsForRoomAndAWorkerDoesNot() throws Exception {
        queue.send(List.of(message("a", "b"), message("c")));
        CompletableFuture<Void> sender = sending(message("d"));
        assertThrows(java.util.concurrent.TimeoutException.class, () -> sender.get(50, TimeUnit.MILLISECONDS));
        queue.workerSide().send(List.of(message("e", "f", "g")));
        assertEquals(6, queue.unsettledTasks());
        List<Delivery> taken = queue.receive(3, SHORTLY);
        assertEquals(3, taken.size());
        sender.get(10, TimeUnit.SECONDS);
        assertEquals(7, queue.unsettledTasks());
        taken.forEach(queue::acknowledge);
        taken.forEach(queue::acknowledge);
        assertEquals(1, queue.unsettledTasks());
    }

    @Test
    void aMessageLargerThanAllTheRoomPassesAlone() throws Exception {
        queue.send(List.of(message("a", "b", "c", "d", "e")));
        assertEquals(1, queue.receive(3, SHORTLY).size());
    }

    @Test
    void itIsExhaustedWhenNothingIsLeftAndNothingWillCome() throws Exception {
        queue.send(List.of(message("a")));
        assertFalse(queue.isExhausted());
        Delivery taken = queue.receive(1, SHORTLY).getFirst();
        queue.sendersDone();
        assertFalse(queue.isExhausted(), "it may be released");
        CompletableFuture<List<Delivery>> receiving = CompletableFuture.supplyAsync(() -> receive(LONG));
        queue.acknowledge(taken);
        assertEquals(List.of(), receiving.get(10, TimeUnit.SECONDS));
        assertTrue(queue.isExhausted());
    }

    @Test
    void closingWakesEverybody() throws Exception {
        queue.send(List.of(message("a", "b", "c")));
        CompletableFuture<Void> sender = sending(message("d"));
        InProcessQueue empty = new InProcessQueue(1, System::nanoTime);
        CompletableFuture<List<Delivery>> receiving = CompletableFuture.supplyAsync(() -> {
            try {
                return empty.receive(1, LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        queue.close();
        empty.close();
        ExecutionException failed = assertThrows(ExecutionException.class, () -> sender.get(10, TimeUnit.SECONDS));
        assertTrue(failed.getCause().getCause() instanceof QueueException, () -> String.valueOf(failed));
        assertEquals(List.of(), receiving.get(10, TimeUnit.SECONDS));
        assertEquals(List.of(), queue.receive(10, LONG));
    }

    private CompletableFuture<Void> sending(TaskMessage message) {
        return CompletableFuture.runAsync(() -> {
            try {
                queue.send(List.of(message));
            } catch (QueueException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<Delivery> receive(Duration wait) {
        try {
            return queue.receive(1, wait);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
