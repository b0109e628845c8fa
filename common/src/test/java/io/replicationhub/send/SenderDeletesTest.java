package io.replicationhub.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.plan.Side;
import io.replicationhub.send.SendResult.Sent;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.DeleteTask;
import io.replicationhub.task.PackLimits;
import io.replicationhub.task.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SenderDeletesTest {
    private static final SendSettings SETTINGS =
            new SendSettings(PackLimits.STANDARD, SendSettings.BATCH, Duration.ofMillis(500), 5);

    @TempDir
    private Path scratch;

    private final NotedQueue queue = new NotedQueue();
    private final List<DeleteDecision> decided = new ArrayList<>();
    private final SendListener listener = new SendListener() {
        @Override
        public void deletesDecided(DeleteDecision decision) {
            assertTrue(queue.tasks().stream().noneMatch(DeleteTask.class::isInstance), "decided before the first");
            decided.add(decision);
        }
    };

    @AfterEach
    void nothingIsLeftOnDisk() throws Exception {
        try (Stream<Path> left = Files.list(scratch)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void deletesAreSentWhenBothSidesHaveBeenListedToTheirEndsAndAfterEveryCopy() throws Exception {
        ScriptedDiff diff = new ScriptedDiff(
                found -> {
                    for (int i = 0; i < 1_000; i++) {
                        found.differs(ScriptedDiff.extra("to/x" + i));
                        found.differs(ScriptedDiff.missing("m" + i, "to/m" + i));
                        assertTrue(queue.tasks().stream().allMatch(CopyTask.class::isInstance));
                    }
                },
                ScriptedDiff.summary(9_000, 1_000, 1_000));
        Sent sent = send(diff, "10%");
        List<Task> tasks = queue.tasks();
        assertEquals(2_000, sent.tasks());
        assertTrue(tasks.subList(0, 1_000).stream().allMatch(CopyTask.class::isInstance));
        for (int i = 0; i < 1_000; i++) {
            assertEquals(new DeleteTask(new ObjectKey("x" + i), new ObjectKey("to/x" + i)), tasks.get(1_000 + i));
        }
        assertEquals(List.of(sent.deletes()), decided);
    }

    @Test
    void whatWasFoundBeforeADiffStartedOverIsForgotten() throws Exception {
        ScriptedDiff diff = new ScriptedDiff(
                found -> {
                    found.differs(ScriptedDiff.extra("to/not-extra-after-all"));
                    found.restarted(Side.SOURCE);
                    found.differs(ScriptedDiff.extra("to/x"));
                },
                ScriptedDiff.summary(100, 0, 1));
        send(diff, "10%");
        assertEquals(List.of(new DeleteTask(new ObjectKey("x"), new ObjectKey("to/x"))), queue.tasks());
    }

    @Test
    void aListingThatBreaksOffDeletesNothing() {
        ScriptedDiff diff = new ScriptedDiff(found -> {
            found.differs(ScriptedDiff.extra("to/x"));
            throw new ListingFailed(Side.SOURCE, new StorageException.Denied(FailureScope.BUCKET, "no", null));
        });
        assertThrows(ListingFailed.class, () -> send(diff, "100%"));
        assertEquals(List.of(), queue.tasks());
        assertEquals(List.of(), decided);
    }

    @Test
    void nobodyAskedSoNothingIsDeleted() throws Exception {
        ScriptedDiff diff =
                new ScriptedDiff(found -> found.differs(ScriptedDiff.extra("to/x")), ScriptedDiff.summary(100, 0, 1));
        Sent sent = (Sent) new Sender(diff, queue, SETTINGS, new SetClock()).run(listener);
        assertEquals(List.of(), queue.tasks());
        assertEquals(DeleteDecision.NOT_ASKED, sent.deletes());
    }

    /** Same, missing, extra, the limit, and what the reason of a refusal says; none where it is allowed. */
    @ParameterizedTest
    @CsvSource({
        "90, 0, 10, 10%,",
        "89, 0, 10, 10%, '10 of 99 objects at the destination (10 %) are not at the source, and at most 10%'",
        "0, 7, 1, 100%,",
        "0, 7, 1, 99.99%, at most 99.99% may be deleted",
        "5, 0, 3, 3,",
        "5, 0, 4, 3, 4 of 9 objects",
        "5, 0, 0, 0,",
        "5, 0, 1, 0, at most 0 may be deleted",
        "0, 0, 1, 100%, the source has no object that is selected",
        "0, 0, 1, 5, the source has no object that is selected",
        "0, 0, 0, 5,",
    })
    void allIsDeletedOrNothing(long same, long missing, long extra, String limit, String refusal) throws Exception {
        DiffSummary summary = ScriptedDiff.summary(same, missing, extra);
        ScriptedDiff diff = new ScriptedDiff(
                found -> {
                    for (int i = 0; i < extra; i++) {
                        found.differs(ScriptedDiff.extra("x" + i));
                    }
                },
                summary);
        Sent sent = send(diff, limit);
        if (refusal == null) {
            assertEquals(new DeleteDecision.Allowed(summary.extra()), sent.deletes());
            assertEquals(extra, queue.tasks().size());
        } else {
            DeleteDecision.Refused refused = assertInstanceOf(DeleteDecision.Refused.class, sent.deletes());
            assertTrue(refused.reason().contains(refusal), refused.reason());
            assertEquals(List.of(), queue.tasks());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "10 percent", "101%", "1e3", "%", "10%%", "99999999999999999999"})
    void whatIsNoLimitIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> DeleteLimit.parse(text));
    }

    @Test
    void keysComeBackFromDiskAsTheyWere() throws Exception {
        List<DeleteTask> tasks = new ArrayList<>();
        try (KeySpool spool = new KeySpool(scratch)) {
            for (String odd : List.of("a", "\uD800", "\u0000", "\uD83D\uDE00//", "ä +%", "k".repeat(1_024))) {
                tasks.add(new DeleteTask(new ObjectKey(odd), new ObjectKey(odd)));
                tasks.add(new DeleteTask(new ObjectKey(odd), new ObjectKey("to/" + odd)));
            }
            tasks.forEach(task -> spool.add(task.source(), task.destination()));
            List<DeleteTask> back = new ArrayList<>();
            spool.drainTo(back::add);
            assertEquals(tasks, back);
        }
    }

    private Sent send(ScriptedDiff diff, String limit) throws Exception {
        Sender sender = new Sender(diff, queue, SETTINGS, new SetClock())
                .deleting(new DeleteGuard(DeleteLimit.parse(limit)), scratch);
        return assertInstanceOf(Sent.class, sender.run(listener));
    }
}
