package io.replicationhub.history;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ListedVersion.Content;
import io.replicationhub.object.ListedVersion.DeleteMarker;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionId;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.WorkStopped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds how far a destination has come with the history of an object, and so what it lacks.
 *
 * <p>Mostly the listings tell: where the destination has what is oldest at the source, entry by entry by size and ETag,
 * and nothing else there is like it, it lacks the rest. Where they do not, because one side has forgotten old versions, or
 * the same bytes come again, or ETags differ, or the history is long, the destination's versions are asked, newest first, for the names they bear: the first that the source still has
 * is the anchor, and what is newer than that is lacking. Delete markers bear no names, so those above the anchor are
 * taken, as many as there are, for the ones that follow it at the source. A destination of delete markers alone has no
 * anchor: mostly it has forgotten the rest. Thread-safe.
 */
final class Lineage {
    /** How many names are looked for in one passage through a long history: few at first, since the first mostly does. */
    private static final int FEWEST_NAMES = 1;

    private static final int MOST_NAMES = 1000;

    private final Party destination;
    private final Persistence persistence;

    Lineage(Party destination, Persistence persistence) {
        this.destination = destination;
        this.persistence = persistence;
    }

    /**
     * What is to be done for one object.
     *
     * @param lacking from older to newer
     * @param again the source's newest entry where nothing is lacking and yet the destination's newest is another; to be
     *     carried once more where {@code lacking} gives nothing
     */
    record Gap(Ascent lacking, Optional<ListedVersion> again) {
        /** Whether there is nothing to do; where there is, the first entry is given by this and not again. */
        boolean isNone() throws SideFailure, WorkStopped {
            return lacking.next().isEmpty() && again.isEmpty();
        }
    }

    /**
     * What the listings tell.
     *
     * @param alone whether nothing else could be meant
     */
    private record Told(Gap gap, boolean alone) {}

    Gap gap(KeyHistories key, RunControl run) throws SideFailure, WorkStopped {
        Optional<Told> told = byListings(key);
        return told.isPresent() && told.get().alone() ? told.get().gap() : byNames(key, told.map(Told::gap), run);
    }

    /** Empty where the listings do not tell. */
    private static Optional<Told> byListings(KeyHistories key) throws SideFailure, WorkStopped {
        Optional<List<ListedVersion>> to = key.destination().whole();
        if (to.isEmpty()) {
            return Optional.empty();
        }
        if (to.get().isEmpty()) {
            return Optional.of(new Told(new Gap(fromTheOldest(key.source(), 0), Optional.empty()), true));
        }
        Optional<List<ListedVersion>> from = key.source().whole();
        if (from.isEmpty() || from.get().size() < to.get().size()) {
            return Optional.empty();
        }
        int newer = from.get().size() - to.get().size();
        if (!areAlike(from.get().subList(newer, from.get().size()), to.get())) {
            return Optional.empty();
        }
        // The same bytes may come again: then the destination may have forgotten what is older, and lacks less.
        boolean alone = true;
        for (int other = 0; other < newer && alone; other++) {
            alone = !areAlike(from.get().subList(other, other + to.get().size()), to.get());
        }
        Ascent lacking =
                new Ascent(key.source(), Optional.of(from.get().get(newer).id()), 0, newer, 0);
        return Optional.of(new Told(new Gap(lacking, Optional.empty()), alone));
    }

