package io.replicationhub.history;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.VersionCursor;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.WorkStopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one side has of one key, newest first, in pages. Of a long history only the first page and the one read last are
 * in memory, and of the others where they begin: a million versions are a thousand cursors. What is written after the
 * first page was read is not part of it. For one thread.
 */
final class History {
    private final ObjectKey key;
    private final Pages pages;
    /** Behind which entry each page but the first begins, as far as they are known. */
    private final List<VersionCursor> begins = new ArrayList<>();

    private @Nullable List<ListedVersion> first;
    private List<ListedVersion> last = List.of();
    private int lastNumber = -1;
    private boolean ended;

    /** Reads a page, again where need be. */
    interface Pages {
        VersionPage read(VersionListRequest request) throws SideFailure, WorkStopped;
    }

    private History(ObjectKey key, Pages pages) {
        this.key = key;
        this.pages = pages;
    }

    /** One that is to be read. */
    static History of(ObjectKey key, Pages pages) {
        return new History(key, pages);
    }

    /** One that is to be read of a side. */
    static History of(ObjectKey key, Party party, Persistence persistence, RunControl run) {
        return of(key, pages(party, persistence, run));
    }

    /** Pages of a side, asked for as often as it takes. */
    static Pages pages(Party party, Persistence persistence, RunControl run) {
        return request -> persistence.insist(
                run, () -> party.ask(store -> store.versions().orElseThrow().list(request)));
    }

    /** One of which everything is known. */
    static History known(ObjectKey key, List<ListedVersion> all) {
        History history = new History(key, request -> {
            throw new IllegalStateException("all is known");
        });
        history.first = all;
        history.ended = true;
        return history;
    }

    ObjectKey key() {
        return key;
    }

    /** All of it, where that is one page; else empty. */
    Optional<List<ListedVersion>> whole() throws SideFailure, WorkStopped {
        List<ListedVersion> page = page(0);
        return has(1) ? Optional.empty() : Optional.of(page);
    }

    /** The entry that is newest, which need not be in the first page; empty where there is none. */
    Optional<ListedVersion> newest() throws SideFailure, WorkStopped {
        for (int number = 0; has(number); number++) {
            List<ListedVersion> page = page(number);
            if (!page.isEmpty()) {
                return Optional.of(page.getFirst());
            }
        }
        return Optional.empty();
    }

    /** Whether this side has nothing of the key. */
    boolean isEmpty() throws SideFailure, WorkStopped {
        return newest().isEmpty();
    }

    /** Whether there is such a page; those before it must have been read. */
    boolean has(int number) {
        return number == 0 || number <= begins.size();
    }

    /** A page, which may be empty although there are more. */
    List<ListedVersion> page(int number) throws SideFailure, WorkStopped {
        if (number == 0 && first != null) {
            return first;
        }
        if (number == lastNumber) {
            return last;
        }
        VersionListRequest request = VersionListRequest.first(key.value());
        VersionPage page = pages.read(number == 0 ? request : request.behind(begins.get(number - 1)));
        List<ListedVersion> own = page.entries().stream()
                .takeWhile(entry -> entry.key().equals(key))
                .toList();
        if (!ended && number == begins.size()) {
            // Of all keys with this prefix it is the first.
            ended = own.size() < page.entries().size() || page.next().isEmpty();
            if (!ended) {
                begins.add(page.next().orElseThrow());
            }
        }
        if (number == 0) {
            first = own;
        }
        last = own;
        lastNumber = number;
        return own;
    }
}
