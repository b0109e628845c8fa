package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.StoreLimits.Shortfall;
import io.replicationhub.object.StoreLimits.Traits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.transfer.Fidelity;
import io.replicationhub.transfer.Fidelity.OnLoss;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** To a store that loses things without a word: what is known to be lost is told as what is refused would be. */
class ShortfallTest {
    private static final ObjectKey KEY = new ObjectKey("o");
    private static final int WHOLE = 100;
    private static final int IN_PARTS = 640;
    private static final Fidelity WITH_TAGS = Fidelity.USUAL.with(TagsChoice.CARRY);

    private final Bench bench = new Bench();

    @Test
    void tagsOfAnObjectInPartsAreALossAndThoseOfAWholeOneAreNot() throws Exception {
        bench.destination = new Silent(bench.to, Shortfall.TAGS_OF_UPLOADS);
        ObjectTags tags = ObjectTags.of(Map.of("team", "data"));
        put(WHOLE, ObjectMetadata.NONE, tags);
        assertInstanceOf(Outcome.Copied.class, copy(WITH_TAGS));
        assertEquals(tags, bench.to.object("o").orElseThrow().tags());

        put(IN_PARTS, ObjectMetadata.NONE, tags);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, copy(WITH_TAGS));
        assertTrue(failed.reason().contains("keeps none of what comes in parts"), failed.reason());
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, copy(WITH_TAGS.with(OnLoss.WARN)));
        assertEquals(ObjectTrait.TAGS, copied.lost().getFirst().trait());
    }

    @Test
    void namesThatTheStoreWouldChangeAreALoss() throws Exception {
        bench.destination = new Silent(bench.to, Shortfall.UNDERSCORES_IN_NAMES);
        put(WHOLE, ObjectMetadata.NONE.withUser("with-dash", "1"), ObjectTags.NONE);
        assertInstanceOf(Outcome.Copied.class, copy(Fidelity.USUAL));

        put(WHOLE, ObjectMetadata.NONE.withUser("under_score", "1"), ObjectTags.NONE);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, copy(Fidelity.USUAL));
        assertTrue(failed.reason().contains("under_score"), failed.reason());
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, copy(Fidelity.USUAL.with(OnLoss.WARN)));
        assertEquals(ObjectTrait.USER_METADATA, copied.lost().getFirst().trait());
        assertEquals(
                Map.of("under_score", "1"),
                bench.to.object("o").orElseThrow().metadata().user());
    }

    private void put(int bytes, ObjectMetadata metadata, ObjectTags tags) throws Exception {
        bench.from.put(KEY, metadata, WriteOptions.DEFAULT.with(tags), BytesPayload.random(bytes, bytes));
    }

    private Outcome copy(Fidelity fidelity) throws Exception {
        bench.options = bench.options.with(fidelity);
        return bench.copy(bench.task("o"));
    }

    /** Has one of the faults. */
    private static final class Silent extends ForwardingStore {
        private final Shortfall shortfall;

        Silent(ObjectStore inner, Shortfall shortfall) {
            super(inner);
            this.shortfall = shortfall;
        }

        @Override
        public StoreLimits limits() {
            return super.limits().with(new Traits(2_048, 10, Set.of("STANDARD"), true, true, Set.of(shortfall)));
        }
    }
}
