package io.replicationhub.plan;

import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;

/** Many sorted files read as one, ascending. A key that was listed twice comes once. */
final class MergedRuns implements Iterator<ListedObject>, AutoCloseable {
    private final PriorityQueue<SortedRun> runs = new PriorityQueue<>(Comparator.comparing(MergedRuns::smallest));

    static MergedRuns open(List<Path> files) throws IOException {
        MergedRuns merged = new MergedRuns();
        try {
            for (Path file : files) {
                merged.keep(SortedRun.open(file));
            }
        } catch (IOException e) {
            merged.close();
            throw e;
        }
        return merged;
    }

    @Override
    public boolean hasNext() {
        return !runs.isEmpty();
    }

    @Override
    public ListedObject next() {
        if (runs.isEmpty()) {
            throw new NoSuchElementException();
        }
        try {
            ListedObject least = take();
            while (!runs.isEmpty() && smallest(runs.element()).compareTo(least.key()) == 0) {
                take();
            }
            return least;
        } catch (IOException e) {
            throw new UncheckedIOException("a listing that was sorted on disk cannot be read back", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (SortedRun run : runs) {
            run.close();
        }
        runs.clear();
    }

    private ListedObject take() throws IOException {
        SortedRun run = runs.remove();
        ListedObject object = Objects.requireNonNull(run.head());
        run.pass();
        keep(run);
        return object;
    }

    private void keep(SortedRun run) throws IOException {
        if (run.head() == null) {
            run.close();
        } else {
            runs.add(run);
        }
    }

    private static ObjectKey smallest(SortedRun run) {
        return Objects.requireNonNull(run.head()).key();
    }
}
