package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ForwardingUploads;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of an upload: what is believed of it, and what is not. */
class CompletionTest {
    private static final int SIZE = 1_000;
    private final Bench bench = new Bench();

    @Test
    void whatWasCompletedIsFoundThoughNobodyAnswersToThat() throws Exception {
        CopyTask task = bench.write("k", SIZE);
        FaultScript doneAndLost =
                FaultScript.nth(RequestKind.COMPLETE_UPLOAD, 1, new Fault.After(Mishaps.unavailable()));
        FaultScript silent = FaultScript.always(RequestKind.COMPLETE_UPLOAD, new Fault.Before(Mishaps.unavailable()));
        bench.destination = new FaultyStore(bench.to, doneAndLost.or(silent));
        assertCopied(bench.copy(task));
    }

    /** It may have been copied before, or by somebody else: only what it is tells. */
    @Test
    void anUploadThatIsGoneIsNoCopyThoughAnObjectOfTheSizeIsThere() throws Exception {
        bench.to.put(new ObjectKey("k"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(99, SIZE));
        CopyTask task = bench.write("k", SIZE);
        Fault abortedByAnother = new Fault.Before(request -> {
            for (OpenUpload open : bench.to.openUploads()) {
                bench.to.uploads().abort(open.upload());
            }
        });
        bench.destination =
                new FaultyStore(bench.to, FaultScript.nth(RequestKind.COMPLETE_UPLOAD, 1, abortedByAnother));
        assertCopied(bench.copy(task));
    }

    /** As on the wire: the store makes one thing of the parts it was sent, and it is not their sum. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aCopyThatIsNotItsPartsIsTakenBackAndReported(int soundOnes) throws Exception {
        Damaging destination = new Damaging(soundOnes);
        TransferEngine engine = bench.engine();
        for (int i = 0; i < soundOnes; i++) {
            CopyTask sound = bench.write("sound" + i, SIZE);
            assertInstanceOf(Outcome.Copied.class, engine.copy(sound, Delivered.FIRST, bench.run));
        }
        CopyTask task = bench.write("k", SIZE);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, engine.copy(task, Delivered.FIRST, bench.run));
        assertTrue(failed.reason().contains("damaged"), failed.reason());
        assertEquals(soundOnes, bench.to.keys().size());
        assertEquals(soundOnes + 1, destination.completed);
    }

    private void assertCopied(Outcome outcome) {
        assertInstanceOf(Outcome.Copied.class, outcome);
        assertArrayEquals(
                bench.from.object("k").orElseThrow().bytes(),
                bench.to.object("k").orElseThrow().bytes());
        assertEquals(List.of(), bench.to.openUploads());
    }

    /** After so many uploads it takes a part of the next for another. */
    private final class Damaging extends ForwardingStore {
        private final int soundOnes;
        private int completed;

        Damaging(int soundOnes) {
            super(bench.to);
            this.soundOnes = soundOnes;
            bench.destination = this;
        }

        @Override
        public MultipartUploads uploads() {
            return new ForwardingUploads(super.uploads()) {
                @Override
                public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
                    if (++completed <= soundOnes) {
                        return super.complete(upload, parts);
                    }
                    List<UploadedPart> damaged = new ArrayList<>(parts);
                    damaged.set(2, uploadPart(upload, 3, BytesPayload.random(7, (int)
                            parts.get(2).size())));
                    return super.complete(upload, damaged);
                }
            };
        }
    }
}
