package io.replicationhub.transfer;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;

/** One of the two stores, with what is known of its health. */
public record Party(Side side, ObjectStore store, OutageWatch watch) {

    /** One request, or what must be read with it. */
    @FunctionalInterface
    public interface Question<T> {
        T put(ObjectStore store) throws StorageException;
    }

    /** Asks once, and notes an answer as a sign of life. */
    public <T> T ask(Question<T> question) throws SideFailure {
        T answer = askQuietly(question);
        watch.succeeded();
        return answer;
    }

    /** Asks once; what comes is not yet a sign of life, because a body is still to follow. */
    <T> T askQuietly(Question<T> question) throws SideFailure {
        try {
            return question.put(store);
        } catch (StorageException e) {
            throw new SideFailure(this, e);
        }
    }

    /** A failure of this side. */
    public SideFailure failure(StorageException failure) {
        return new SideFailure(this, failure);
    }
}
