package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.pace.PacedStore;
import io.replicationhub.pace.Pacer;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One request that goes past the pace is enough to have a store complain for ever. */
class PacedStoreTest {
    private static final ObjectKey KEY = new ObjectKey("k");
    private static final ETag TAG = new ETag("0".repeat(32));
    private static final UploadId UPLOAD = new UploadId(KEY, "u");
    private static final CopySource SOURCE = new CopySource("from", KEY, TAG);

    private final Bench bench = new Bench();
    private final AtomicLong slept = new AtomicLong();
    private final Pacer pacer = new Pacer(bench.clock::nanos, this::sleep);

    /** Every request of a run. */
    enum Asking {
        LIST(store -> store.list(ListRequest.first(""))),
        HEAD(store -> store.head(KEY)),
        HEAD_OF_A_PART(store -> store.headFirstPart(KEY, TAG)),
        TAGS(store -> store.tags(KEY)),
        GET(store -> store.open(ReadRequest.whole(KEY, TAG))),
        PUT(store -> store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("b"))),
        COPY(store -> store.copy(SOURCE, KEY, null, WriteOptions.DEFAULT)),
        DELETE(store -> store.delete(KEY)),
        CREATE(store -> store.uploads().create(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT)),
        PART(store -> store.uploads().uploadPart(UPLOAD, 1, BytesPayload.of("b"))),
        TRIAL_OF_A_PART(store -> store.uploads().tryPassingOn(UPLOAD, 1)),
        COPY_OF_A_PART(store -> store.uploads().copyPart(UPLOAD, 1, SOURCE, new ByteRange(0, 1))),
        PARTS(store -> store.uploads().parts(UPLOAD)),
        COMPLETE(store -> store.uploads().complete(UPLOAD, List.of())),
        ABORT(store -> store.uploads().abort(UPLOAD)),
        UPLOADS(store -> store.uploads().open(""));

        private final Request request;

        Asking(Request request) {
            this.request = request;
        }
    }

    private interface Request {
        void make(ObjectStore store) throws StorageException;
    }

    @ParameterizedTest
    @EnumSource(Asking.class)
    void theComplaintIsHeardAndTheNextRequestWaits(Asking asking) {
        Fault complaint = new Fault.Before(Mishaps.throttled());
        ObjectStore store =
                new PacedStore(new FaultyStore(bench.to, FaultScript.always(request -> true, complaint)), pacer);
        assertThrows(StorageException.Throttled.class, () -> asking.request.make(store));
        assertTrue(Double.isFinite(pacer.rate()), "it was not told of the complaint");
        assertEquals(0, slept.get());
        for (int again = 0; again < 5; again++) {
            assertThrows(StorageException.Throttled.class, () -> asking.request.make(store));
        }
        assertTrue(slept.get() > 0, "five more were made at once");
    }

    @Test
    void whatIsKnownIsAskedOfNobody() {
        Fault complaint = new Fault.Before(Mishaps.throttled());
        ObjectStore store =
                new PacedStore(new FaultyStore(bench.to, FaultScript.always(request -> true, complaint)), pacer);
        assertThrows(StorageException.Throttled.class, () -> store.head(KEY));
        for (int again = 0; again < 100; again++) {
            assertEquals(PassesOn.YES, store.uploads().passesOn());
        }
        assertEquals(0, slept.get());
    }

    /** As before deletes: of many HEADs each is answered with 404, and the store has done its work for all of them. */
    @Test
    void anAnswerThatSaysNoIsAnAnswer() throws Exception {
        AtomicBoolean complaining = new AtomicBoolean();
        ObjectStore store = new PacedStore(
                new FaultyStore(
                        bench.to,
                        FaultScript.always(request -> complaining.get(), new Fault.Before(Mishaps.throttled()))),
                pacer);
        for (int asked = 0; asked < 2_000; asked++) {
            assertThrows(StorageException.Missing.class, () -> store.head(KEY));
            bench.clock.advance(Duration.ofMillis(1));
        }
        complaining.set(true);
        assertThrows(StorageException.Throttled.class, () -> store.head(KEY));
        assertTrue(pacer.rate() > 850 && pacer.rate() < 1100, "rate " + pacer.rate());
    }

    @Test
    void whatWasNotAnsweredIsNone() {
        AtomicReference<Fault> fault = new AtomicReference<>(new Fault.Before(Mishaps.unavailable()));
        ObjectStore store = new PacedStore(new FaultyStore(bench.to, request -> fault.get()), pacer);
        for (int asked = 0; asked < 2_000; asked++) {
            assertThrows(StorageException.Unavailable.class, () -> store.head(KEY));
        }
        fault.set(new Fault.Before(Mishaps.throttled()));
        assertThrows(StorageException.Throttled.class, () -> store.head(KEY));
        assertTrue(pacer.rate() < 100, "rate " + pacer.rate());
    }

    private void sleep(Duration duration) {
        slept.addAndGet(duration.toNanos());
        bench.clock.advance(duration);
    }
}
