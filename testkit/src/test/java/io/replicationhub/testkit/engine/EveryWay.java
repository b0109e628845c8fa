package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.memory.MemoryObject;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.Fidelity;
import io.replicationhub.transfer.WorkStopped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tests of what goes along with the bytes, by every way that these can take. */
abstract class EveryWay {
    static final ObjectKey KEY = new ObjectKey("o");
    static final ObjectTags TAGS = ObjectTags.of(Map.of("team", "data & more", "stufe", "gr\u00fcn"));
    static final ObjectMetadata LABELS = new ObjectMetadata(
            Optional.of("text/csv"),
            Optional.of("gzip"),
            Optional.of("de"),
            Optional.of("attachment"),
            Optional.of("no-cache"),
            Optional.of("0"),
            Optional.of("/elsewhere"),
            Map.of("a", "  spaced  ", "b", "\u65e5\u672c"));
    final Bench bench = new Bench();

    /** A way, and how large an object is that takes it on the bench. */
    enum Way {
        SINGLE(Route.THROUGH_US, 100),
        PASSED_ON(Route.THROUGH_US, 180),
        IN_PARTS(Route.THROUGH_US, 300),
        SERVER_SIDE(Route.SERVER_SIDE, 100),
        SERVER_SIDE_IN_PARTS(Route.SERVER_SIDE, 2_000);

        final Route route;
        final int bytes;

        Way(Route route, int bytes) {
            this.route = route;
            this.bytes = bytes;
        }
    }

    static WriteOptions tagged() {
        return WriteOptions.DEFAULT.with(TAGS);
    }

    MemoryObject copy(Way way, Fidelity fidelity, WriteOptions kept) throws StorageException, WorkStopped {
        Outcome outcome = outcome(way, fidelity, kept);
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, outcome, outcome::toString);
        assertEquals(List.of(), copied.lost());
        return bench.to.object("o").orElseThrow();
    }

    Outcome outcome(Way way, Fidelity fidelity, WriteOptions kept) throws StorageException, WorkStopped {
        put(way, kept);
        bench.options = bench.options.with(way.route).with(fidelity);
        return bench.copy(bench.task("o"));
    }

    void put(Way way, WriteOptions kept) throws StorageException {
        BytesPayload body = BytesPayload.random(7, way.bytes);
        if (way.bytes <= Bench.LIMITS.maxSinglePutBytes()) {
            bench.from.put(KEY, LABELS, kept, body);
            return;
        }
        var upload = bench.from.uploads().create(KEY, LABELS, kept);
        var part = bench.from.uploads().uploadPart(upload, 1, body);
        bench.from.uploads().complete(upload, List.of(part));
    }
}
