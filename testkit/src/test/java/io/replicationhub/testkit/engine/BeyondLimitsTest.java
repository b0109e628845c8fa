package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a destination can never take costs nobody a request. */
class BeyondLimitsTest {
    private final Bench bench = new Bench();
    private final List<Request> asked = new ArrayList<>();

    @Test
    void anObjectLargerThanAnyAtTheDestinationIsRefusedUnasked() throws Exception {
        assertRefusedUnasked("k", Bench.LIMITS.maxObjectBytes() + 1, "too large");
    }

    /** The store would take it; there is no way to bring it there. */
    @Test
    void anObjectLargerThanAllPartsTogetherIsRefusedUnasked() throws Exception {
        long byParts = Bench.LIMITS.maxParts() * Bench.LIMITS.maxPartBytes();
        assertTrue(byParts < Bench.LIMITS.maxObjectBytes());
        assertRefusedUnasked("k", byParts + 1, "too large");
    }

    /** Of two bytes each: as characters it would fit. */
    @Test
    void aNameOfMoreBytesThanTheDestinationTakesIsRefusedUnasked() throws Exception {
        assertRefusedUnasked("é".repeat(Bench.LIMITS.maxKeyBytes() / 2 + 1), 10, "name too long");
    }

    private void assertRefusedUnasked(String key, long size, String why) throws Exception {
        bench.source = new FaultyStore(bench.from, this::note);
        bench.destination = new FaultyStore(bench.to, this::note);
        ObjectKey name = new ObjectKey(key);
        ObjectStamp stamp = new ObjectStamp(size, new ETag("0".repeat(32)), bench.clock.instant());
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(new CopyTask(name, name, stamp)));
        assertEquals(FailureClass.REJECTED, failed.failureClass());
        assertTrue(failed.reason().contains(why), failed.reason());
        assertEquals(List.of(), asked);
    }

    private Fault note(Request request) {
        asked.add(request);
        return Fault.NONE;
    }
}
