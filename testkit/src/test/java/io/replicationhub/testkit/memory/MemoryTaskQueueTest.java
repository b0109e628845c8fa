package io.replicationhub.testkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.contract.TaskQueueContract;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryTaskQueueTest extends TaskQueueContract {
    private static final Duration VISIBILITY = Duration.ofMinutes(15);
    private final FakeClock clock = FakeClock.atStart();
    private final MemoryTaskQueue queue = new MemoryTaskQueue(clock, clock.sleeper(), VISIBILITY, QueueTrouble.none());

    @Override
    protected TaskQueue queue() {
        return queue;
    }

    @Override
    protected Duration visibility() {
        return VISIBILITY;
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Test
    void troubleBringsDuplicatesAndDisorder() throws InterruptedException {
        MemoryTaskQueue troubled = new MemoryTaskQueue(
                clock,
                clock.sleeper(),
                VISIBILITY,
                new QueueTrouble(new SplittableRandom(1), 0.5, QueueTrouble.Reordering.ANY));
        List<TaskMessage> sent =
                IntStream.range(0, 40).mapToObj(i -> message("k" + i)).toList();
        troubled.send(sent);
        List<TaskMessage> received = troubled.receive(1000, Duration.ZERO).stream()
                .map(Delivery::message)
                .toList();
        assertEquals(Set.copyOf(sent), Set.copyOf(received));
        assertTrue(received.size() > sent.size());
        assertNotEquals(sent, received.stream().distinct().toList());
    }

    private static TaskMessage message(String key) {
        ObjectStamp stamp =
                new ObjectStamp(1, new ETag("e"), FakeClock.atStart().instant());
        return TaskMessage.of(List.of(new CopyTask(new ObjectKey(key), new ObjectKey(key), stamp)));
    }
}
