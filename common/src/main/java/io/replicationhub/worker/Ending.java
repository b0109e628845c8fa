package io.replicationhub.worker;

import io.replicationhub.task.CopyTask;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.task.StartedUpload;
import io.replicationhub.task.StartedVersion;
import io.replicationhub.task.Task;
import java.util.Optional;

/** How one task of a message ended for now. */
sealed interface Ending {
    Ending SETTLED = new Settled();

    /** For good; the listener has been told, and dead letters where it failed. */
    record Settled() implements Ending {}

    /**
     * It failed, and may fare better later.
     *
     * @param next the task as it is to come again
     */
    record TryLater(Task next) implements Ending {}

    /**
     * The run ended before the task began.
     *
     * @param next the task as it came
     */
    record Unbegun(Task next) implements Ending {}

    /**
     * The run ended before the task did, and nothing came of it.
     *
     * @param next the task as it came
     */
    record Untouched(Task next) implements Ending {}

    /**
     * It is not done, but more of its parts are there than when it came.
     *
     * @param next the task as it is to come again
     */
    record Advanced(Task next) implements Ending {}

    /**
     * Somebody else is at its key. Nobody is to blame, so it comes again after a while with all its tries.
     *
     * @param next the task as it is to come again
     */
    record Waiting(Task next) implements Ending {}

    /** The run ended, which is not the task's fault; but to have lost all that was there is counted as a failure. */
    static Ending stopped(CopyTask task, CopyTask next) {
        return switch (headway(task, next)) {
            case FARTHER -> new Advanced(next);
            case NO_FARTHER -> new Untouched(task);
            case ANEW -> new TryLater(next);
        };
    }

    static Ending failed(CopyTask task, CopyTask next) {
        return switch (headway(task, next)) {
            case FARTHER -> new Advanced(next);
            case NO_FARTHER -> new TryLater(task);
            case ANEW -> new TryLater(next);
        };
    }

    static Ending stopped(HistoryTask task, int entries, HistoryTask next) {
        return switch (headway(task, entries, next)) {
            case FARTHER -> new Advanced(next);
            case NO_FARTHER -> new Untouched(task);
            case ANEW -> new TryLater(next);
        };
    }

    static Ending failed(HistoryTask task, int entries, HistoryTask next) {
        return headway(task, entries, next) == Headway.FARTHER ? new Advanced(next) : new TryLater(next);
    }

    /** What became of a task's upload while the task was here. */
    enum Headway {
        FARTHER,
        NO_FARTHER,
        /** It is another than the one that came. */
        ANEW
    }

    private static Headway headway(CopyTask task, CopyTask next) {
        return headway(task.upload(), next.upload());
    }

    /** An entry that was carried counts as a part does: the destination has more than before. */
    private static Headway headway(HistoryTask task, int entries, HistoryTask next) {
        return entries > 0
                ? Headway.FARTHER
                : headway(task.begun().map(StartedVersion::upload), next.begun().map(StartedVersion::upload));
    }

    private static Headway headway(Optional<StartedUpload> came, Optional<StartedUpload> leaves) {
        if (leaves.isEmpty()) {
            return Headway.NO_FARTHER;
        }
        StartedUpload left = leaves.get();
        boolean same = came.map(upload -> upload.id().equals(left.id())).orElse(left.held() > 0);
        int before = came.map(StartedUpload::held).orElse(0);
        return !same ? Headway.ANEW : left.held() > before ? Headway.FARTHER : Headway.NO_FARTHER;
    }
}
