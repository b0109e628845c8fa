package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.select.Selection;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryCloud.Tagging;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions.Route;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Two buckets of a cloud that a seed has chosen, and somebody who writes and deletes at the source. */
final class HistoryWorld {
    private final List<String> keys;
    private final int[] sizes;
    private final Selection selection;
    private int writes;

    final SplittableRandom random;
    final FakeClock clock = FakeClock.atStart();
    final MemoryObjectStore source;
    final MemoryObjectStore destination;
    final Route route;
    /** Whether the source forgets its oldest versions: then the destination has more, and no version bears a name. */
    boolean forgets;
    /** Whether the destination forgets, too, and what the source may still have. */
    boolean destinationForgets;

    HistoryWorld(long seed, List<String> keys, int[] sizes, Selection selection) {
        this.keys = keys;
        this.sizes = sizes;
        this.selection = selection;
        this.random = new SplittableRandom(seed);
        MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 1 + random.nextInt(12));
        cloud = random.nextInt(3) == 0 ? cloud.tagging(Tagging.OPAQUE) : cloud;
        this.source = cloud.createBucket("from");
        this.destination = cloud.createBucket("to").keeping(Keeping.ENABLED);
        this.route = random.nextInt(3) == 0 ? Route.SERVER_SIDE : Route.THROUGH_US;
    }

    /** Writes or deletes one key, seconds after what was before. */
    ObjectKey change() throws Exception {
        clock.advance(Duration.ofSeconds(random.nextInt(3)));
        ObjectKey key = new ObjectKey(keys.get(random.nextInt(keys.size())));
        if (random.nextInt(4) == 0) {
            source.delete(key);
        } else {
            write(key);
        }
        return key;
    }

    void write(ObjectKey key) throws Exception {
        int body = random.nextInt(3);
        int size = sizes[random.nextInt(sizes.length)];
        ObjectMetadata metadata = forgets ? ObjectMetadata.NONE : ObjectMetadata.NONE.withUser("write", "n" + ++writes);
        source.put(key, metadata, WriteOptions.DEFAULT, BytesPayload.random(body, size));
    }

    /** Each key of the destination has the source's history, entry by entry. */
    void check() throws Exception {
        Map<String, List<ListedVersion>> from = ToldHistories.of(source);
        Map<String, List<ListedVersion>> to = ToldHistories.of(destination);
        for (Map.Entry<String, List<ListedVersion>> history : from.entrySet()) {
            ObjectKey copy = selection.destinationOf(new ObjectKey(history.getKey()));
            List<String> wanted = ToldHistories.told(source, history.getValue());
            List<String> found = ToldHistories.told(destination, to.getOrDefault(copy.value(), List.of()));
            if (destinationForgets && found.size() < wanted.size()) {
                wanted = wanted.subList(0, Math.max(1, found.size()));
            }
            if (forgets && found.size() > wanted.size()) {
                found = found.subList(0, wanted.size());
            }
            assertEquals(wanted, found, () -> "history of " + history.getKey());
        }
        assertTrue(forgets || to.size() == from.size(), () -> "nothing but that: " + to.keySet());
    }

    /** @param ofUploads which request of an upload counts as a write */
    Map<RequestKind, Long> writesSoFar(RequestKind ofUploads) {
        Map<RequestKind, Long> made = new HashMap<>();
        for (RequestKind kind :
                List.of(RequestKind.PUT, RequestKind.COPY, RequestKind.DELETE, RequestKind.DELETE_VERSION, ofUploads)) {
            made.put(kind, destination.requests().of(kind));
        }
        return made;
    }
}
