package io.replicationhub.testkit.memory;

import io.replicationhub.journal.RecordsInMemory;

/** Outlives the processes of a simulation. */
public final class MemoryJournal extends RecordsInMemory {}
