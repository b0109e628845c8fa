package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StorageException;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A destination that does not say whether parts are passed on to it, where parts are larger than memory holds. */
@Timeout(60)
class LargeTrialTest extends PassingTrials {
    enum Silence {
        BUSY(FailureClass.THROTTLED, 10),
        BROKEN(FailureClass.UNAVAILABLE, ATTEMPTS);

        private final FailureClass failure;
        private final int attempts;

        Silence(FailureClass failure, int attempts) {
            this.failure = failure;
            this.attempts = attempts;
        }

        StorageException exception() {
            return this == BUSY ? busy() : broken();
        }
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void aPartThatMemoryDoesNotHoldWaitsForTheAnswer(Silence silence) throws Exception {
        tight(FEW_PARTS);
        unansweredTrials(silence.attempts - 1, silence::exception);
        copied("k", LARGE);
        assertCounts(silence.attempts, 3, 0);
        assertEquals(1, begun.get());
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void whereNoAnswerComesItFailsAsTheTrialDidAndIsCopiedLater(Silence silence) throws Exception {
        tight(FEW_PARTS);
        unansweredTrials(silence.attempts, silence::exception);
        CopyTask task = bench.write("k", LARGE);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, copy(task));
        assertEquals(silence.failure, failed.failureClass());
        assertCounts(silence.attempts, 0, 0);
        assertEquals(1, begun.get());
        assertEquals(List.of(), bench.to.openUploads());
        assertFalse(bench.run.isStopping());
        copied(copy(task));
        assertCounts(silence.attempts + 1, 3, 0);
    }

    @Test
    void aDestinationThatSaysNoRefusesWhatMemoryDoesNotHold() throws Exception {
        tight(FEW_PARTS);
        refuses = true;
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, copy(bench.write("k", LARGE)));
        assertEquals(FailureClass.REJECTED, failed.failureClass());
        assertTrue(failed.reason().contains("of memory"), failed.reason());
        assertCounts(1, 0, 0);
        assertEquals(List.of(), bench.to.openUploads());
    }

    /** No upload is begun that would have to be given up. */
    @Test
    void whoIsKnownToWantPartsHeldIsSentASmallerCutAtOnce() throws Exception {
        tight(MANY_PARTS);
        known = PassesOn.NO;
        copied(copy(bench.writeInParts("k", 2, 100_000)));
        assertEquals(1, begun.get());
        assertCounts(0, 0, held.get());
        assertTrue(held.get() > 2, held + " parts");
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void theSourcesCutIsKeptThroughTrialsWithoutAnAnswer(Silence silence) throws Exception {
        tight(MANY_PARTS);
        unansweredTrials(silence.attempts - 1, silence::exception);
        assertSameEtag(copy(bench.writeInParts("k", 2, 100_000)));
        assertCounts(silence.attempts, 2, 0);
    }

    @Test
    void whoIsBusyForLongIsNotTakenForOneThatWantsASmallerCut() throws Exception {
        tight(MANY_PARTS);
        unansweredTrials(Silence.BUSY.attempts, PassingTrials::busy);
        CopyTask task = bench.writeInParts("k", 2, 100_000);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, copy(task));
        assertEquals(FailureClass.THROTTLED, failed.failureClass());
        assertSameEtag(copy(task));
    }

    /** It answers others, and this never: the object may be had without. */
    @Test
    void whereTheTrialIsNeverAnsweredTheCutIsSmallerForThisObjectAlone() throws Exception {
        tight(MANY_PARTS);
        unansweredTrials(ATTEMPTS, PassingTrials::broken);
        CopyTask task = bench.writeInParts("k", 2, 100_000);
        Outcome.Copied smaller = copied(copy(task));
        assertFalse(smaller.destination().agreesWith(smaller.source()), smaller.toString());
        assertCounts(ATTEMPTS, 0, held.get());
        assertTrue(held.get() > 2, held + " parts");
        assertEquals(List.of(), bench.to.openUploads());
        assertSameEtag(copy(task));
        assertCounts(ATTEMPTS + 1, 2, held.get());
    }
}
