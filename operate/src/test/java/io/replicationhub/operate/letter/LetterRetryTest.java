package io.replicationhub.operate.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.operate.Unreachable;
import io.replicationhub.select.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LetterRetryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final LetterChoice ALL = new LetterChoice(Optional.empty(), Optional.empty());

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final MemoryLetterBox box = new MemoryLetterBox(now::get);
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final TaskPost post = bodies -> {
        sent.addAll(bodies);
        return Collections.nCopies(bodies.size(), true);
    };

    @Test
    void everyLetterIsSentOnceAndRemoved() throws Exception {
        bury(250);
        LetterRetry.Retried retried = retry(ALL, post);
        assertEquals(Map.of("DENIED", 250L), retried.moved());
        assertEquals(250, sent.size());
        assertEquals(250, new HashSet<>(sent).size());
        assertEquals(List.of(), box.all());
        assertTrue(retried.complete());
        assertTrue(retried.isDone());
    }

    @Test
    void whatFailsAgainWhileItRunsDoesNotKeepItRunning() throws Exception {
        bury(30);
        var again = new AtomicReference<>(0);
        TaskPost failing = bodies -> {
            now.updateAndGet(at -> at.plusSeconds(5));
            bodies.forEach(body -> box.add("again-" + again.getAndUpdate(n -> n + 1), "DENIED", body, now.get()));
            return post.send(bodies);
        };
        LetterRetry.Retried retried = retry(ALL, failing);
        assertEquals(30, retried.movedMessages());
        assertEquals(Map.of(LetterChoice.Verdict.CAME_SINCE, 30L), retried.left());
        assertEquals(30, box.visible().size());
    }

    @Test
    void whatStaysIsGivenBackInTimeAndSeenOnce() throws Exception {
        bury(40);
        box.onTake(() -> now.updateAndGet(at -> at.plusSeconds(100)));
        LetterRetry.Retried retried =
                retry(new LetterChoice(Optional.empty(), Optional.of(Glob.parse("nothing"))), post);
        assertFalse(retried.complete());
        assertTrue(retried.problem().isEmpty());
        assertTrue(retried.leftMessages() > 0 && retried.leftMessages() <= 40, retried::toString);
        assertEquals(40, box.visible().size());
        assertEquals(List.of(), sent);
    }

    /** A lane that is sending holds its letters for a moment; nothing has to be given back for that. */
    @Test
    void whereNothingStaysItGoesOnHoweverLongItTakes() throws Exception {
        bury(250);
        var first = new AtomicBoolean(true);
        TaskPost slow = bodies -> {
            if (first.getAndSet(false)) {
                now.set(NOON.plusSeconds(155));
                long giveUp = System.nanoTime() + Duration.ofSeconds(5).toNanos();
                while (sent.size() < 240 && System.nanoTime() < giveUp) {
                    Thread.onSpinWait();
                }
            }
            return post.send(bodies);
        };
        LetterRetry.Retried retried = retry(ALL, slow);
        assertEquals(250, retried.movedMessages());
        assertTrue(retried.complete());
    }

    @Test
    void whatThePostDoesNotTakeStays() throws Exception {
        bury(25);
        TaskPost picky = bodies -> bodies.stream()
                .map(body -> !body.endsWith("7") && sent.add(body))
                .toList();
        LetterRetry.Retried retried = retry(ALL, picky);
        assertEquals(23, retried.movedMessages());
        assertEquals(2, retried.failed());
        assertFalse(retried.isDone());
        assertEquals(2, box.visible().size());
    }

    /** They are done once more whenever somebody retries, until they are removed. */
    @Test
    void whatIsSentAndStaysALetterIsNoGoodEnding() throws Exception {
        bury(25);
        box.keep("letter-7");
        LetterRetry.Retried retried = retry(ALL, post);
        assertEquals(25, sent.size());
        assertEquals(1, retried.doubled());
        assertTrue(retried.complete());
        assertFalse(retried.isDone());
        assertEquals(List.of("letter-7"), box.visible());
    }

    @Test
    void aPostThatIsOutOfReachEndsItAndNothingStaysHidden() throws Exception {
        bury(95);
        TaskPost none = bodies -> {
            throw new Unreachable("it cannot be reached", null);
        };
        LetterRetry.Retried retried = retry(ALL, none);
        assertEquals("it cannot be reached", retried.problem().orElseThrow().sentence());
        assertEquals(0, retried.movedMessages());
        assertEquals(95, box.visible().size());
    }

    @Test
    void whatCannotBeGivenBackIsCounted() throws Exception {
        bury(3);
        box.refuseBack();
        LetterReader.Read read = new LetterReader(box, now::get).read(10);
        assertEquals(3, read.stillHidden());
        assertEquals(List.of(), box.visible());
        now.updateAndGet(at -> at.plus(LetterWalk.HIDDEN).plus(Duration.ofSeconds(1)));
        assertEquals(3, box.visible().size());
    }

    @Test
    void aQueueThatTakesNothingBackIsNotAskedForEachBatch() throws Exception {
        bury(95);
        box.refuseBack();
        assertEquals(95, new LetterReader(box, now::get).read(100).stillHidden());
        assertEquals(1, box.refusals());
    }

    private LetterRetry.Retried retry(LetterChoice choice, TaskPost to) throws Exception {
        return new LetterRetry(box, to, now::get).retry(choice, LetterRetry.Mode.MOVE);
    }

    private void bury(int letters) {
        for (int i = 0; i < letters; i++) {
            box.add("letter-" + i, "DENIED", "body-" + i, NOON.minusSeconds(60));
        }
    }
}
