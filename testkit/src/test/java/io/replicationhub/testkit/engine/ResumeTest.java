package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.journal.FolderJournal;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Lane;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.Side;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishap;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.UploadSweep;
import io.replicationhub.transfer.WorkStopped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is cut off in the middle of a large object, and the one after it. */
class ResumeTest {
    private static final int PARTS = 10;

    @TempDir
    private Path folder;

    private final Bench bench = new Bench();
    private int sent;

    @BeforeEach
    void rememberUploads() {
        bench.journal = new FolderJournal(folder.resolve("uploads"));
    }

    @Test
    void theNextRunSendsOnlyThePartsThatAreMissing() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        stopAfter(6, task);
        assertEquals(1, bench.to.openUploads().size());
        sent = 0;
        assertInstanceOf(Outcome.Copied.class, again(task));
        assertEquals(PARTS - 6, sent);
        assertCopied("large");
        assertEquals(List.of(), bench.journal.all(bench.to.description()));
    }

    @Test
    void anUploadOfAnotherVersionIsAbortedAndNothingOfItIsUsed() throws Exception {
        stopAfter(6, bench.write("large", PARTS * 64));
        bench.clock.advance(Duration.ofSeconds(5));
        bench.from.put(
                new ObjectKey("large"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(77, PARTS * 64));
        sent = 0;
        assertInstanceOf(Outcome.Copied.class, again(bench.task("large")));
        assertEquals(PARTS, sent);
        assertCopied("large");
    }

    @Test
    void anUploadWithOtherPartsIsAborted() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        stopAfter(6, task);
        bench.options = bench.options.withSizes(200, 150, 128, 128);
        sent = 0;
        assertInstanceOf(Outcome.Copied.class, again(task));
        assertEquals(PARTS / 2, sent);
        assertCopied("large");
    }

    @Test
    void aPartOfAnotherSizeOrNumberThanIsWantedIsNotCounted() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        stopAfter(6, task);
        UploadId upload = bench.to.openUploads().getFirst().upload();
        bench.to.uploads().uploadPart(upload, 3, BytesPayload.random(3, 32));
        bench.to.uploads().uploadPart(upload, PARTS + 1, BytesPayload.random(4, 64));
        sent = 0;
        assertInstanceOf(Outcome.Copied.class, again(task));
        assertEquals(PARTS - 6 + 1, sent);
        assertCopied("large");
    }

    @Test
    void anUploadThatHasGoneMeanwhileIsBegunAnew() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        stopAfter(6, task);
        bench.to.uploads().abort(bench.to.openUploads().getFirst().upload());
        assertInstanceOf(Outcome.Copied.class, again(task));
        assertCopied("large");
    }

    @Test
    void anUploadWhoseBeginningWasNeverConfirmedIsFoundAndAborted() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        RunControl run = RunControl.unlimited();
        Fault answerLost = new Fault.After(stopping(run));
        bench.destination = new FaultyStore(bench.to, FaultScript.nth(RequestKind.CREATE_UPLOAD, 1, answerLost));
        assertThrows(WorkStopped.class, () -> bench.engine().copy(task, Delivered.FIRST, run));
        assertEquals(1, bench.to.openUploads().size());
        bench.clock.advance(Duration.ofMinutes(5));
        assertInstanceOf(Outcome.Copied.class, again(task));
        assertCopied("large");
    }

    @Test
    void uploadsOfOthersAreLeftAloneWhereOursIsLookedFor() throws Exception {
        OpenUpload older = open("large");
        bench.clock.advance(Duration.ofHours(1));
        OpenUpload longer = open("large.old");
        CopyTask task = bench.write("large", PARTS * 64);
        bench.destination = new FaultyStore(
                bench.to, FaultScript.nth(RequestKind.CREATE_UPLOAD, 1, new Fault.After(Mishaps.unavailable())));
        assertInstanceOf(Outcome.Copied.class, bench.engine().copy(task, Delivered.FIRST, RunControl.unlimited()));
        assertEquals(Set.of(older, longer), Set.copyOf(bench.to.openUploads()));
    }

    /** Rights to list uploads are a row of their own; a run that lacks them has lost nothing that it needs. */
    @Test
    void whoMayNotListUploadsCopiesAllTheSame() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        bench.destination = new FaultyStore(
                bench.to,
                FaultScript.nth(RequestKind.CREATE_UPLOAD, 1, new Fault.Before(Mishaps.throttled()))
                        .or(mayNotListUploads()));
        assertInstanceOf(Outcome.Copied.class, bench.copy(task));
        assertCopied("large");
        assertEquals(List.of(), bench.journal.all(bench.to.description()));
    }

    @Test
    void anUploadThatTheStoreRefusedToBeginIsNotRemembered() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        bench.destination = new FaultyStore(
                bench.to,
                FaultScript.always(
                        RequestKind.CREATE_UPLOAD, new Fault.Before(Mishaps.failure(FailureClass.REJECTED))));
        assertInstanceOf(Outcome.Failed.class, bench.copy(task));
        assertEquals(List.of(), bench.journal.all(bench.to.description()));
    }

    @Test
    void whatWasNeverConfirmedIsForgottenWhereItCannotBeLookedFor() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        RunControl run = RunControl.unlimited();
        Fault answerLost = new Fault.Before(stopping(run));
        bench.destination = new FaultyStore(bench.to, FaultScript.nth(RequestKind.CREATE_UPLOAD, 1, answerLost));
        assertThrows(WorkStopped.class, () -> bench.engine().copy(task, Delivered.FIRST, run));
        bench.destination = new FaultyStore(bench.to, mayNotListUploads());
        assertInstanceOf(Outcome.Copied.class, bench.copy(task));
        assertCopied("large");
        assertEquals(List.of(), bench.journal.all(bench.to.description()));
    }

    /** Nothing was sent yet, so all that was begun is aborted. */
    @Test
    void whoIsCutOffWhileStraysAreLookedForLeavesNoneToTheNextRun() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        RunControl run = RunControl.unlimited();
        Fault stopped = new Fault.Before(stopping(run));
        bench.destination = new FaultyStore(
                bench.to,
                FaultScript.nth(RequestKind.CREATE_UPLOAD, 1, new Fault.After(Mishaps.throttled()))
                        .or(FaultScript.nth(RequestKind.LIST_UPLOADS, 1, stopped)));
        assertThrows(WorkStopped.class, () -> bench.engine().copy(task, Delivered.FIRST, run));
        assertInstanceOf(Outcome.Copied.class, again(task));
        assertCopied("large");
    }

    /** The run is told to stop, and the answer is lost. */
    private static Mishap stopping(RunControl run) {
        return request -> {
            run.drain();
            throw new StorageException.Unavailable(FailureScope.ENDPOINT, "reset: " + request, null);
        };
    }

    private static FaultScript mayNotListUploads() {
        return FaultScript.always(
                RequestKind.LIST_UPLOADS, new Fault.Before(Mishaps.failure(FailureClass.DENIED, FailureScope.BUCKET)));
    }

    @Test
    void afterAFaultOfTheProgramNoUploadIsLeft() throws Exception {
        CopyTask task = bench.write("large", PARTS * 64);
        Fault fault = new Fault.Before(request -> {
            throw new IllegalStateException("a fault of the program's own");
        });
        bench.destination = new FaultyStore(bench.to, FaultScript.nth(RequestKind.UPLOAD_PART, 3, fault));
        assertThrows(IllegalStateException.class, () -> bench.copy(task));
        assertEquals(List.of(), bench.to.openUploads());
        assertEquals(List.of(), bench.journal.all(bench.to.description()));
    }

    @Test
    void aCompleteRunSweepsWhatIsLeft() throws Exception {
        stopAfter(6, bench.write("large", PARTS * 64));
        bench.from.delete(new ObjectKey("large"));
        int ended = new UploadSweep(bench.party(Side.DESTINATION, bench.to), bench.journal, bench.persistence())
                .run(RunControl.unlimited());
        assertEquals(1, ended);
        assertEquals(List.of(), bench.to.openUploads());
        assertEquals(List.of(), bench.journal.all(bench.to.description()));
    }

    @Test
    void withoutAMemoryAStoppedUploadIsAborted() throws Exception {
        bench.journal = UploadJournal.NONE;
        stopAfter(6, bench.write("large", PARTS * 64));
        assertEquals(List.of(), bench.to.openUploads());
    }

    private OpenUpload open(String key) throws StorageException {
        UploadId upload = bench.to.uploads().create(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        return bench.to.openUploads().stream()
                .filter(each -> each.upload().equals(upload))
                .findFirst()
                .orElseThrow();
    }

    private void stopAfter(int parts, CopyTask task) {
        RunControl run = RunControl.unlimited();
        int[] seen = {0};
        bench.destination = new FaultyStore(bench.to, request -> {
            if (request.kind() == RequestKind.UPLOAD_PART && ++seen[0] == parts) {
                run.drain();
            }
            return Fault.NONE;
        });
        TransferEngine engine = bench.engine();
        assertThrows(WorkStopped.class, () -> engine.copy(task, Delivered.FIRST, run));
    }

    private Outcome again(CopyTask task) throws WorkStopped {
        bench.destination = new FaultyStore(bench.to, request -> {
            sent += request.kind() == RequestKind.UPLOAD_PART ? 1 : 0;
            return Fault.NONE;
        });
        Outcome outcome = bench.engine().copy(task, Delivered.FIRST, RunControl.unlimited());
        if (outcome instanceof Outcome.Copied copied) {
            assertEquals(Lane.MULTIPART, copied.lane());
        }
        return outcome;
    }

    private void assertCopied(String key) {
        assertArrayEquals(
                bench.from.object(key).orElseThrow().bytes(),
                bench.to.object(key).orElseThrow().bytes());
        assertEquals(List.of(), bench.to.openUploads());
    }
}
