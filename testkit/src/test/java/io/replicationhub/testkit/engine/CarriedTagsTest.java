package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.StoreLimits.Traits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.transfer.Fidelity;
import io.replicationhub.transfer.Fidelity.OnLoss;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When tags are read and come along, by every way that the bytes can take. */
class CarriedTagsTest extends EveryWay {
    @ParameterizedTest
    @EnumSource
    void tagsComeAlongWhereTheyAreWanted(Way way) throws Exception {
        assertEquals(
                TAGS, copy(way, Fidelity.USUAL.with(TagsChoice.CARRY), tagged()).tags());
    }

    @ParameterizedTest
    @EnumSource
    void tagsStayBehindWhereNobodyAskedForThem(Way way) throws Exception {
        bench.destination = new Known(bench.to);
        assertEquals(ObjectTags.NONE, copy(way, Fidelity.USUAL, tagged()).tags());
        assertEquals(0, bench.from.requests().of(RequestKind.GET_TAGS));
    }

    @Test
    void noTagsAreReadWhereTheAnswerCountsNone() throws Exception {
        bench.source = new Known(bench.from);
        assertEquals(List.of(1L, 1L, 1L, 1L), tagsReadAfterEach("a", "b", "c", "d"));
    }

    @Test
    void aStoreOfUnknownMakeIsAskedForTagsUntilItHasCountedSome() throws Exception {
        assertEquals(List.of(1L, 2L, 3L, 3L, 3L), tagsReadAfterEach("a", "b", "tagged", "c", "d"));
        assertEquals(TAGS, bench.to.object("tagged").orElseThrow().tags());
    }

    @Test
    void aStoreThatHasTagsAndDoesNotCountThemIsAskedForThoseOfEach() throws Exception {
        bench.source = new Uncounted(bench.from, key -> Optional.empty());
        assertEquals(List.of(1L, 2L, 3L, 4L), tagsReadAfterEach("a", "tagged", "b", "tagged-2"));
        assertEquals(TAGS, bench.to.object("tagged").orElseThrow().tags());
        assertEquals(TAGS, bench.to.object("tagged-2").orElseThrow().tags());
    }

    @Test
    void aStoreThatKnowsNoTagsIsAskedOnce() throws Exception {
        bench.source = new Uncounted(
                bench.from,
                key -> Optional.of(new StorageException.Rejected(FailureScope.OBJECT, "501 NotImplemented", null)));
        assertEquals(List.of(0L, 0L), tagsReadAfterEach("a", "b"));
        assertEquals(1, ((Uncounted) bench.source).asked);
    }

    @Test
    void whoMayNotReadTagsIsNotToldThatThereAreSomeAndTheRunEnds() throws Exception {
        bench.source = new Uncounted(
                bench.from,
                key -> Optional.of(new StorageException.Denied(FailureScope.OBJECT, "s3:GetObjectTagging", null)));
        bench.options = bench.options.with(Fidelity.USUAL.with(TagsChoice.CARRY));
        put(Way.SINGLE, tagged());
        CopyTask task = bench.task("o");
        assertThrows(WorkStopped.class, () -> bench.copy(task));
        assertTrue(bench.run.halted().orElseThrow().reason().contains("s3:GetObjectTagging"));
    }

    @Test
    void whoMayNotReadTagsIsToldOfEachWhereLossIsAllowed() throws Exception {
        bench.source = new Uncounted(
                bench.from,
                key -> Optional.of(new StorageException.Denied(FailureScope.OBJECT, "s3:GetObjectTagging", null)));
        Outcome outcome =
                outcome(Way.SINGLE, Fidelity.USUAL.with(TagsChoice.CARRY).with(OnLoss.WARN), tagged());
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, outcome, outcome::toString);
        assertTrue(copied.lost().getFirst().detail().contains("none may be read"), copied::toString);
    }

    /** How often tags were read in all, after each of these objects; those whose names say so have some. */
    private List<Long> tagsReadAfterEach(String... keys) throws Exception {
        bench.options = bench.options.with(Fidelity.USUAL.with(TagsChoice.CARRY));
        TransferEngine engine = bench.engine();
        List<Long> read = new ArrayList<>();
        for (String key : keys) {
            WriteOptions options = key.startsWith("tagged") ? tagged() : WriteOptions.DEFAULT;
            bench.from.put(new ObjectKey(key), ObjectMetadata.NONE, options, BytesPayload.of(key));
            Outcome outcome = engine.copy(bench.task(key), Delivered.FIRST, bench.run);
            assertInstanceOf(Outcome.Copied.class, outcome, outcome::toString);
            read.add(bench.from.requests().of(RequestKind.GET_TAGS));
        }
        return read;
    }

    /** Says what it allows, as Amazon's does. */
    private static final class Known extends ForwardingStore {
        Known(ObjectStore inner) {
            super(inner);
        }

        @Override
        public StoreLimits limits() {
            return super.limits().with(Traits.AMAZON_S3);
        }
    }

    /** Does not count tags, and may refuse to tell them. */
    private static final class Uncounted extends ForwardingStore {
        private final Function<ObjectKey, Optional<StorageException>> refusal;
        private int asked;

        Uncounted(ObjectStore inner, Function<ObjectKey, Optional<StorageException>> refusal) {
            super(inner);
            this.refusal = refusal;
        }

        @Override
        public ObjectReading open(ReadRequest request) throws StorageException {
            return new Retold(super.open(request), Uncounted::withoutCount);
        }

        private static ObjectHead withoutCount(ObjectHead all) {
            return new ObjectHead(all.stamp(), all.metadata(), all.storageClass(), all.firstPartSize(), 0);
        }

        @Override
        public ObjectTags tags(ObjectKey key) throws StorageException {
            asked++;
            Optional<StorageException> refused = refusal.apply(key);
            if (refused.isPresent()) {
                throw refused.get();
            }
            return super.tags(key);
        }
    }
}