    private static boolean areAlike(List<ListedVersion> from, List<ListedVersion> to) {
        for (int i = 0; i < to.size(); i++) {
            if (!alike(from.get(i), to.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A copy is never older than what it is a copy of. */
    private static boolean alike(ListedVersion from, ListedVersion to) {
        if (to.made().isBefore(from.made())) {
            return false;
        }
        return switch (from) {
            case DeleteMarker marker -> to instanceof DeleteMarker;
            case Content content -> {
                ETag etag = content.object().stamp().etag();
                yield etag.isPresent()
                        && to instanceof Content other
                        && other.object().stamp().etag().agreesWith(etag)
                        && other.object().stamp().size()
                                == content.object().stamp().size();
            }
        };
    }

    /** Where the destination's newest version that the source still has stands there. */
    private record Anchor(VersionId id, int page, int index, Candidate at) {}

    /** @param markers how many delete markers are above it */
    private record Candidate(int rank, VersionId id, int markers) {}

    /** @param otherwise what holds where no version of the destination bears a name: others brought it this far */
    private Gap byNames(KeyHistories key, Optional<Gap> otherwise, RunControl run) throws SideFailure, WorkStopped {
        Map<String, Candidate> candidates = new HashMap<>();
        int most = FEWEST_NAMES;
        int rank = 0;
        int markers = 0;
        int markersAboveNamed = -1;
        boolean contents = false;
        History to = key.destination();
        for (int page = 0; to.has(page); page++) {
            for (ListedVersion entry : to.page(page)) {
                if (entry instanceof DeleteMarker) {
                    markers++;
                    continue;
                }
                contents = true;
                Optional<String> name = name((Content) entry, run);
                if (name.isEmpty()) {
                    continue;
                }
                markersAboveNamed = markersAboveNamed < 0 ? markers : markersAboveNamed;
                candidates.putIfAbsent(name.get(), new Candidate(rank++, entry.id(), markers));
                if (candidates.size() == most) {
                    Optional<Anchor> anchor = find(key.source(), candidates);
                    if (anchor.isPresent()) {
                        return above(anchor.get(), key);
                    }
                    candidates.clear();
                    most = Math.min(MOST_NAMES, most * 10);
                }
            }
        }
        if (contents && rank == 0 && otherwise.isPresent()) {
            return otherwise.get();
        }
        Optional<Anchor> anchor = candidates.isEmpty() ? Optional.empty() : find(key.source(), candidates);
        if (!contents && keptOnlyItsEnd(key, markers)) {
            return new Gap(new Ascent(key.source(), Optional.empty(), 0, 0, 0), Optional.empty());
        }
        return anchor.isPresent()
                ? above(anchor.get(), key)
                : new Gap(
                        fromTheOldest(key.source(), markersAboveNamed < 0 ? markers : markersAboveNamed),
                        ending(key, Optional.empty()));
    }

    /**
     * Whether a destination of nothing but delete markers has forgotten what was below them: the object is deleted on both
     * sides, and to carry it again would make it current for a while, at every run. Who was interrupted behind the first
     * markers of a history has markers alone, too; it begins with as many.
     */
    private static boolean keptOnlyItsEnd(KeyHistories key, int markers) throws SideFailure, WorkStopped {
        Optional<ListedVersion> from = key.source().newest();
        Optional<ListedVersion> to = key.destination().newest();
        if (from.isEmpty()
                || to.isEmpty()
                || !(from.get() instanceof DeleteMarker)
                || from.get().made().isAfter(to.get().made())) {
            return false;
        }
        Ascent ascent = fromTheOldest(key.source(), 0);
        for (int i = 0; i < markers; i++) {
            if (ascent.next().filter(Content.class::isInstance).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Gap above(Anchor anchor, KeyHistories key) throws SideFailure, WorkStopped {
        Ascent lacking = new Ascent(
                key.source(),
                Optional.of(anchor.id()),
                anchor.page(),
                anchor.index(),
                anchor.at().markers());
        return new Gap(lacking, ending(key, Optional.of(anchor)));
    }

    /** The source's newest entry, unless the destination's newest is its like. */
    private static Optional<ListedVersion> ending(KeyHistories key, Optional<Anchor> anchor)
            throws SideFailure, WorkStopped {
        Optional<ListedVersion> from = key.source().newest();
        Optional<ListedVersion> to = key.destination().newest();
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        boolean like = switch (from.get()) {
            case DeleteMarker marker -> to.get() instanceof DeleteMarker;
            case Content content ->
                anchor.isPresent()
                        && anchor.get().id().equals(content.id())
                        && anchor.get().at().id().equals(to.get().id());
        };
        return like ? Optional.empty() : from;
    }

    private static Ascent fromTheOldest(History history, int markersToPass) throws SideFailure, WorkStopped {
        int page = 0;
        List<ListedVersion> oldest = history.page(page);
        while (history.has(page + 1)) {
            oldest = history.page(++page);
        }
        return new Ascent(history, Optional.empty(), page, oldest.size(), markersToPass);
    }

    /** The candidate that is newest at the destination, of those that the source has. */
    private static Optional<Anchor> find(History source, Map<String, Candidate> candidates)
            throws SideFailure, WorkStopped {
        int newest =
                candidates.values().stream().mapToInt(Candidate::rank).min().orElse(0);
        Optional<Anchor> best = Optional.empty();
        for (int page = 0; source.has(page); page++) {
            List<ListedVersion> entries = source.page(page);
            for (int index = 0; index < entries.size(); index++) {
                if (!(entries.get(index) instanceof Content content)) {
                    continue;
                }
                Candidate found = candidates.get(SourceNames.of(content));
                if (found != null
                        && (best.isEmpty() || found.rank() < best.get().at().rank())) {
                    best = Optional.of(new Anchor(content.id(), page, index, found));
                    if (found.rank() == newest) {
                        return best;
                    }
                }
            }
        }
        return best;
    }

    /** Empty where it bears none, or is gone by now. */
    private Optional<String> name(Content version, RunControl run) throws SideFailure, WorkStopped {
        return persistence.insist(
                run,
                () -> destination.ask(store -> {
                    try {
                        return Optional.ofNullable(store.versions()
                                .orElseThrow()
                                .head(version.key(), version.id())
                                .metadata()
                                .user()
                                .get(ObjectMetadata.SOURCE_VERSION));
                    } catch (StorageException.Missing e) {
                        return Optional.empty();
                    }
                }));
    }
}
