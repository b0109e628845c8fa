package io.replicationhub.worker;

import io.replicationhub.task.CopyTask;
import io.replicationhub.task.StartedUpload;
import io.replicationhub.task.Task;

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

    /** What became of a task's upload while the task was here. */
    enum Headway {
        FARTHER,
        NO_FARTHER,
        /** It is another than the one that came. */
        ANEW
    }

    private static Headway headway(CopyTask task, CopyTask next) {
        if (next.upload().isEmpty()) {
            return Headway.NO_FARTHER;
        }
        StartedUpload left = next.upload().get();
        boolean same = task.upload().map(came -> came.id().equals(left.id())).orElse(left.held() > 0);
        int before = task.upload().map(StartedUpload::held).orElse(0);
        return !same ? Headway.ANEW : left.held() > before ? Headway.FARTHER : Headway.NO_FARTHER;
    }
}
