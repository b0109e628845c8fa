package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.fault.HoldingStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reading asks for the version that was planned, and is looked at as if the store had not heeded that. */
class PinningTest {
    private static final ObjectKey KEY = new ObjectKey("k");
    private final Bench bench = new Bench();

    /** The four ways of a body. */
    enum Reading {
        HELD(100),
        PASSED_ON(160),
        PARTS_HELD(1_000),
        PARTS_PASSED_ON(1_000);

        private final int size;

        Reading(int size) {
            this.size = size;
        }
    }

    @ParameterizedTest
    @EnumSource(Reading.class)
    void everyReadingAsksForThePlannedVersion(Reading reading) throws Exception {
        Source source = new Source();
        assertInstanceOf(Outcome.Copied.class, copy(reading));
        ETag planned = bench.from.head(KEY).stamp().etag();
        assertFalse(source.asked.isEmpty());
        for (ReadRequest request : source.asked) {
            assertEquals(Optional.of(planned), request.ifMatch());
        }
    }

    @ParameterizedTest
    @EnumSource(Reading.class)
    void aStoreThatIgnoresTheVersionThatIsAskedForMakesNoMixture(Reading reading) throws Exception {
        for (int overwritten = 1; overwritten <= 17; overwritten++) {
            Bench fresh = new Bench();
            Source source = new Source(fresh);
            source.heedsVersions = false;
            source.overwrittenBefore = overwritten;
            assertInstanceOf(Outcome.Copied.class, copy(fresh, reading));
            byte[] copy = fresh.to.object("k").orElseThrow().bytes();
            byte[] now = fresh.from.object("k").orElseThrow().bytes();
            byte[] before =
                    BytesPayload.random(KEY.value().hashCode(), reading.size).bytes();
            assertArrayEquals(copy[0] == before[0] ? before : now, copy, "overwritten before reading " + overwritten);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PARTS_HELD", "PARTS_PASSED_ON"})
    void theWholeInsteadOfARangeIsNoPart(Reading reading) throws Exception {
        Source source = new Source();
        source.heedsRanges = false;
        assertRefused(copy(reading));
    }

    @ParameterizedTest
    @EnumSource(Reading.class)
    void aBodyThatGoesOnBeyondItsLengthIsNotTaken(Reading reading) throws Exception {
        Source source = new Source();
        source.surplus = 1;
        assertRefused(copy(reading));
    }

    private void assertRefused(Outcome outcome) throws StorageException {
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome);
        assertEquals(FailureClass.CORRUPT, failed.failureClass(), failed.reason());
        assertEquals(List.of(), bench.to.keys());
        assertEquals(List.of(), bench.to.openUploads());
        assertEquals(0, bench.cloud.openReadings());
    }

    private Outcome copy(Reading reading) throws Exception {
        return copy(bench, reading);
    }

    private static Outcome copy(Bench bench, Reading reading) throws Exception {
        if (reading == Reading.PARTS_HELD) {
            bench.destination = new HoldingStore(bench.to);
        }
        return bench.copy(bench.write(KEY.value(), reading.size));
    }

    /** The bucket, which may heed less of what it is asked than it should. */
    private final class Source extends ForwardingStore {
        private final Bench bench;
        private final List<ReadRequest> asked = new ArrayList<>();
        private boolean heedsVersions = true;
        private boolean heedsRanges = true;
        private int overwrittenBefore;
        private int surplus;

        Source() {
            this(PinningTest.this.bench);
        }

        Source(Bench bench) {
            super(bench.from);
            this.bench = bench;
            bench.source = this;
        }

        @Override
        public ObjectReading open(ReadRequest request) throws StorageException {
            asked.add(request);
            if (asked.size() == overwrittenBefore) {
                overwrite();
            }
            ObjectReading reading = super.open(new ReadRequest(
                    request.key(),
                    heedsVersions ? request.ifMatch() : Optional.empty(),
                    heedsRanges ? request.range() : Optional.empty()));
            InputStream more = new ByteArrayInputStream(new byte[surplus]);
            return new Lengthened(reading, new SequenceInputStream(reading.body(), more));
        }

        /** By as many bytes, so that only its ETag tells. */
        private void overwrite() throws StorageException {
            bench.clock.advance(Duration.ofSeconds(1));
            int size = (int) bench.from.head(KEY).stamp().size();
            bench.from.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(2, size));
        }
    }

    private record Lengthened(ObjectReading inner, InputStream body) implements ObjectReading {
        @Override
        public ObjectHead head() {
            return inner.head();
        }

        @Override
        public long length() {
            return inner.length();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
