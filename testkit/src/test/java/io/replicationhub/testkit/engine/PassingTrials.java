package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ForwardingUploads;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Tests of a destination that counts how it is tried, what is passed on to it and what was held for it. */
abstract class PassingTrials {
    static final int SIZE = 1_000;
    static final int PARTS = 16;
    /** As {@code PassingTrial} has it. */
    static final Duration PAUSE = Duration.ofSeconds(30);
    /** Three parts at most, so that a large object has parts that are larger than the memory for bodies. */
    static final StoreLimits FEW_PARTS = new StoreLimits(1 << 20, 1 << 20, 1 << 20, 16, 150_000, 3, 1024);

    static final StoreLimits MANY_PARTS = new StoreLimits(1 << 20, 1 << 20, 1 << 20, 16, 1 << 20, 10_000, 1024);
    static final int LARGE = 400_000;
    /** The attempts at what fails by itself. */
    static final int ATTEMPTS = 4;

    Bench bench = new Bench();
    final Deque<Supplier<StorageException>> unanswered = new ArrayDeque<>();
    boolean refuses;
    volatile Runnable duringTrial = () -> {};
    volatile PassesOn known = PassesOn.NOT_KNOWN;
    final AtomicInteger trials = new AtomicInteger();
    final AtomicInteger passedOn = new AtomicInteger();
    final AtomicInteger held = new AtomicInteger();
    final AtomicInteger begun = new AtomicInteger();
    TransferEngine engine = engine();

    TransferEngine engine() {
        bench.destination = new Destination();
        return bench.engine();
    }

    void tight(StoreLimits limits) {
        bench = new Bench(limits);
        bench.memoryBytes = BodyBuffers.CHUNK_BYTES;
        engine = engine();
    }

    static StorageException busy() {
        return new StorageException.Throttled("SlowDown", null);
    }

    static StorageException broken() {
        return new StorageException.Unavailable(FailureScope.OBJECT, "the connection broke", null);
    }

    void unansweredTrials(int count, Supplier<StorageException> failure) {
        unanswered.addAll(Collections.nCopies(count, failure));
    }

    Outcome copy(CopyTask task) throws Exception {
        return engine.copy(task, Delivered.FIRST, bench.run);
    }

    void copied(String key, int size) throws Exception {
        copied(copy(bench.write(key, size)));
        assertArrayEquals(
                bench.from.object(key).orElseThrow().bytes(),
                bench.to.object(key).orElseThrow().bytes());
    }

    static Outcome.Copied copied(Outcome outcome) {
        return assertInstanceOf(Outcome.Copied.class, outcome);
    }

    static void assertSameEtag(Outcome outcome) {
        Outcome.Copied copied = copied(outcome);
        assertTrue(copied.destination().agreesWith(copied.source()), copied.toString());
    }

    void assertCounts(int trialsMade, int partsPassedOn, int partsHeld) {
        assertEquals(
                trialsMade + " trials, " + partsPassedOn + " parts passed on, " + partsHeld + " held",
                trials + " trials, " + passedOn + " parts passed on, " + held + " held");
    }

    private final class Destination extends ForwardingStore {
        Destination() {
            super(bench.to);
        }

        @Override
        public MultipartUploads uploads() {
            return new Uploads(super.uploads());
        }
    }

    private final class Uploads extends ForwardingUploads {
        Uploads(MultipartUploads inner) {
            super(inner);
        }

        @Override
        public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
            begun.incrementAndGet();
            return super.create(key, metadata, options);
        }

        @Override
        public PassesOn passesOn() {
            return known;
        }

        @Override
        public PassesOn tryPassingOn(UploadId upload, int number) throws StorageException {
            trials.incrementAndGet();
            duringTrial.run();
            Supplier<StorageException> failure = unanswered.poll();
            if (failure != null) {
                throw failure.get();
            }
            super.uploadPart(upload, number, BytesPayload.of("?"));
            known = refuses ? PassesOn.NO : PassesOn.YES;
            return known;
        }

        @Override
        public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
            (payload.crc32c().isPresent() ? held : passedOn).incrementAndGet();
            return super.uploadPart(upload, number, payload);
        }
    }
}
