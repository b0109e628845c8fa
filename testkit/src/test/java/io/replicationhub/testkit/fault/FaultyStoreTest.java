package io.replicationhub.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyStoreTest {
    private static final ObjectKey KEY = new ObjectKey("o");
    private static final BytesPayload BODY = BytesPayload.random(1, 1000);
    private final FakeClock clock = FakeClock.atStart();
    private final MemoryCloud cloud = MemoryCloud.s3(clock);
    private final MemoryObjectStore real = cloud.createBucket("bucket");

    @Test
    void aRequestThatFailsBeforeItsEffectHasNone() {
        FaultyStore store = faulty(FaultScript.always(RequestKind.PUT, new Fault.Before(Mishaps.unavailable())));
        assertThrows(StorageException.Unavailable.class, () -> put(store));
        assertEquals(List.of(), real.keys());
    }

    @Test
    void aLostAnswerHidesAnEffectThatTookPlace() {
        FaultyStore store = faulty(FaultScript.always(RequestKind.PUT, new Fault.After(Mishaps.unavailable())));
        assertThrows(StorageException.Unavailable.class, () -> put(store));
        assertEquals(List.of("o"), real.keys());
    }

    @Test
    void aCompletionWhoseAnswerIsLostFindsNoUploadTheNextTime() throws StorageException {
        FaultyStore store =
                faulty(FaultScript.first(RequestKind.COMPLETE_UPLOAD, 1, new Fault.After(Mishaps.unavailable())));
        UploadId upload = store.uploads().create(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT);
        List<UploadedPart> parts = List.of(store.uploads().uploadPart(upload, 1, BODY));
        assertThrows(StorageException.Unavailable.class, () -> store.uploads().complete(upload, parts));
        assertThrows(StorageException.Missing.class, () -> store.uploads().complete(upload, parts));
        assertEquals(List.of("o"), real.keys());
    }

    @ParameterizedTest
    @EnumSource(FailureClass.class)
    void everyClassOfFailureCanBeInjected(FailureClass each) {
        FaultyStore store = faulty(FaultScript.always(RequestKind.HEAD, new Fault.Before(Mishaps.failure(each))));
        StorageException failure = assertThrows(StorageException.class, () -> store.head(KEY));
        assertEquals(each, failure.failureClass());
    }

    @Test
    void aBrokenBodyGivesItsBytesAndThenBreaks() throws StorageException {
        ETag etag = put(real);
        FaultyStore store = faulty(FaultScript.always(RequestKind.GET, new Fault.BrokenBody(300)));
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (ObjectReading reading = store.open(ReadRequest.whole(KEY, etag))) {
            assertThrows(IOException.class, () -> reading.body().transferTo(seen));
        }
        assertArrayEquals(Arrays.copyOf(BODY.bytes(), 300), seen.toByteArray());
        assertEquals(0, cloud.openReadings());
    }

    @Test
    void aShortBodyEndsInSilence() throws StorageException, IOException {
        ETag etag = put(real);
        FaultyStore store = faulty(FaultScript.always(RequestKind.GET, new Fault.ShortBody(300)));
        try (ObjectReading reading = store.open(ReadRequest.whole(KEY, etag))) {
            assertEquals(1000, reading.length());
            assertArrayEquals(Arrays.copyOf(BODY.bytes(), 300), reading.body().readAllBytes());
        }
    }

    @Test
    void aFlippedBitChangesOneByte() throws StorageException, IOException {
        ETag etag = put(real);
        FaultyStore store = faulty(FaultScript.always(RequestKind.GET, new Fault.FlippedBit(300)));
        try (ObjectReading reading = store.open(ReadRequest.whole(KEY, etag))) {
            byte[] seen = reading.body().readAllBytes();
            assertEquals(300, Arrays.mismatch(BODY.bytes(), seen));
            seen[300] = BODY.bytes()[300];
            assertArrayEquals(BODY.bytes(), seen);
        }
    }

    @Test
    void somebodyElseCanWriteInTheMiddleOfABody() throws StorageException, IOException {
        ETag etag = put(real);
        Mishap overwrite = request ->
                real.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("overwritten meanwhile"));
        FaultyStore store = faulty(FaultScript.nth(RequestKind.GET, 1, new Fault.InBody(300, overwrite)));
        try (ObjectReading reading = store.open(ReadRequest.whole(KEY, etag))) {
            assertArrayEquals(BODY.bytes(), reading.body().readAllBytes());
        }
        assertNotEquals(etag, real.head(KEY).stamp().etag());
    }

    @Test
    void anOutageBeginsAndEnds() throws StorageException {
        FaultyStore store = faulty(FaultScript.outage(
                clock, clock.instant().plusSeconds(10), clock.instant().plusSeconds(20)));
        store.list(ListRequest.first(""));
        clock.advance(Duration.ofSeconds(10));
        assertThrows(StorageException.Unavailable.class, () -> store.list(ListRequest.first("")));
        clock.advance(Duration.ofSeconds(10));
        store.list(ListRequest.first(""));
    }

    @Test
    void aCrashIsNoException() {
        Life life = new Life();
        FaultyStore store = faulty(FaultScript.nth(RequestKind.PUT, 1, new Fault.After(life.crash())));
        assertThrows(Crash.class, () -> put(store));
        assertEquals(List.of("o"), real.keys());
    }

    @Test
    void afterACrashNothingThatTheProcessDoesHasAnyEffect() {
        Life life = new Life();
        FaultScript dies = FaultScript.nth(RequestKind.PUT, 1, new Fault.Before(life.crash()));
        FaultyStore store = faulty(life.during(dies));
        assertThrows(Crash.class, () -> put(store));
        assertThrows(Crash.class, () -> put(store));
        assertThrows(Crash.class, () -> store.delete(KEY));
        assertEquals(List.of(), real.keys());
        assertTrue(life.isOver());
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertEquals(outcomes(7), outcomes(7));
        assertNotEquals(outcomes(7), outcomes(8));
        assertTrue(outcomes(7).contains("Unavailable"));
        assertTrue(outcomes(7).contains("Throttled"));
    }

    private String outcomes(long seed) {
        FaultyStore store = faulty(FaultMix.BAD_DAY.script(seed, new Life()));
        StringBuilder outcomes = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            try {
                put(store);
                outcomes.append('.');
            } catch (StorageException e) {
                outcomes.append(e.getClass().getSimpleName());
            }
        }
        return outcomes.toString();
    }

    private FaultyStore faulty(FaultScript script) {
        return new FaultyStore(real, script);
    }

    private static ETag put(io.replicationhub.object.ObjectStore store) throws StorageException {
        return store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BODY);
    }
}
