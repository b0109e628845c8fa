package io.replicationhub.crew;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets the first so many threads pass; the others wait here until there is work for more. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private volatile int limit;

    Gate(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    void setLimit(int newLimit) {
        lock.lock();
        try {
            if (limit != Integer.MAX_VALUE) {
                limit = newLimit;
            }
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody pass from now on. */
    void open() {
        setLimit(Integer.MAX_VALUE);
    }

    void await(int slot) {
        lock.lock();
        try {
            while (slot >= limit) {
                raised.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
