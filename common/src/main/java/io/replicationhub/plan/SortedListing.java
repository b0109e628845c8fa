package io.replicationhub.plan;

import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole listing of a side that keeps no order (S3 directory buckets, some gateways), sorted on disk in bounded
 * memory. Such a store is listed from beginning to end by its cursors; it is never asked to start somewhere.
 */
final class SortedListing implements AutoCloseable {
    /** About 10 MB of objects in memory, and 2 MB of buffers. */
    private static final Limits LIMITS = new Limits(30_000, 64);

    private final Path folder;
    private final Limits limits;
    private final List<MergedRuns> readings = new ArrayList<>();
    private List<Path> runs = new ArrayList<>();
    private int written;

    private SortedListing(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Lists the side and sorts it, in a new folder under {@code scratch}. */
    static SortedListing of(SideReader reader, Path scratch) throws ListingFailed, InterruptedException {
        return of(reader, scratch, LIMITS);
    }

    static SortedListing of(SideReader reader, Path scratch, Limits limits) throws ListingFailed, InterruptedException {
        try {
            SortedListing listing = new SortedListing(Files.createTempDirectory(scratch, "drh-listing-"), limits);
            try {
                listing.fill(reader);
                return listing;
            } catch (ListingFailed | InterruptedException | IOException | RuntimeException e) {
                listing.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the listing of the " + reader.side() + " cannot be sorted in " + scratch, e);
        }
    }

    /** Reads it from the beginning. Until {@link #close}. */
    Pages pages() {
        try {
            MergedRuns merged = MergedRuns.open(runs);
            readings.add(merged);
            return new MergedPages(merged);
        } catch (IOException e) {
            throw new UncheckedIOException("a listing that was sorted on disk cannot be read back", e);
        }
    }

    @Override
    public void close() {
        try {
            for (MergedRuns reading : readings) {
                reading.close();
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up " + folder, e);
        }
    }

    private void fill(SideReader reader) throws ListingFailed, InterruptedException, IOException {
        CursorLoop loop = new CursorLoop();
        List<ListedObject> inMemory = new ArrayList<>();
        ListRequest request = ListRequest.first(reader.prefix());
        while (true) {
            ListPage page = reader.list(request);
            inMemory.addAll(page.objects());
            if (inMemory.size() >= limits.runObjects()) {
                spill(inMemory);
            }
            Optional<String> cursor = page.cursor();
            if (cursor.isEmpty()) {
                break;
            }
            if (loop.closes(cursor.get())) {
                throw reader.broken("goes round in a circle: its listing came back to the cursor " + cursor.get());
            }
            request = request.next(cursor.get());
        }
        spill(inMemory);
        while (runs.size() > limits.fanIn()) {
            mergeOnce();
        }
    }

    private void spill(List<ListedObject> objects) throws IOException {
        if (!objects.isEmpty()) {
            objects.sort(Comparator.comparing(ListedObject::key));
            Path run = newRun();
            SortedRun.write(run, objects.iterator());
            runs.add(run);
            objects.clear();
        }
    }

    private void mergeOnce() throws IOException {
        List<Path> merged = new ArrayList<>();
        for (int from = 0; from < runs.size(); from += limits.fanIn()) {
            List<Path> few = runs.subList(from, Math.min(runs.size(), from + limits.fanIn()));
            Path run = newRun();
            try (MergedRuns reading = MergedRuns.open(few)) {
                SortedRun.write(run, reading);
            }
            merged.add(run);
            for (Path done : few) {
                Files.delete(done);
            }
        }
        runs = merged;
    }

    private Path newRun() {
        return folder.resolve("run-" + written++);
    }

    private record MergedPages(MergedRuns merged) implements Pages {
        @Override
        public @Nullable List<ListedObject> next() {
            List<ListedObject> page = new ArrayList<>();
            while (page.size() < ListRequest.PAGE && merged.hasNext()) {
                page.add(merged.next());
            }
            return page.isEmpty() ? null : page;
        }

        @Override
        public boolean goOn() {
            return merged.hasNext();
        }

        @Override
        public void giveUp() {}
    }

    /**
     * @param runObjects so many are sorted in memory at a time
     * @param fanIn so many files are read at once
     */
    record Limits(int runObjects, int fanIn) {}
}
