package io.replicationhub.journal;

/**
 * Remembers open uploads only while their tasks are with this process: what is left of a task takes its upload along on
 * the queue, and whoever receives it next finds it there. For workers that have no disk and no long life.
 */
public final class TaskJournal extends RecordsInMemory {
    @Override
    public boolean travels() {
        return true;
    }
}
