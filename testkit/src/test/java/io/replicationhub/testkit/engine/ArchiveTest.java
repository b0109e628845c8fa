package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.RetrievalTier;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.CompareMode;
import io.replicationhub.plan.DiffListener;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.select.Selection;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects in archives are told and left alone, without a request for each; restored ones are copied. */
class ArchiveTest {
    private final Bench bench = new Bench();
    private MemoryObjectStore from = bench.from;
    private final Map<String, String> told = new ConcurrentSkipListMap<>();

    @TempDir
    private Path scratch;

    @Test
    void archivedObjectsAreToldByTheirClassAndNeverEndAListing() throws Exception {
        for (int i = 0; i < 250; i++) {
            keep("deep-%03d".formatted(i), "DEEP_ARCHIVE");
        }
        keep("a-readable", "GLACIER_IR");
        keep("z-last", "STANDARD");
        DiffSummary summary = diff();
        assertEquals(250, summary.archived().objects());
        assertEquals(2, summary.missing().objects());
        assertEquals("missing", told.get("z-last"), "a page of nothing but archived objects is no end");
        assertEquals("missing", told.get("a-readable"));
        assertEquals(0, from.requests().of(RequestKind.HEAD) + from.requests().of(RequestKind.GET));
    }

    @Test
    void anArchivedObjectThatTheDestinationHasIsTheSame() throws Exception {
        keep("k", "GLACIER");
        bench.to.put(new ObjectKey("k"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 100));
        DiffSummary summary = diff();
        assertEquals(1, summary.same().objects());
        assertEquals(0, summary.archived().objects());
    }

    @Test
    void aDestinationThatMovedItsCopiesToAnArchiveIsNotWrittenAgain() throws Exception {
        keep("k", "STANDARD");
        bench.to.put(
                new ObjectKey("k"),
                ObjectMetadata.NONE,
                WriteOptions.DEFAULT.in(Optional.of("DEEP_ARCHIVE")),
                BytesPayload.random(1, 100));
        assertEquals(1, diff().same().objects());
    }

    @Test
    void whatIsRestoredIsCopiedUntilTheCopyGoes() throws Exception {
        keep("k", "GLACIER");
        assertEquals(RestoreAnswer.STARTED, restore("k", "GLACIER"));
        assertEquals(RestoreAnswer.UNDER_WAY, restore("k", "GLACIER"), "to ask again does no harm");
        assertEquals(1, diff().archived().objects(), "it takes hours");
        bench.clock.advance(Duration.ofHours(5));
        assertEquals(1, diff().missing().objects());
        assertEquals(RestoreAnswer.READABLE, restore("k", "GLACIER"), "now it stays for longer");
        assertInstanceOf(Outcome.Copied.class, bench.copy(bench.task("k")));
        bench.to.delete(new ObjectKey("k"));
        bench.clock.advance(Duration.ofDays(4));
        assertEquals(1, diff().archived().objects());
    }

    @Test
    void aTierIsSeenWhenTheObjectIsAskedFor() throws Exception {
        keep("k", "INTELLIGENT_TIERING");
        assertEquals(ArchiveState.UNTOLD, listed());
        assertInstanceOf(Outcome.Copied.class, bench.copy(bench.task("k")));
        from.sink("k");
        bench.to.delete(new ObjectKey("k"));
        assertEquals(1, diff().missing().objects(), "a listing does not tell");
        assertEquals(new Outcome.Skipped(SkipReason.ARCHIVED), bench.copy(bench.task("k")));
        assertEquals(ArchiveState.ARCHIVED, from.head(new ObjectKey("k")).archive());
        assertEquals(RestoreAnswer.STARTED, restore("k", "INTELLIGENT_TIERING"));
        bench.clock.advance(Duration.ofDays(30));
        assertInstanceOf(Outcome.Copied.class, bench.copy(bench.task("k")), "it has left its tier for good");
    }

    @Test
    void whereAListingHidesRestorationsTheObjectItselfIsTried() throws Exception {
        from = bench.cloud.hidingRestorations().createBucket("from");
        bench.source = from;
        keep("k", "GLACIER");
        assertEquals(ArchiveState.UNTOLD, listed());
        assertEquals(1, diff().missing().objects());
        restore("k", "GLACIER");
        bench.clock.advance(Duration.ofHours(5));
        assertEquals(ArchiveState.RESTORED, from.head(new ObjectKey("k")).archive());
    }

    @Test
    void noUploadIsBegunForALargeObjectThatCannotBeRead() throws Exception {
        ObjectKey key = new ObjectKey("large");
        from.put(
                key,
                ObjectMetadata.NONE,
                WriteOptions.DEFAULT.in(Optional.of("GLACIER")),
                BytesPayload.random(1, 1000));
        assertEquals(new Outcome.Skipped(SkipReason.ARCHIVED), bench.copy(bench.task("large")));
        assertEquals(0, bench.to.requests().of(RequestKind.CREATE_UPLOAD));
    }

    @Test
    void whatIsInNoArchiveNeedsNoRestoration() throws Exception {
        keep("k", "STANDARD");
        assertEquals(RestoreAnswer.READABLE, restore("k", "STANDARD"));
    }

    private void keep(String key, String storageClass) throws StorageException {
        from.put(
                new ObjectKey(key),
                ObjectMetadata.NONE,
                WriteOptions.DEFAULT.in(Optional.of(storageClass)),
                BytesPayload.random(1, 100));
    }

    private RestoreAnswer restore(String key, String storageClass) throws StorageException {
        return from.restore(new RestoreRequest(new ObjectKey(key), storageClass, 3, RetrievalTier.STANDARD));
    }

    private ArchiveState listed() throws StorageException {
        return from.list(ListRequest.first("")).objects().getFirst().archive();
    }

    private DiffSummary diff() throws Exception {
        told.clear();
        DiffSettings settings = DiffSettings.standard(new Random(1), scratch);
        DiffListener listener = difference -> {
            switch (difference) {
                case Difference.Missing missing ->
                    told.put(missing.source().key().value(), "missing");
                case Difference.Changed changed ->
                    told.put(changed.source().key().value(), "changed");
                case Difference.Archived archived ->
                    told.put(archived.source().key().value(), "archived");
                case Difference.Extra extra ->
                    told.put(extra.destination().key().value(), "extra");
            }
        };
        DiffSummary summary =
                new BucketDiff(from, bench.to, Selection.EVERYTHING, CompareMode.AUTO, settings).run(listener);
        assertTrue(summary.heads() == 0, "no object was asked for by name");
        return summary;
    }
}
