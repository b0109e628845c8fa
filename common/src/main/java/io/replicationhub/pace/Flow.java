package io.replicationhub.pace;

/** Is told of bytes as they pass, and may hold them up. Thread-safe. */
@FunctionalInterface
public interface Flow {
    void passed(int bytes) throws InterruptedException;

    /** Lets everything pass. */
    Flow FREE = bytes -> {};
}
