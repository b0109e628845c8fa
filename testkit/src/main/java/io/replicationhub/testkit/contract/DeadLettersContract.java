package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.FailureClass;
import io.replicationhub.queue.DeadLetter;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.task.Task;
import io.replicationhub.testkit.OddKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every promise of {@link DeadLetters} as a test. */
@Timeout(120)
public abstract class DeadLettersContract {
    /** Where letters go, empty when a test begins. */
    protected abstract DeadLetters deadLetters();

    /** All that was buried, in any order, as someone else would read it. */
    protected abstract List<DeadLetter> buried() throws Exception;

    @Test
    void aLetterTellsTheTaskTheClassAndTheReason() throws Exception {
        DeadLetter letter = new DeadLetter(
                SampleTasks.task("some/key"), FailureClass.DENIED, "get some/key of s3://bucket: AccessDenied (403)");
        deadLetters().bury(letter);
        assertEquals(List.of(letter), buried());
    }

    @Test
    void everyClassOfFailureIsKept() throws Exception {
        for (FailureClass each : FailureClass.values()) {
            deadLetters().bury(new DeadLetter(SampleTasks.task("of-" + each), each, "because of " + each));
        }
        Set<FailureClass> classes =
                Set.copyOf(buried().stream().map(DeadLetter::failureClass).toList());
        assertEquals(Set.of(FailureClass.values()), classes);
    }

    @Test
    void oddKeysAreKeptWhateverTheReasonRepeatsOfThem() throws Exception {
        Set<Task> tasks = new HashSet<>();
        for (String key : OddKeys.all()) {
            Task task = SampleTasks.task(key);
            tasks.add(task);
            deadLetters().bury(new DeadLetter(task, FailureClass.REJECTED, "the store said: " + key));
        }
        assertEquals(tasks, Set.copyOf(buried().stream().map(DeadLetter::task).toList()));
    }

    @Test
    void aReasonBeyondAsciiIsKept() throws Exception {
        DeadLetter letter = new DeadLetter(
                SampleTasks.task("k"),
                FailureClass.REJECTED,
                "get \u65e5\u672c\u8a9e/\ud83d\ude00 of s3://b: <no> & \"no\"");
        deadLetters().bury(letter);
        assertEquals(List.of(letter), buried());
    }

    @Test
    void anEmptyReasonIsKept() throws Exception {
        DeadLetter letter = new DeadLetter(SampleTasks.task("k"), FailureClass.REJECTED, "");
        deadLetters().bury(letter);
        assertEquals(List.of(letter), buried());
    }

    @Test
    void aLongReasonDoesNotLoseTheLetter() throws Exception {
        deadLetters().bury(new DeadLetter(SampleTasks.task("k"), FailureClass.REJECTED, "r".repeat(300_000)));
        assertEquals(SampleTasks.task("k"), buried().getFirst().task());
    }

    @Test
    void manyThreadsBuryAtOnce() throws Exception {
        int threads = 8;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Boolean>> work = IntStream.range(0, threads)
                    .<Callable<Boolean>>mapToObj(thread -> () -> {
                        for (int i = 0; i < 10; i++) {
                            deadLetters()
                                    .bury(new DeadLetter(
                                            SampleTasks.task(thread + "/" + i), FailureClass.MISSING, "gone"));
                        }
                        return true;
                    })
                    .toList();
            for (Future<Boolean> done : pool.invokeAll(work)) {
                assertEquals(true, done.get());
            }
        }
        assertEquals(threads * 10, Set.copyOf(buried()).size());
    }
}
