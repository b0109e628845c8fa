package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies that are written while they are read: whatever breaks, on whichever side. */
class PassedOnCopyTest {
    private static final int SIZE = 180;
    private final Bench bench = new Bench();

    @Test
    void aBodyIsPassedOnAndNotHeld() throws Exception {
        Watching destination = new Watching(bench);
        bench.destination = destination;
        copied(bench.copy(bench.write("passed", SIZE)));
        assertTrue(destination.lastWasPassedOn);
        copied(bench.copy(bench.write("held", 100)));
        assertFalse(destination.lastWasPassedOn);
    }

    @Test
    void aSourceThatBreaksOffOnceIsReadAgain() throws Exception {
        bench.source = new FaultyStore(bench.from, FaultScript.first(RequestKind.GET, 1, new Fault.BrokenBody(70)));
        copied(bench.copy(bench.write("k", SIZE)));
    }

    @Test
    void aSourceThatAlwaysBreaksOffIsNamedAndNothingIsWritten() throws Exception {
        bench.source = new FaultyStore(bench.from, FaultScript.always(RequestKind.GET, new Fault.BrokenBody(70)));
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", SIZE)));
        assertEquals(FailureClass.UNAVAILABLE, failed.failureClass());
        assertTrue(failed.reason().contains("reading k of"), failed.reason());
        assertEquals(List.of(), bench.to.keys());
    }

    @Test
    void aBodyThatEndsEarlyNeverBecomesAnObject() throws Exception {
        bench.source = new FaultyStore(bench.from, FaultScript.always(RequestKind.GET, new Fault.ShortBody(70)));
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", SIZE)));
        assertTrue(failed.reason().contains("reading k of"), failed.reason());
        assertEquals(List.of(), bench.to.keys());
    }

    @Test
    void aBitThatFlipsOnTheWayOnceIsNoticedAndCopiedAgain() throws Exception {
        bench.source = new FaultyStore(bench.from, FaultScript.first(RequestKind.GET, 1, new Fault.FlippedBit(70)));
        copied(bench.copy(bench.write("k", SIZE)));
    }

    @Test
    void aCopyThatFailsBeforeTheBodyIsTakenIsMadeAgain() throws Exception {
        bench.destination = new FaultyStore(
                bench.to, FaultScript.first(RequestKind.PUT, 2, new Fault.Before(Mishaps.unavailable())));
        copied(bench.copy(bench.write("k", SIZE)));
    }

    @Test
    void aDestinationThatBreaksOffInTheBodyIsNamed() throws Exception {
        bench.destination = new Breaking(bench);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", SIZE)));
        assertFalse(failed.reason().contains("reading k of"), failed.reason());
        assertEquals(FailureClass.UNAVAILABLE, failed.failureClass());
    }

    @Test
    void aBodyCannotBePassedOnTwice() throws Exception {
        bench.destination = new Twice(bench);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", SIZE)));
        assertFalse(failed.reason().contains("reading k of"), failed.reason());
        assertEquals(List.of(), bench.to.keys());
    }

    private void copied(Outcome outcome) {
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, outcome);
        assertEquals(copied.source(), copied.destination());
        for (String key : bench.to.keys()) {
            assertArrayEquals(
                    bench.from.object(key).orElseThrow().bytes(),
                    bench.to.object(key).orElseThrow().bytes());
        }
        assertFalse(bench.to.keys().isEmpty());
    }

    private static final class Watching extends ForwardingStore {
        private final Bench bench;
        private boolean lastWasPassedOn;

        Watching(Bench bench) {
            super(bench.to);
            this.bench = bench;
        }

        @Override
        public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                throws StorageException {
            lastWasPassedOn = payload.crc32c().isEmpty();
            return bench.to.put(key, metadata, options, payload);
        }
    }

    /** Takes half of a body. */
    private static final class Breaking extends ForwardingStore {
        Breaking(Bench bench) {
            super(bench.to);
        }

        @Override
        public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                throws StorageException {
            try {
                payload.writeTo(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("reset");
                    }
                });
            } catch (IOException e) {
                throw new StorageException.Unavailable(FailureScope.OBJECT, "reset", e);
            }
            throw new AssertionError("the body was written");
        }
    }

    /** Sends a body again, as an adapter does that repeats a request. */
    private static final class Twice extends ForwardingStore {
        private final Bench bench;

        Twice(Bench bench) {
            super(bench.to);
            this.bench = bench;
        }

        @Override
        public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                throws StorageException {
            try {
                payload.writeTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return bench.to.put(key, metadata, options, payload);
        }
    }
}
