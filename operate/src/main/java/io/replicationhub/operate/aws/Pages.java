package io.replicationhub.operate.aws;

import io.replicationhub.operate.Unreachable;

/** Reads what comes page by page, and never without end: a service that forgets where it was would be asked for ever. */
final class Pages {
    /** Of a hundred entries each, as a rule: far more than a stack can have of anything. */
    static final int MOST = 100;

    private Pages() {}

    interface Page {
        /**
         * Asks for one page.
         *
         * @param token says which; empty for the first
         * @return that of the next page; empty where this is the last
         */
        String read(String token) throws Unreachable;
    }

    /**
     * Reads to the last page.
     *
     * @param what is read, in the plural, as messages are to name it
     * @throws Unreachable also where there are more than {@link #MOST}
     */
    static void all(String what, Page page) throws Unreachable {
        if (!some(MOST, page)) {
            throw new Unreachable(what + " come in more than " + MOST + " pages", null);
        }
    }

    /** Reads so many pages at most, and answers whether these were all. */
    static boolean some(int most, Page page) throws Unreachable {
        String token = "";
        for (int pages = 0; pages < most; pages++) {
            token = page.read(token);
            if (token.isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
