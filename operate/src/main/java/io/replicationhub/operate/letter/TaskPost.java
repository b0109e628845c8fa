package io.replicationhub.operate.letter;

import io.replicationhub.operate.Unreachable;
import java.util.List;

/** Where tasks are sent to be done. Thread-safe. */
public interface TaskPost {
    /** The most messages of one {@link #send}. */
    int MOST = 10;

    /**
     * Sends up to {@link #MOST} messages; answers, for each in the same order, whether it is durable there.
     *
     * @throws Unreachable where none was taken
     */
    List<Boolean> send(List<String> bodies) throws Unreachable;
}
