package io.replicationhub.operate;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A question that is under way, so that several services that say nothing are found out in the time of one. Thread-safe.
 */
public final class Asked<T> {
    private final FutureTask<T> answer;

    private Asked(FutureTask<T> answer) {
        this.answer = answer;
    }

    /** What is asked. */
    public interface Question<T> {
        T ask() throws Unreachable;
    }

    /** Asks on a thread of its own. */
    public static <T> Asked<T> now(Question<T> question) {
        var asked = new Asked<>(new FutureTask<>(question::ask));
        Thread.ofPlatform().daemon().name("asking").start(asked.answer);
        return asked;
    }

    /** Waits for the answer. */
    public T answer() throws Unreachable {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unreachable unreachable) {
                throw unreachable;
            }
            throw new IllegalStateException("a question broke", e);
        }
    }
}
