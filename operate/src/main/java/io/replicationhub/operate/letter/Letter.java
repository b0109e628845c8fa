package io.replicationhub.operate.letter;

import io.replicationhub.task.Task;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.task.UnreadableMessageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message of a dead-letter queue, as one look at it showed it.
 *
 * @param id the queue's name for it, the same at every look
 * @param receipt names this look; opaque
 * @param failureClass the name of a class of failure, {@link #UNREADABLE} or {@link #UNSETTLED}
 * @param reason for people
 * @param work the tasks in it; none where the body is no message of tasks, such as an event notification
 * @param keyText the source's key as the message's attribute has it
 * @param sent when it was put on the queue; for what SQS moved here by itself, when it was first sent
 * @param received how often it has been received on any queue and not deleted, this look included
 */
public record Letter(
        String id,
        String receipt,
        String body,
        String failureClass,
        String reason,
        Optional<TaskMessage> work,
        Optional<String> keyText,
        Instant sent,
        int received) {
    /** Of what came as a message and is none of ours. */
    public static final String UNREADABLE = "UNREADABLE";

    /** Of what was received too often without an ending: SQS moved it here, no worker did. */
    public static final String UNSETTLED = "UNSETTLED";

    private static final String NEVER_SETTLED =
            "received too often without an ending: the worker crashed, ran out of time, or could not work at all";

    /** @param failureClass as the message's attribute has it; none where SQS moved the message */
    public static Letter of(
            String id,
            String receipt,
            String body,
            Optional<String> failureClass,
            Optional<String> reason,
            Optional<String> keyText,
            Instant sent,
            int received) {
        return new Letter(
                id,
                receipt,
                body,
                failureClass.orElse(UNSETTLED),
                reason.orElse(failureClass.isPresent() ? "" : NEVER_SETTLED),
                read(body),
                keyText,
                sent,
                received);
    }

    private static Optional<TaskMessage> read(String body) {
        try {
            return Optional.of(TaskCodec.decode(body));
        } catch (UnreadableMessageException e) {
            return Optional.empty();
        }
    }

    /** The source keys that it is about, as far as they are known. */
    public List<String> keys() {
        return work.map(message -> message.tasks().stream()
                        .map(Task::key)
                        .map(key -> key.value())
                        .toList())
                .orElseGet(() -> keyText.stream().toList());
    }

    /** How many tasks it stands for; what cannot be read counts as one. */
    public int tasks() {
        return work.map(message -> message.tasks().size()).orElse(1);
    }

    /**
     * The message to send in order to have it tried again: its tasks, all tries before them. What is no message of tasks
     * goes as it is, and so does what has all its tries, since fields that a newer program wrote would be lost otherwise.
     */
    String afresh() {
        return work.filter(message -> message.attempt() > 1)
                .map(message -> TaskCodec.encode(TaskMessage.of(message.tasks())))
                .orElse(body);
    }
}
