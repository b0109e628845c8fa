package io.replicationhub.queue;

/** Where tasks go that will not succeed by being tried again, with the reason. Thread-safe. */
public interface DeadLetters {
    /** Durable once it returns. */
    void bury(DeadLetter letter) throws QueueException, InterruptedException;
}
