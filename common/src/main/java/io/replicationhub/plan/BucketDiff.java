package io.replicationhub.plan;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.retry.Silence;
import io.replicationhub.select.Selection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares what two buckets hold under a {@link Selection}, by their listings alone wherever these settle it.
 *
 * <p>Both sides are walked in step through the same ranges of keys, many ranges at a time, so nothing is held in memory
 * but the pages in hand: for each range and side one in use and one under way. Ranges are split while they are walked,
 * wherever listing goes on, so flat and deep buckets are alike. A small bucket costs few requests more than listing each
 * side once would, and the first page of each side is asked for first.
 *
 * <p>What is found is what the listings said at the moment they were asked: keys that come and go meanwhile may or may not
 * be seen. A listing that fails, breaks off or goes in circles fails the diff. One that keeps no order is noticed, and
 * the side is sorted on disk instead, in bounded memory.
 *
 * <p>One instance may run many times, one run at a time or many.
 */
public final class BucketDiff implements Diff {
    private final ObjectStore source;
    private final ObjectStore destination;
    private final Selection selection;
    private final CompareMode mode;
    private final DiffSettings settings;
    /** Of the runs under way. */
    private final Set<SideReader> readers = ConcurrentHashMap.newKeySet();

    public BucketDiff(
            ObjectStore source, ObjectStore destination, Selection selection, CompareMode mode, DiffSettings settings) {
        this.source = source;
        this.destination = destination;
        this.selection = selection;
        this.mode = mode;
        this.settings = settings;
    }

    @Override
    public DiffSummary run(DiffListener listener) throws ListingFailed, InterruptedException {
        SideReader from = new SideReader(Side.SOURCE, source, selection.sourcePrefix(), settings);
        SideReader to = new SideReader(Side.DESTINATION, destination, selection.destinationPrefix(), settings);
        Map<Side, SortedListing> sorted = new EnumMap<>(Side.class);
        readers.add(from);
        readers.add(to);
        try {
            while (true) {
                try {
                    return new DiffAttempt(from, to, selection, mode, settings, sorted).run(listener);
                } catch (UnorderedListing unordered) {
                    listener.restarted(unordered.side());
                    SideReader reader = unordered.side() == Side.SOURCE ? from : to;
                    sorted.put(unordered.side(), SortedListing.of(reader, settings.scratch()));
                }
            }
        } finally {
            sorted.values().forEach(SortedListing::close);
            readers.remove(from);
            readers.remove(to);
        }
    }

    /** Whether a run waits for a side that does not answer: one of the runs, where many are under way. */
    public Optional<Silence> silence(Side side) {
        return readers.stream()
                .filter(reader -> reader.side() == side)
                .flatMap(reader -> reader.silence().stream())
                .findAny();
    }
}
