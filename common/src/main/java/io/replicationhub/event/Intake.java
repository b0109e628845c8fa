package io.replicationhub.event;

import io.replicationhub.event.ObjectEvent.Meaning;
import io.replicationhub.select.Selection;
import io.replicationhub.task.LookTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.task.UnreadableMessageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what comes by a worker's queue: messages of tasks as a sender makes them, and event notifications of the source
 * bucket, each of which becomes a {@link LookTask}. Pure, thread-safe.
 *
 * @param bucket of the source: events of any other are refused
 * @param selection whose prefix and rules leave out keys before anything is asked of a store; size and time are judged
 *     by what is there when the worker looks
 */
public record Intake(String bucket, Selection selection) {

    /**
     * What a message came to.
     *
     * @param message the tasks; empty where there is nothing to do
     * @param ignored events that are no concern of this worker's
     * @param refusal why some of it, or all, is for the dead letters
     */
    public record Taken(Optional<TaskMessage> message, int ignored, Optional<String> refusal) {}

    /** @throws UnreadableMessageException where it is neither of the two */
    public Taken take(String text) throws UnreadableMessageException {
        Optional<List<ObjectEvent>> events = EventReader.read(text);
        return events.isPresent()
                ? tasks(events.get())
                : new Taken(Optional.of(TaskCodec.decode(text)), 0, Optional.empty());
    }

    private Taken tasks(List<ObjectEvent> events) {
        Set<Task> tasks = new LinkedHashSet<>();
        Set<String> strangers = new LinkedHashSet<>();
        int ignored = 0;
        for (ObjectEvent event : events) {
            if (!event.bucket().equals(bucket)) {
                strangers.add(event.bucket());
            } else if (event.meaning() == Meaning.NOTHING || !selection.selectsKey(event.key())) {
                ignored++;
            } else {
                tasks.add(new LookTask(event.key(), selection.destinationOf(event.key())));
            }
        }
        return new Taken(
                tasks.isEmpty() ? Optional.empty() : Optional.of(TaskMessage.of(new ArrayList<>(tasks))),
                ignored,
                strangers.isEmpty()
                        ? Optional.empty()
                        : Optional.of("an event of the bucket " + String.join(", ", strangers)
                                + ", and the source of this worker is " + bucket));
    }
}
