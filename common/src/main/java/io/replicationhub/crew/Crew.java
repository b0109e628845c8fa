package io.replicationhub.crew;

/**
 * Whoever does the work. No thread of a crew ever waits for another to be free: one that has pieces to share works on
 * them itself, so that a crew of one finishes everything. Thread-safe.
 */
public interface Crew {
    /** Has all pieces of the work done, by this thread or by others, now or later. Blocks while enough is waiting. */
    void post(Work work) throws InterruptedException;

    /**
     * Asks for help with work that the caller does itself as well. What is begun comes before what is posted, so that
     * few objects are under way at once.
     */
    void invite(Work begun);

    /** No more help is needed. Pieces that are being done go on. */
    void dismiss(Work begun);

    /** Bytes have moved; called often, from every thread. Only how fast things go is learnt from it. */
    void moved(long bytes);

    /** The calling thread alone: {@link #post} returns when the work is done, and nobody helps. */
    Crew ALONE = new Crew() {
        @Override
        public void post(Work work) {
            for (int piece = work.claim(); piece != Work.NOTHING; piece = work.claim()) {
                work.run(piece);
            }
        }

        @Override
        public void invite(Work begun) {}

        @Override
        public void dismiss(Work begun) {}

        @Override
        public void moved(long bytes) {}
    };
}
