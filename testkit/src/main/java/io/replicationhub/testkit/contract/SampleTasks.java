package io.replicationhub.testkit.contract;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Tasks and messages to try. */
final class SampleTasks {
    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");

    private SampleTasks() {}

    static Task task(String key) {
        ObjectStamp stamp = new ObjectStamp(12_345_678_901L, new ETag("0123456789abcdef0123456789abcdef-17"), TIME);
        return new CopyTask(new ObjectKey(key), new ObjectKey("to/" + key), stamp);
    }

    static TaskMessage message(String key) {
        return TaskMessage.of(List.of(task(key)));
    }

    static List<TaskMessage> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> message("key-" + i)).toList();
    }

    /** Of about so many bytes, as keys. */
    static TaskMessage heavy(int number, int bytes) {
        int tasks = bytes / 1_000;
        return TaskMessage.of(IntStream.range(0, tasks)
                .mapToObj(i -> task("%05d-%05d-%s".formatted(number, i, "k".repeat(700))))
                .toList());
    }
}
