package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.LookTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.transfer.Seen;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two buckets of which each follows the other by events. */
class TwoWayTest {
    private static final ObjectKey KEY = new ObjectKey("o");

    private final Bench bench = new Bench();
    private final TransferEngine forth = bench.engine();
    private final TransferEngine back = turned();

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 180, 640})
    void aCopyIsNotCopiedBack(int size) throws Exception {
        bench.write(KEY.value(), size);
        assertInstanceOf(Outcome.Copied.class, follow(forth));
        ObjectStamp original = bench.from.head(KEY).stamp();
        assertInstanceOf(Outcome.AlreadyThere.class, follow(back));
        assertInstanceOf(Outcome.AlreadyThere.class, follow(forth));
        assertEquals(original, bench.from.head(KEY).stamp());
    }

    @Test
    void whatIsOverwrittenOnTheOtherSideComesBackOnce() throws Exception {
        bench.write(KEY.value(), 640);
        assertInstanceOf(Outcome.Copied.class, follow(forth));
        bench.to.delete(KEY);
        bench.to.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(99, 640));
        assertInstanceOf(Outcome.Copied.class, follow(back));
        assertInstanceOf(Outcome.AlreadyThere.class, follow(forth));
        assertInstanceOf(Outcome.AlreadyThere.class, follow(back));
    }

    private TransferEngine turned() {
        bench.source = bench.to;
        bench.destination = bench.from;
        return bench.engine();
    }

    /** Does what an event asks for, as a worker does. */
    private Outcome follow(TransferEngine engine) throws WorkStopped {
        Seen seen = engine.look(new LookTask(KEY, KEY), bench.run);
        return switch (seen) {
            case Seen.Settled settled -> settled.outcome();
            case Seen.ToCopy copy -> engine.copy(copy.task(), Delivered.AGAIN, bench.run);
        };
    }
}
