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
import io.replicationhub.object.ForwardingUploads;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.HoldingStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.EngineOptions.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts that are written while they are read: whatever breaks, and whatever the destination knows of it. */
class PassedOnPartTest {
    /** Fifteen parts of 64 bytes and a little. */
    private static final int SIZE = 1_000;

    private static final int PARTS = 16;
    /** Three parts at most, so that a large object has parts that are larger than the memory for bodies. */
    private static final StoreLimits FEW_PARTS = new StoreLimits(1 << 20, 1 << 20, 1 << 20, 16, 150_000, 3, 1024);

    private static final int LARGE = 400_000;
    private Bench bench = new Bench();

    @Test
    void partsArePassedOnAndNotHeld() throws Exception {
        Destination destination = new Destination(Skill.TAKES_THEM);
        copied(bench.copy(bench.write("k", SIZE)));
        assertEquals(PARTS, destination.passedOn);
        assertEquals(0, destination.held);
    }

    @Test
    void aSourceThatBreaksOffOnceIsReadAgain() throws Exception {
        bench.source = new FaultyStore(bench.from, FaultScript.first(RequestKind.GET, 3, new Fault.BrokenBody(30)));
        copied(bench.copy(bench.write("k", SIZE)));
    }

    @Test
    void aSourceThatAlwaysBreaksOffIsNamedAndNothingIsLeft() throws Exception {
        bench.source = new FaultyStore(bench.from, FaultScript.always(RequestKind.GET, new Fault.BrokenBody(30)));
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", SIZE)));
        assertTrue(failed.reason().contains("reading k of"), failed.reason());
        assertEquals(List.of(), bench.to.keys());
        assertEquals(List.of(), bench.to.uploads().open(""));
    }

    /** What others make of chunks and a checksum after them: a 400, a 403 for the signature, an answer without a checksum. */
    enum Skill {
        TAKES_THEM,
        REJECTS_THEM,
        DENIES_THEM,
        DOES_NOT_SAY_WHAT_IT_TOOK
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAKES_THEM")
    void whereTheDestinationTurnsOutNotToKnowHowPartsAreHeldAndNothingFails(Skill skill) throws Exception {
        Destination destination = new Destination(skill);
        copied(bench.copy(bench.write("k", SIZE)));
        assertEquals(1, destination.passedOn);
        assertEquals(PARTS, destination.held);
        assertFalse(bench.run.isStopping());
    }

    @Test
    void aDestinationThatBreaksOffInAPartIsNamedAndNotThoughtUnskilled() throws Exception {
        Destination destination = new Destination(Skill.TAKES_THEM);
        destination.breaks = true;
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", SIZE)));
        assertEquals(FailureClass.UNAVAILABLE, failed.failureClass());
        assertFalse(failed.reason().contains("reading k of"), failed.reason());
        assertEquals(0, destination.held);
    }

    /** Just then the destination turns out to want parts held; what the source has refused is no reason to ask it again. */
    @Test
    void whatTheSourceRefusesIsNotAskedForAgainToBeHeld() throws Exception {
        Destination destination = new Destination(Skill.TAKES_THEM);
        CopyTask task = bench.write("k", SIZE);
        Refusing source = new Refusing(destination);
        bench.source = source;
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(task));
        assertEquals(FailureClass.DENIED, failed.failureClass(), failed.reason());
        assertEquals(1, source.asked);
        assertEquals(0, destination.held);
    }

    @Test
    void partsLargerThanTheMemoryForBodiesArePassedOn() throws Exception {
        bench = new Bench(FEW_PARTS);
        bench.memoryBytes = BodyBuffers.CHUNK_BYTES;
        Destination destination = new Destination(Skill.TAKES_THEM);
        copied(bench.copy(bench.write("k", LARGE)));
        assertEquals(3, destination.passedOn);
    }

