package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.journal.TaskJournal;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.Encryption;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Lane;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that publishes a checksum is held to it, in every lane, before anybody sees the copy. */
class SourceChecksumTest {
    private static final Fault FLIP = new Fault.FlippedBit(17);
    private static final WriteOptions KMS = WriteOptions.DEFAULT.with(
            new Encryption(Encryption.Method.KMS, Optional.empty(), Encryption.BucketKey.AS_THE_BUCKET_SAYS));
    private final Bench bench = new Bench();
    /** Copies that became visible and were wrong. */
    private final List<String> wrong = new ArrayList<>();

    private MemoryObjectStore from = bench.from;

    @BeforeEach
    void watch() {
        bench.cloud.watch((bucket, key, object) -> {
            boolean sound = object.isEmpty()
                    || Arrays.equals(
                            object.get().bytes(),
                            from.object(key.value()).orElseThrow().bytes());
            if (bucket.equals("to") && !sound) {
                wrong.add(key.value());
            }
        });
    }

    /** A source of its own kind; tags that are no MD5s prove nothing, so only the checksum is left. */
    private void source(MemoryCloud.Tagging tagging, ChecksumKind kind, FaultScript script) {
        from = bench.cloud.tagging(tagging).publishing(kind).createBucket("from");
        bench.source = new FaultyStore(from, script);
    }

    private CopyTask task() throws Exception {
        ObjectKey key = new ObjectKey("k");
        return new CopyTask(key, key, from.head(key).stamp());
    }

    private CopyTask write(int size) throws Exception {
        ObjectKey key = new ObjectKey("k");
        from.put(key, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(5, size));
        return new CopyTask(key, key, from.head(key).stamp());
    }

