package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.CannedAcl;
import io.replicationhub.object.ETag;
import io.replicationhub.object.Encryption;
import io.replicationhub.object.Encryption.BucketKey;
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
import io.replicationhub.testkit.BytesPayload;
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
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes along with the bytes, by every way that the bytes can take. */
class FidelityTest {
    private static final ObjectKey KEY = new ObjectKey("o");
    private static final ObjectTags TAGS = ObjectTags.of(Map.of("team", "data & more", "stufe", "gr\u00fcn"));
    private static final ObjectMetadata LABELS = new ObjectMetadata(
            Optional.of("text/csv"),
            Optional.of("gzip"),
            Optional.of("de"),
            Optional.of("attachment"),
            Optional.of("no-cache"),
            Optional.of("0"),
            Optional.of("/elsewhere"),
            Map.of("a", "  spaced  ", "b", "\u65e5\u672c"));
    private final Bench bench = new Bench();
    private @Nullable MemoryObjectStore smaller;

    /** A way, and how large an object is that takes it on the bench. */
    enum Way {
        SINGLE(Route.THROUGH_US, 100),
        PASSED_ON(Route.THROUGH_US, 180),
        IN_PARTS(Route.THROUGH_US, 300),
        SERVER_SIDE(Route.SERVER_SIDE, 100),
        SERVER_SIDE_IN_PARTS(Route.SERVER_SIDE, 2_000);

        private final Route route;
        private final int bytes;

        Way(Route route, int bytes) {
            this.route = route;
            this.bytes = bytes;
        }
    }

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

    @ParameterizedTest
    @EnumSource
    void everyHeaderComesAlong(Way way) throws Exception {
        Fidelity fidelity = Fidelity.USUAL.with(RedirectChoice.ALWAYS);
        ObjectMetadata copied = copy(way, fidelity, WriteOptions.DEFAULT).metadata();
        assertEquals(LABELS, copied.withoutUser(ObjectMetadata.SOURCE_ETAG));
    }

    @Test
    void theRedirectOfAnEmptyObjectComesAlongByItself() throws Exception {
        bench.from.put(KEY, LABELS, WriteOptions.DEFAULT, BytesPayload.of(""));
        bench.options = bench.options.with(Route.SERVER_SIDE);
        assertInstanceOf(Outcome.Copied.class, bench.copy(bench.task("o")));
        assertEquals(LABELS, bench.to.object("o").orElseThrow().metadata());
    }

    @Test
    void noLookIsTakenForARedirectAtAnObjectThatHasABody() throws Exception {
        put(Way.SERVER_SIDE, WriteOptions.DEFAULT);
        bench.options = bench.options.with(Route.SERVER_SIDE);
        CopyTask task = bench.task("o");
        long before = bench.from.requests().of(RequestKind.HEAD);
        assertInstanceOf(Outcome.Copied.class, bench.copy(task));
        assertEquals(before, bench.from.requests().of(RequestKind.HEAD));
        assertEquals(
                LABELS.withoutRedirect(), bench.to.object("o").orElseThrow().metadata());
    }

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
    @EnumSource
    void theSourcesClassIsKept(Way way) throws Exception {
        Fidelity fidelity = Fidelity.USUAL.with(new StorageClassRule.Kept(new TreeMap<>()));
        WriteOptions infrequent = WriteOptions.DEFAULT.in(Optional.of("STANDARD_IA"));
        assertEquals("STANDARD_IA", copy(way, fidelity, infrequent).storageClass());
        assertEquals("STANDARD", copy(way, fidelity, WriteOptions.DEFAULT).storageClass());
    }

    @ParameterizedTest
    @EnumSource
    void theSourcesClassIsMapped(Way way) throws Exception {
        var map = new TreeMap<>(Map.of("STANDARD_IA", "GLACIER_IR", "STANDARD", "INTELLIGENT_TIERING"));
        Fidelity fidelity = Fidelity.USUAL.with(new StorageClassRule.Mapped(map));
        WriteOptions infrequent = WriteOptions.DEFAULT.in(Optional.of("STANDARD_IA"));
        assertEquals("GLACIER_IR", copy(way, fidelity, infrequent).storageClass());
        assertEquals(
                "INTELLIGENT_TIERING", copy(way, fidelity, WriteOptions.DEFAULT).storageClass());
        WriteOptions another = WriteOptions.DEFAULT.in(Optional.of("ONEZONE_IA"));
        assertEquals("STANDARD", copy(way, fidelity, another).storageClass());
    }

    @ParameterizedTest
    @EnumSource
    void encryptionAndAclAreAskedForOfTheDestination(Way way) throws Exception {
        var kms = new Encryption(Encryption.Method.KMS, Optional.of("alias/k"), BucketKey.USED);
        bench.options = bench.options.with(
                WriteOptions.DEFAULT.with(kms).with(Optional.of(CannedAcl.BUCKET_OWNER_FULL_CONTROL)));
        MemoryObject copy = copy(way, Fidelity.USUAL, WriteOptions.DEFAULT);
        assertEquals(kms, copy.kept().encryption());
        assertEquals(
                Optional.of(CannedAcl.BUCKET_OWNER_FULL_CONTROL), copy.kept().acl());
        assertEquals(
                bench.from.head(KEY).stamp().etag().value(),
                copy.metadata().user().get(ObjectMetadata.SOURCE_ETAG));
    }

    @Test
    void aKeyOfKmsCostsNoSecondWriteForEtagsThatCannotAgree() throws Exception {
        var kms = new Encryption(Encryption.Method.KMS, Optional.empty(), BucketKey.AS_THE_BUCKET_SAYS);
        bench.options = bench.options.with(WriteOptions.DEFAULT.with(kms));
        copy(Way.SINGLE, Fidelity.USUAL, WriteOptions.DEFAULT);
        assertEquals(1, bench.to.requests().of(RequestKind.PUT));
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

    private static WriteOptions tagged() {
        return WriteOptions.DEFAULT.with(TAGS);
    }

    private MemoryObject copy(Way way, Fidelity fidelity, WriteOptions kept) throws StorageException, WorkStopped {
        Outcome outcome = outcome(way, fidelity, kept);
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, outcome, outcome::toString);
        assertEquals(List.of(), copied.lost());
        return bench.to.object("o").orElseThrow();
    }

    private Outcome outcome(Way way, Fidelity fidelity, WriteOptions kept) throws StorageException, WorkStopped {
        put(way, kept);
        bench.options = bench.options.with(way.route).with(fidelity);
        return bench.copy(bench.task("o"));
    }

    private void put(Way way, WriteOptions kept) throws StorageException {
        BytesPayload body = BytesPayload.random(7, way.bytes);
        if (way.bytes <= Bench.LIMITS.maxSinglePutBytes()) {
            bench.from.put(KEY, LABELS, kept, body);
            return;
        }
        var upload = bench.from.uploads().create(KEY, LABELS, kept);
        var part = bench.from.uploads().uploadPart(upload, 1, body);
        bench.from.uploads().complete(upload, List.of(part));
    }

    private void toCloudOf(Traits traits) {
        smaller = MemoryCloud.with(bench.clock, Bench.LIMITS.with(traits), 100).createBucket("smaller");
        bench.destination = smaller;
    }

    private MemoryObjectStore smaller() {
        return Objects.requireNonNull(smaller);
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
