package io.replicationhub.worker;

/** How much is under way, and waiting until nothing is. Thread-safe. */
final class Quiet {
    private int underWay;

    synchronized void enter() {
        underWay++;
    }

    synchronized void leave() {
        underWay--;
        if (underWay == 0) {
            notifyAll();
        }
    }

    synchronized void await() throws InterruptedException {
        while (underWay > 0) {
            wait();
        }
    }
}
