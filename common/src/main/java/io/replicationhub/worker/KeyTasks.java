package io.replicationhub.worker;

import io.replicationhub.task.CopyTask;
import io.replicationhub.task.DeleteTask;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.task.LookTask;
import io.replicationhub.task.StartedVersion;
import io.replicationhub.task.Task;

/** What a task of any kind comes to where whole histories are carried. */
final class KeyTasks {
    /** No version is called so. */
    private static final String NO_VERSION = "?";

    private KeyTasks() {}

    /** The history of the task's key. An upload of what was newest bears no name, so it goes along only to be ended. */
    static HistoryTask history(Task task) {
        return switch (task) {
            case HistoryTask history -> history;
            case CopyTask copy ->
                new HistoryTask(copy.source(), copy.destination())
                        .leaving(copy.upload().map(upload -> new StartedVersion(NO_VERSION, upload)));
            case DeleteTask delete -> new HistoryTask(delete.source(), delete.destination());
            case LookTask look -> new HistoryTask(look.source(), look.destination());
        };
    }
}