    private void assertCopied(CopyTask task, Lane lane) throws Exception {
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, bench.copy(task));
        assertEquals(lane, copied.lane());
        assertArrayEquals(
                from.object("k").orElseThrow().bytes(),
                bench.to.object("k").orElseThrow().bytes());
        assertEquals(List.of(), bench.to.openUploads());
    }

    private void assertRefused(CopyTask task) throws Exception {
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(task));
        assertEquals(FailureClass.CORRUPT, failed.failureClass());
        assertTrue(failed.reason().contains("publishes"), failed.reason());
        assertEquals(List.of(), bench.to.keys());
        assertEquals(List.of(), bench.to.openUploads());
    }

    /** 100 bytes are held, 180 passed on while they are read where nothing stands against it, 1000 go in parts. */
    @ParameterizedTest
    @CsvSource({"100, CRC32C", "180, CRC32C", "180, CRC32", "1000, CRC32C", "1000, CRC32", "1000, CRC64ECMA"})
    void aBitThatFlipsOnceIsNoticedBeforeTheCopyIsSeen(int size, ChecksumKind kind) throws Exception {
        source(MemoryCloud.Tagging.MD5, kind, FaultScript.nth(RequestKind.GET, 1, FLIP));
        assertCopied(write(size), size > 200 ? Lane.MULTIPART : Lane.SINGLE);
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @CsvSource({"100, CRC32C", "180, CRC32C", "1000, CRC32C", "1000, CRC64NVME"})
    void aBitThatFlipsEveryTimeIsReportedAndNothingIsLeft(int size, ChecksumKind kind) throws Exception {
        source(MemoryCloud.Tagging.MD5, kind, FaultScript.always(RequestKind.GET, FLIP));
        assertRefused(write(size));
        assertEquals(List.of(), wrong);
    }

    /** What was begun with them stays open, for nobody may abort it; each kind of checksum is of another use there. */
    @ParameterizedTest
    @EnumSource(
            value = ChecksumKind.class,
            names = {"CRC32C", "CRC32", "CRC64NVME", "CRC64ECMA"})
    void partsThatWereFoundWrongAreNotGoneOnWithWhereTheirUploadCannotBeAborted(ChecksumKind kind) throws Exception {
        bench.journal = new TaskJournal();
        bench.destination = new FaultyStore(
                bench.to,
                FaultScript.always(RequestKind.ABORT_UPLOAD, new Fault.Before(Mishaps.failure(FailureClass.DENIED))));
        source(MemoryCloud.Tagging.MD5, kind, FaultScript.nth(RequestKind.GET, 1, FLIP));
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, bench.copy(write(1000)));
        assertEquals(Lane.MULTIPART, copied.lane());
        assertEquals(List.of(), wrong);
        assertEquals(List.of(), bench.journal.all(bench.to.description()));
    }

    /** The process may end at any moment after they were found wrong. */
    @Test
    void partsThatWereFoundWrongAreNotGoneOnWithByTheNextRun() throws Exception {
        bench.journal = new TaskJournal();
        FaultScript killed = FaultScript.always(RequestKind.ABORT_UPLOAD, new Fault.Before(request -> {
            throw new IllegalStateException("the process ends here");
        }));
        bench.destination = new FaultyStore(bench.to, killed);
        source(MemoryCloud.Tagging.MD5, ChecksumKind.CRC64NVME, FaultScript.nth(RequestKind.GET, 1, FLIP));
        CopyTask task = write(1000);
        assertThrows(IllegalStateException.class, () -> bench.copy(task));
        bench.destination = bench.to;
        assertCopied(task, Lane.MULTIPART);
        assertEquals(List.of(), wrong);
    }

    /** Where the ETags prove a copy, a dear checksum is computed only when they do not: then all is deleted. */
    @ParameterizedTest
    @CsvSource({"100, CRC64ECMA", "180, CRC64ECMA", "100, QETAG", "100, SHA256"})
    void aBitThatFlipsEveryTimeIsTakenBackWhereTheTagsWereToProveTheCopy(int size, ChecksumKind kind) throws Exception {
        source(MemoryCloud.Tagging.MD5, kind, FaultScript.always(RequestKind.GET, FLIP));
        assertRefused(write(size));
    }

    @ParameterizedTest
    @EnumSource(ChecksumKind.class)
    void everyKindIsComputedWhereNothingElseProvesTheCopy(ChecksumKind kind) throws Exception {
        from = bench.cloud.publishing(kind).createBucket("from");
        from.put(new ObjectKey("k"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(5, 100));
        inParts(3);
        bench.options = bench.options.withSizes(200, 250, 64, 64);
        bench.source = new FaultyStore(from, FaultScript.nth(RequestKind.GET, 1, FLIP));
        CopyTask task = new CopyTask(
                new ObjectKey("k"),
                new ObjectKey("k"),
                from.head(new ObjectKey("k")).stamp());
        assertCopied(task, Lane.SINGLE);
        assertEquals(List.of(), wrong);
    }

    @Test
    void aSourceInPartsWhoseTagIsNotReachedIsNeverCompleted() throws Exception {
        from = bench.cloud.publishing(ChecksumKind.CRC64NVME).createBucket("from");
        inParts(8);
        bench.source = new FaultyStore(from, FaultScript.nth(RequestKind.GET, 2, FLIP));
        ObjectKey key = new ObjectKey("k");
        assertCopied(new CopyTask(key, key, from.head(key).stamp()), Lane.MULTIPART);
        assertEquals(List.of(), wrong);
    }

    /** As with SSE-KMS: the tags prove nothing, and the store keeps a checksum of the parts' checksums. */
    @ParameterizedTest
    @EnumSource(
            value = ChecksumKind.class,
            names = {"CRC32C", "CRC32", "SHA1", "SHA256"})
    void aChecksumOfPartsIsReachedByPartsCutAlike(ChecksumKind kind) throws Exception {
        from = bench.cloud.publishingOfParts(kind).createBucket("from");
        inParts(8);
        bench.options = bench.options.with(KMS);
        bench.source = new FaultyStore(from, FaultScript.nth(RequestKind.GET, 2, FLIP));
        assertCopied(task(), Lane.MULTIPART);
        assertEquals(List.of(), wrong);
        assertEquals(16, from.requests().of(RequestKind.GET), "eight parts of 33 bytes, twice");
    }

    @Test
    void aBitThatFlipsNowAndThenIsNotTakenForAnotherCut() throws Exception {
        from = bench.cloud.publishingOfParts(ChecksumKind.CRC32C).createBucket("from");
        inParts(8);
        bench.options = bench.options.with(KMS);
        AtomicInteger readings = new AtomicInteger();
        bench.source = new FaultyStore(
                from,
                request -> request.kind() == RequestKind.GET
                        ? new Fault.FlippedBit(readings.incrementAndGet() % 33)
                        : Fault.NONE);
        assertRefused(task());
        assertEquals(List.of(), wrong);
    }

    /** The first part's size and the count of parts fit, and the second part was shorter. */
    @Test
    void aSourceCutInUnequalPartsIsReadTwiceAndCopied() throws Exception {
        from = bench.cloud.publishingOfParts(ChecksumKind.CRC32C).createBucket("from");
        MultipartUploads uploads = from.uploads();
        UploadId id = uploads.create(new ObjectKey("k"), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        List<UploadedPart> parts = new ArrayList<>();
        for (int size : new int[] {100, 90, 100}) {
            parts.add(uploads.uploadPart(id, parts.size() + 1, BytesPayload.random(size, size)));
        }
        uploads.complete(id, parts);
        bench.options = bench.options.with(KMS);
        bench.source = from;
        assertCopied(task(), Lane.MULTIPART);
        assertEquals(6, from.requests().of(RequestKind.GET));
    }

    @ParameterizedTest
    @CsvSource({"100, GET", "180, GET", "1000, HEAD"})
    void aSourceThatLeavesItsChecksumOutIsCopiedAllTheSame(int size, RequestKind asked) throws Exception {
        Fault omitted = new Fault.OtherChecksums(List.of());
        source(MemoryCloud.Tagging.MD5, ChecksumKind.CRC32C, FaultScript.always(asked, omitted));
        assertCopied(write(size), size > 200 ? Lane.MULTIPART : Lane.SINGLE);
    }

    @ParameterizedTest
    @CsvSource({"100, 1, CRC32C", "180, 1, CRC32C", "1000, 16, CRC64ECMA"})
    void aChecksumThatIsWrongForSoundBytesIsNotOverruled(int size, int readings, ChecksumKind kind) throws Exception {
        PublishedChecksum lie = PublishedChecksum.crc(kind, 4711);
        RequestKind asked = size > 200 ? RequestKind.HEAD : RequestKind.GET;
        source(MemoryCloud.Tagging.MD5, kind, FaultScript.always(asked, new Fault.OtherChecksums(List.of(lie))));
        assertRefused(write(size));
        assertTrue(from.requests().of(RequestKind.GET) > readings, "it was read again before it was given up");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 180})
    void aChecksumThatIsWrongOnceCostsOneMoreReading(int size) throws Exception {
        PublishedChecksum lie = PublishedChecksum.crc(ChecksumKind.CRC32C, 4711);
        source(
                MemoryCloud.Tagging.MD5,
                ChecksumKind.CRC32C,
                FaultScript.nth(RequestKind.GET, 1, new Fault.OtherChecksums(List.of(lie))));
        assertCopied(write(size), Lane.SINGLE);
        assertEquals(2, from.requests().of(RequestKind.GET));
    }

    @Test
    void aSoundCopyIsReadOnce() throws Exception {
        source(MemoryCloud.Tagging.MD5, ChecksumKind.CRC64ECMA, FaultScript.none());
        assertCopied(write(1000), Lane.MULTIPART);
        assertEquals(Math.ceilDiv(1000, 64), from.requests().of(RequestKind.GET));
        assertEquals(1, from.requests().of(RequestKind.HEAD) - 1, "one to plan, and the test's own");
    }

    /** Writes the object anew in parts of 33 bytes, so that its tag is of parts. */
    private void inParts(int count) throws Exception {
        MultipartUploads uploads = from.uploads();
        UploadId id = uploads.create(new ObjectKey("k"), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        List<UploadedPart> parts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            parts.add(uploads.uploadPart(id, i, BytesPayload.random(i, 33)));
        }
        uploads.complete(id, parts);
    }
}