    @Test
    void whereSuchPartsWouldHaveToBeHeldTheObjectIsRefusedAndNothingIsLeft() throws Exception {
        bench = new Bench(FEW_PARTS);
        bench.memoryBytes = BodyBuffers.CHUNK_BYTES;
        Destination destination = new Destination(Skill.REJECTS_THEM);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", LARGE)));
        assertEquals(FailureClass.REJECTED, failed.failureClass());
        assertTrue(failed.reason().contains("150000 bytes"), failed.reason());
        assertTrue(failed.reason().contains("65536 bytes of memory"), failed.reason());
        assertEquals(1, destination.passedOn);
        assertEquals(0, destination.held);
        assertEquals(List.of(), bench.to.uploads().open(""));
    }

    /** Held, they would not fit; passed on, the copy has the source's ETag. */
    @Test
    void theSourcesPartsMayBeLargerThanTheMemoryForBodies() throws Exception {
        bench = new Bench(FEW_PARTS);
        bench.memoryBytes = BodyBuffers.CHUNK_BYTES;
        Destination destination = new Destination(Skill.TAKES_THEM);
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, bench.copy(bench.writeInParts("k", 3, 100_000)));
        assertEquals(3, copied.destination().parts());
        assertTrue(copied.destination().agreesWith(copied.source()), copied.toString());
        assertEquals(3, destination.passedOn);
    }

    @Test
    void whereTheSourcesPartsWouldHaveToBeHeldAndDoNotFitTheCutIsSmaller() throws Exception {
        bench = new Bench(new StoreLimits(1 << 20, 1 << 20, 1 << 20, 16, 1 << 20, 10_000, 1024));
        bench.memoryBytes = BodyBuffers.CHUNK_BYTES;
        Destination destination = new Destination(Skill.REJECTS_THEM);
        copied(bench.copy(bench.writeInParts("k", 2, 100_000)));
        assertEquals(1, destination.passedOn);
        assertTrue(destination.held > 2, destination.held + " parts");
        assertEquals(List.of(), bench.to.uploads().open(""));
    }

    /** The answer to a trial was lost, and the trial itself is taken after the part that was to take its place. */
    @Test
    void aTrialThatComesAfterItsPartIsNoticedAndTheObjectBegunAnew() throws Exception {
        Destination destination = new Destination(Skill.TAKES_THEM);
        destination.lateTrials = 1;
        copied(bench.copy(bench.write("k", SIZE)));
        assertEquals(2 * PARTS, destination.passedOn);
        assertEquals(List.of(), bench.to.uploads().open(""));
    }

    @Test
    void anObjectThatLosesAPartEachTimeFailsAndNothingIsLeft() throws Exception {
        Destination destination = new Destination(Skill.TAKES_THEM);
        destination.lateTrials = Integer.MAX_VALUE;
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", SIZE)));
        assertEquals(FailureClass.REJECTED, failed.failureClass());
        assertTrue(failed.reason().contains("InvalidPart"), failed.reason());
        assertEquals(2 * PARTS, destination.passedOn);
        assertEquals(List.of(), bench.to.keys());
        assertEquals(List.of(), bench.to.uploads().open(""));
    }

    /** What is refused for another reason would be refused again. */
    @Test
    void aCompletionThatIsRefusedOtherwiseIsNotBegunAnew() throws Exception {
        Fault refusal = new Fault.Before(Mishaps.failure(FailureClass.REJECTED));
        Destination destination = new Destination(
                new FaultyStore(bench.to, FaultScript.first(RequestKind.COMPLETE_UPLOAD, 1, refusal)),
                Skill.TAKES_THEM);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", SIZE)));
        assertEquals(FailureClass.REJECTED, failed.failureClass());
        assertEquals(PARTS, destination.passedOn);
    }

    /** Parts that the store copies by itself are in nobody's memory. */
    @Test
    void aCopyByTheStoreIsBegunAnewWhateverTheMemory() throws Exception {
        bench = new Bench(FEW_PARTS);
        bench.memoryBytes = BodyBuffers.CHUNK_BYTES;
        bench.options = bench.options.with(Route.SERVER_SIDE);
        int[] completed = {0};
        bench.destination = new ForwardingStore(new HoldingStore(bench.to)) {
            @Override
            public MultipartUploads uploads() {
                return new ForwardingUploads(super.uploads()) {
                    @Override
                    public ETag complete(UploadId upload, List<UploadedPart> parts) throws StorageException {
                        if (completed[0]++ == 0) {
                            throw StorageException.Rejected.lostPart("InvalidPart", null);
                        }
                        return super.complete(upload, parts);
                    }
                };
            }
        };
        Outcome.Copied copied = assertInstanceOf(Outcome.Copied.class, bench.copy(bench.writeInParts("k", 3, 100_000)));
        assertTrue(copied.destination().agreesWith(copied.source()), copied.toString());
        assertEquals(2, completed[0]);
    }

    private void copied(Outcome outcome) {
        assertInstanceOf(Outcome.Copied.class, outcome);
        assertArrayEquals(
                bench.from.object("k").orElseThrow().bytes(),
                bench.to.object("k").orElseThrow().bytes());
    }

    /** The bucket, which refuses the first reading while others find out what the destination wants. */
    private final class Refusing extends ForwardingStore {
        private final Destination destination;
        private int asked;

        Refusing(Destination destination) {
            super(bench.from);
            this.destination = destination;
        }

        @Override
        public ObjectReading open(ReadRequest request) throws StorageException {
            asked++;
            if (asked == 1) {
                destination.takes = PassesOn.NO;
                throw new StorageException.Denied(FailureScope.OBJECT, "AccessDenied", null);
            }
            return super.open(request);
        }
    }

    /** The bucket, with a skill of its own. */
    private final class Destination extends ForwardingStore {
        private final Skill skill;
        private boolean breaks;
        private PassesOn takes = PassesOn.YES;
        /** So often one of a byte is taken under the number of part 7 after it. */
        private int lateTrials;

        private int passedOn;
        private int held;

        Destination(Skill skill) {
            this(bench.to, skill);
        }

        Destination(ObjectStore inner, Skill skill) {
            super(inner);
            this.skill = skill;
            bench.destination = this;
        }

        @Override
        public MultipartUploads uploads() {
            return new Uploads(this);
        }

        MultipartUploads ofTheBucket() {
            return super.uploads();
        }

        UploadedPart take(UploadId upload, int number, Payload payload) throws StorageException {
            if (payload.crc32c().isPresent()) {
                held++;
                return bench.to.uploads().uploadPart(upload, number, payload);
            }
            passedOn++;
            if (breaks) {
                try {
                    payload.writeTo(new Closed());
                } catch (IOException e) {
                    throw new StorageException.Unavailable(FailureScope.OBJECT, "broken pipe", e);
                }
            }
            UploadedPart part = bench.to.uploads().uploadPart(upload, number, payload);
            if (number == 7 && lateTrials > 0) {
                lateTrials--;
                bench.to.uploads().uploadPart(upload, number, BytesPayload.of("?"));
            }
            if (skill == Skill.TAKES_THEM) {
                return part;
            }
            takes = PassesOn.NO;
            throw switch (skill) {
                case REJECTS_THEM -> new StorageException.Rejected(FailureScope.OBJECT, "NotImplemented", null);
                case DENIES_THEM -> new StorageException.Denied(FailureScope.BUCKET, "SignatureDoesNotMatch", null);
                default -> new StorageException.Corrupt("it does not say a checksum", null);
            };
        }
    }

    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("broken pipe");
        }
    }

    private static final class Uploads extends ForwardingUploads {
        private final Destination destination;

        Uploads(Destination destination) {
            super(destination.ofTheBucket());
            this.destination = destination;
        }

        @Override
        public PassesOn passesOn() {
            return destination.takes;
        }

        @Override
        public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
            return destination.take(upload, number, payload);
        }
    }
}
