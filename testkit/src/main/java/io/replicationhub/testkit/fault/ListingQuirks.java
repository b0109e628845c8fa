package io.replicationhub.testkit.fault;

import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Lists as stores may and some do: short pages, empty pages that go on, no order, a bucket that changes meanwhile. */
public final class ListingQuirks extends ForwardingStore {
    private final Quirks quirks;
    private final RandomGenerator random;
    /** What an empty page goes on with; a cursor of ours is never given twice. */
    private final Map<String, ListRequest> paused = new HashMap<>();

    /**
     * @param shortPages the share of pages that have fewer keys than were asked for
     * @param emptyPages the share of pages that have none and go on
     * @param unordered the share of pages whose keys come in any order
     * @param meanwhile runs before each page
     */
    public record Quirks(double shortPages, double emptyPages, double unordered, Runnable meanwhile) {
        public static Quirks withinTheRules() {
            return new Quirks(0.3, 0.2, 0, () -> {});
        }

        public static Quirks withoutOrder() {
            return new Quirks(0, 0, 1, () -> {});
        }
    }

    public ListingQuirks(ObjectStore inner, Quirks quirks, RandomGenerator random) {
        super(inner);
        this.quirks = quirks;
        this.random = random;
    }

    @Override
    public synchronized ListPage list(ListRequest request) throws StorageException {
        quirks.meanwhile().run();
        ListRequest real = request.cursor().map(paused::get).orElse(request);
        if (random.nextDouble() < quirks.emptyPages()) {
            String cursor = "pause-" + paused.size();
            paused.put(cursor, real);
            return new ListPage(List.of(), Optional.of(cursor));
        }
        boolean cut = random.nextDouble() < quirks.shortPages();
        int most = cut ? 1 + random.nextInt(request.maxKeys()) : request.maxKeys();
        ListPage page = super.list(new ListRequest(real.prefix(), real.startAfter(), real.cursor(), most));
        return random.nextDouble() < quirks.unordered() ? shuffled(page) : page;
    }

    private ListPage shuffled(ListPage page) {
        List<ListedObject> objects = new ArrayList<>(page.objects());
        Collections.shuffle(objects, Random.from(random));
        return new ListPage(objects, page.cursor());
    }
}
