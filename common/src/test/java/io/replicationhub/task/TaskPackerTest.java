package io.replicationhub.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskPackerTest {
    @Test
    void everyTaskLeavesOnceInOrderAndNoMessageExceedsALimit() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            PackLimits limits = new PackLimits(1 + random.nextInt(20), 1_000, 1_000 + random.nextInt(2_000));
            TaskPacker packer = new TaskPacker(limits);
            List<Task> all = new ArrayList<>();
            List<TaskMessage> messages = new ArrayList<>();
            for (int i = random.nextInt(200); i > 0; i--) {
                Task task = task(i, random.nextInt(10) == 0 ? 5_000 : random.nextInt(300), random.nextInt(100));
                all.add(task);
                messages.addAll(packer.add(task));
            }
            packer.flush().ifPresent(messages::add);
            assertTrue(packer.isEmpty());
            assertEquals(all, messages.stream().flatMap(m -> m.tasks().stream()).toList(), "seed " + seed);
            for (TaskMessage message : messages) {
                long bytes = message.tasks().stream().mapToLong(Task::bytes).sum();
                assertTrue(message.tasks().size() <= limits.maxTasks(), "seed " + seed);
                assertTrue(bytes <= limits.maxObjectBytes() || message.tasks().size() == 1, "seed " + seed);
                int length = TaskCodec.encode(message).getBytes(StandardCharsets.UTF_8).length;
                assertTrue(length <= limits.maxMessageBytes(), "seed " + seed + ": " + length);
            }
        }
    }

    @Test
    void theFirstMessagesAreSmallAndGrow() {
        TaskPacker packer = new TaskPacker(PackLimits.STANDARD);
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            packer.add(task(i, 1, 0)).forEach(m -> sizes.add(m.tasks().size()));
        }
        assertEquals(List.of(1, 2, 4, 8, 16, 32, 64, 100, 100), sizes);
    }

    @Test
    void aLargeObjectGoesAloneAndAtOnce() {
        TaskPacker packer = new TaskPacker(PackLimits.STANDARD);
        packer.add(task(0, 1, 0));
        assertEquals(0, packer.add(task(1, 1, 0)).size());
        List<TaskMessage> full = packer.add(task(2, 1L << 30, 0));
        assertEquals(2, full.size());
        assertEquals(List.of(task(2, 1L << 30, 0)), full.get(1).tasks());
    }

    private static Task task(int number, long bytes, int nameLength) {
        ObjectKey key = new ObjectKey("k" + "é".repeat(nameLength) + number);
        return new CopyTask(key, key, new ObjectStamp(bytes, ETag.NONE, Instant.EPOCH));
    }
}
