package io.replicationhub.plan;

import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one side in a span, straight from the store. The next page is asked for while the one before is used: one
 * in use, one under way, never more.
 */
final class ListedPages implements Pages {
    private final SideReader reader;
    private final Span span;
    private final Crew crew;
    private final Consumer<String> lastKeyOfAll;
    private final CursorLoop loop = new CursorLoop();
    private @Nullable Future<ListPage> underWay;
    /** All keys to come are greater; null at the very beginning. */
    private @Nullable String passed;

    /**
     * Asks for the first page at once.
     *
     * @param lastKeyOfAll told when the side turns out to hold nothing greater than a key (what follows its prefix)
     */
    ListedPages(SideReader reader, Span span, Crew crew, Consumer<String> lastKeyOfAll) {
        this.reader = reader;
        this.span = span;
        this.crew = crew;
        this.lastKeyOfAll = lastKeyOfAll;
        String after = span.after();
        String prefix = reader.prefix();
        this.passed = after == null ? null : prefix.concat(after);
        ask(passed == null ? ListRequest.first(prefix) : ListRequest.after(prefix, passed));
    }

    @Override
    public @Nullable List<ListedObject> next() throws ListingFailed, UnorderedListing, InterruptedException {
        if (underWay == null) {
            return null;
        }
        ListPage page = arrived(underWay);
        underWay = null;
        if (!page.objects().isEmpty()) {
            passed = page.objects().getLast().key().value();
        }
        Optional<String> cursor = page.cursor();
        if (cursor.isEmpty()) {
            lastKeyOfAll.accept(
                    passed == null ? "" : passed.substring(reader.prefix().length()));
        } else if (passed == null || !span.endsBy(passed, reader.prefix().length())) {
            if (loop.closes(cursor.get())) {
                throw reader.broken("goes round in a circle: its listing came back to the cursor " + cursor.get());
            }
            ask(ListRequest.first(reader.prefix()).next(cursor.get()));
        }
        return page.objects();
    }

    @Override
    public boolean goOn() {
        return underWay != null;
    }

    @Override
    public void giveUp() {
        if (underWay != null) {
            underWay.cancel(false);
            underWay = null;
        }
    }

    private void ask(ListRequest request) {
        String after = passed;
        // Order is checked where the page arrives, so that the walker's thread has less to do.
        Callable<ListPage> fetch = () -> {
            ListPage page = reader.list(request);
            checkOrder(page, after);
            return page;
        };
        underWay = crew.fetch(fetch);
    }

    private void checkOrder(ListPage page, @Nullable String after) throws UnorderedListing {
        String before = after;
        for (ListedObject object : page.objects()) {
            String key = object.key().value();
            if (before != null && ObjectKey.compareUtf8(before, key) >= 0) {
                throw new UnorderedListing(reader.side(), before, key);
            }
            before = key;
        }
    }

    private static ListPage arrived(Future<ListPage> page)
            throws ListingFailed, UnorderedListing, InterruptedException {
        try {
            return page.get();
        } catch (ExecutionException e) {
            switch (Objects.requireNonNullElse(e.getCause(), e)) {
                case ListingFailed failed -> throw failed;
                case UnorderedListing unordered -> throw unordered;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e);
            }
        }
    }
}
