package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.StoreLimits.Traits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Loss;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObject;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.Fidelity;
import io.replicationhub.transfer.Fidelity.OnLoss;
import io.replicationhub.transfer.Fidelity.RedirectChoice;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import io.replicationhub.transfer.StorageClassRule;
import io.replicationhub.transfer.WorkStopped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an object of which the destination cannot hold all, by every way that the bytes can take. */
class LossTest extends EveryWay {
    private @Nullable MemoryObjectStore smaller;

    @ParameterizedTest
    @EnumSource
    void aRedirectThatTheDestinationHasNotIsALoss(Way way) throws Exception {
        toCloudOf(new Traits(2_048, 10, Set.of("STANDARD"), false, true));
        if (way.route == Route.SERVER_SIDE) {
            bench.destination = new WithoutRedirects(bench.to);
        }
        Fidelity fidelity = Fidelity.USUAL.with(RedirectChoice.ALWAYS);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome(way, fidelity, WriteOptions.DEFAULT));
        assertTrue(failed.reason().contains("a website redirect to /elsewhere"), failed.reason());
        Outcome.Copied copied =
                assertInstanceOf(Outcome.Copied.class, outcome(way, fidelity.with(OnLoss.WARN), WriteOptions.DEFAULT));
        assertEquals(
                List.of(ObjectTrait.WEBSITE_REDIRECT),
                copied.lost().stream().map(Loss::trait).toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "PASSED_ON", "IN_PARTS"})
    void userMetadataBeyondTheDestinationsLimitFailsTheObject(Way way) throws Exception {
        toCloudOf(new Traits(10, 10, Set.of("STANDARD")));
        Outcome.Failed failed =
                assertInstanceOf(Outcome.Failed.class, outcome(way, Fidelity.USUAL, WriteOptions.DEFAULT));
        assertEquals(FailureClass.REJECTED, failed.failureClass());
        assertTrue(failed.reason().contains("18 bytes, and the destination holds 10: a"), failed.reason());
        assertEquals(0, smaller().objects().size());
    }

    /** S3 keeps pairs that cannot be headers, and tells how many they are. */
    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "PASSED_ON", "IN_PARTS"})
    void userMetadataThatTheSourceDoesNotTellIsALoss(Way way) throws Exception {
        bench.source = new HoldingBack(bench.from);
        Outcome.Failed failed =
                assertInstanceOf(Outcome.Failed.class, outcome(way, Fidelity.USUAL, WriteOptions.DEFAULT));
        assertEquals(FailureClass.REJECTED, failed.failureClass());
        assertTrue(failed.reason().contains("2 pairs of user metadata that the source does not tell"), failed.reason());
        assertEquals(List.of(), bench.to.keys());
        Outcome.Copied without = assertInstanceOf(
                Outcome.Copied.class, outcome(way, Fidelity.USUAL.with(OnLoss.WARN), WriteOptions.DEFAULT));
        assertEquals(
                List.of(ObjectTrait.USER_METADATA),
                without.lost().stream().map(Loss::trait).toList());
        bench.options = bench.options.with(MetadataChoice.LEAVE);
        assertInstanceOf(Outcome.Copied.class, outcome(way, Fidelity.USUAL, WriteOptions.DEFAULT));
    }

    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "PASSED_ON", "IN_PARTS"})
    void whatFitsIsCarriedAndTheRestIsToldWhereLossIsAllowed(Way way) throws Exception {
        toCloudOf(new Traits(10, 1, Set.of("STANDARD")));
        Fidelity fidelity = Fidelity.USUAL
                .with(OnLoss.WARN)
                .with(TagsChoice.CARRY)
                .with(new StorageClassRule.Kept(new TreeMap<>()));
        Outcome outcome = outcome(way, fidelity, tagged().in(Optional.of("STANDARD_IA")));
        List<Loss> lost = assertInstanceOf(Outcome.Copied.class, outcome, outcome::toString)
                .lost();
        assertEquals(
                List.of(ObjectTrait.STORAGE_CLASS, ObjectTrait.TAGS, ObjectTrait.USER_METADATA),
                lost.stream().map(Loss::trait).toList());
        MemoryObject copy = smaller().object("o").orElseThrow();
        assertEquals(Map.of("b", "\u65e5\u672c"), copy.metadata().user());
        assertEquals(ObjectTags.of(Map.of("stufe", "gr\u00fcn")), copy.tags());
        assertEquals("STANDARD", copy.storageClass());
    }

    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "PASSED_ON", "IN_PARTS"})
    void aStoreWithoutTagsFailsATaggedObjectAndNoOther(Way way) throws Exception {
        toCloudOf(new Traits(2_048, 0, Set.of("STANDARD")));
        Fidelity fidelity = Fidelity.USUAL.with(TagsChoice.CARRY);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome(way, fidelity, tagged()));
        assertTrue(failed.reason().contains("2 tags, and the destination has none"), failed.reason());
        assertInstanceOf(Outcome.Copied.class, outcome(way, fidelity, WriteOptions.DEFAULT));
        Outcome.Copied without =
                assertInstanceOf(Outcome.Copied.class, outcome(way, fidelity.with(OnLoss.WARN), tagged()));
        assertEquals(ObjectTrait.TAGS, without.lost().getFirst().trait());
        assertEquals(
                1,
                bench.from.requests().of(RequestKind.GET_TAGS),
                "those of the object that seems to have none; tags that nobody can hold need no reading");
    }

    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "PASSED_ON"})
    void whatAStoreRefusesIsLeftOutAndToldWhereLossIsAllowed(Way way) throws Exception {
        bench.destination = new Fussy(bench.to);
        Fidelity fidelity = Fidelity.USUAL.with(TagsChoice.CARRY);
        assertInstanceOf(Outcome.Failed.class, outcome(way, fidelity, tagged()));
        Outcome.Copied copied =
                assertInstanceOf(Outcome.Copied.class, outcome(way, fidelity.with(OnLoss.WARN), tagged()));
        assertEquals(
                List.of(ObjectTrait.TAGS, ObjectTrait.USER_METADATA),
                copied.lost().stream().map(Loss::trait).toList());
        assertTrue(copied.lost().getFirst().detail().contains("s3:PutObjectTagging"), copied::toString);
    }

    @Test
    void aClassThatIsChosenForAllAndRefusedEndsTheRun() throws Exception {
        bench.options = bench.options.with(WriteOptions.DEFAULT.in(Optional.of("NO_SUCH_CLASS")));
        put(Way.SINGLE, WriteOptions.DEFAULT);
        CopyTask task = bench.task("o");
        assertThrows(WorkStopped.class, () -> bench.copy(task));
        assertTrue(bench.run.halted().isPresent());
    }

    private void toCloudOf(Traits traits) {
        smaller = MemoryCloud.with(bench.clock, Bench.LIMITS.with(traits), 100).createBucket("smaller");
        bench.destination = smaller;
    }

    private MemoryObjectStore smaller() {
        return Objects.requireNonNull(smaller);
    }

    /** Says of each object that it has two pairs more than it tells. */
    private static final class HoldingBack extends ForwardingStore {
        HoldingBack(ObjectStore inner) {
            super(inner);
        }

        @Override
        public ObjectHead head(ObjectKey key) throws StorageException {
            return super.head(key).untoldMetadata(2);
        }

        @Override
        public ObjectHead headFirstPart(ObjectKey key, ETag etag) throws StorageException {
            return super.headFirstPart(key, etag).untoldMetadata(2);
        }

        @Override
        public ObjectReading open(ReadRequest request) throws StorageException {
            return new Retold(super.open(request), head -> head.untoldMetadata(2));
        }
    }

    /** Knows no redirects. */
    private static final class WithoutRedirects extends ForwardingStore {
        WithoutRedirects(ObjectStore inner) {
            super(inner);
        }

        @Override
        public StoreLimits limits() {
            return super.limits().with(new Traits(2_048, 10, Set.of("STANDARD"), false, true));
        }
    }

    /** May not write tags, and finds fault with user metadata. */
    private static final class Fussy extends ForwardingStore {
        Fussy(ObjectStore inner) {
            super(inner);
        }

        @Override
        public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                throws StorageException {
            if (options.tags().isPresent() && !options.tags().get().isEmpty()) {
                throw new StorageException.Denied(
                        FailureScope.OBJECT, "AccessDenied: not allowed to perform s3:PutObjectTagging", null);
            }
            if (!metadata.user().isEmpty()) {
                throw new StorageException.Rejected(
                        FailureScope.OBJECT, ObjectTrait.USER_METADATA, "MetadataTooLarge", null);
            }
            return super.put(key, metadata, options, payload);
        }
    }
}
