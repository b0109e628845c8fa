package io.replicationhub.plan;

/** Hands out spans of keys to walkers. Thread-safe. */
interface Board {
    /** A walker has these pages in hand, and walks them next. Its span may end earlier afterwards, never within them. */
    void reached(Span span, PageCursor source, PageCursor destination);
}
