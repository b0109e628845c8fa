package io.replicationhub.history;

import io.replicationhub.history.History.Pages;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionCursor;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.WorkStopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The histories of one side, key by key. One that is short comes whole; of a longer one only its key is given, the rest
 * is passed over, and whoever wants it reads it by itself. For one thread.
 */
final class VersionStream {
    /** Entries of one key that are held for whoever comes to it. */
    static final int SHORT = 256;

    private final VersionListRequest all;
    private final Pages pages;
    private final Progress progress;
    private List<ListedVersion> page = List.of();
    private int at;
    private Optional<VersionCursor> next = Optional.empty();
    private boolean begun;
    private @Nullable ObjectKey lastKey;

    /** Told of entries as they are read. */
    interface Progress {
        void read(int entries);
    }

    /** The stream does not come in order. */
    interface Disorder {
        SideFailure failure(StorageException e);
    }

    private final Disorder disorder;

    VersionStream(String prefix, Pages pages, Progress progress, Disorder disorder) {
        this.all = VersionListRequest.first(prefix);
        this.pages = pages;
        this.progress = progress;
        this.disorder = disorder;
    }

    /** The history of the next key; empty at the end. */
    Optional<History> next() throws SideFailure, WorkStopped {
        // Where a listing goes on behind a key, radosgw begins with the key.
        while (fill() && page.get(at).key().equals(lastKey)) {
            at++;
        }
        if (!fill()) {
            return Optional.empty();
        }
        ObjectKey key = page.get(at).key();
        if (lastKey != null && lastKey.compareTo(key) >= 0) {
            throw disorder.failure(new StorageException.Rejected(
                    FailureScope.BUCKET,
                    "the listing of versions is not in order: " + key + " after " + lastKey,
                    null));
        }
        lastKey = key;
        List<ListedVersion> entries = new ArrayList<>();
        while (fill() && page.get(at).key().equals(key)) {
            if (entries.size() == SHORT) {
                passOver(key);
                return Optional.of(History.of(key, pages));
            }
            entries.add(page.get(at++));
        }
        return Optional.of(History.known(key, List.copyOf(entries)));
    }

    private void passOver(ObjectKey key) {
        while (at < page.size() && page.get(at).key().equals(key)) {
            at++;
        }
        if (at == page.size() && next.isPresent()) {
            next = Optional.of(VersionCursor.behind(key));
        }
    }

    /** Whether there is an entry to look at. */
    private boolean fill() throws SideFailure, WorkStopped {
        while (at == page.size()) {
            if (begun && next.isEmpty()) {
                return false;
            }
            VersionPage read = pages.read(next.map(all::behind).orElse(all));
            begun = true;
            page = read.entries();
            next = read.next();
            at = 0;
            progress.read(page.size());
        }
        return true;
    }
}
