package io.replicationhub.crew;

/** Work in pieces that any thread may take, each piece once. Thread-safe. */
public interface Work {
    /** What {@link #claim} answers where no piece is left. It stays the answer from then on. */
    int NOTHING = -1;

    /** How many pieces there are in all. */
    int pieces();

    /** Takes a piece, which the caller must then {@link #run}; never blocks. */
    int claim();

    /** Does a piece, on the thread that claimed it. What goes wrong is the work's own affair: nothing is thrown. */
    void run(int piece);
}
