package io.replicationhub.crew;

/**
 * How many threads a crew may have.
 *
 * @param name of the crew, seen in thread names
 * @param least threads that work, however little more would bring
 * @param start threads to begin with
 * @param most threads, however much more would bring
 * @param leastWaiting pieces of work that are taken in advance at least, so that nobody runs dry
 */
public record SlotsOptions(String name, int least, int start, int most, int leastWaiting) {
    private static final int LEAST = 8;
    private static final int START = 16;
    private static final int MOST = 512;
    private static final int WAITING = 64;

    /** As many as turn out to be worth having. */
    public static SlotsOptions adaptive(String name) {
        return adaptive(name, MOST);
    }

    /** As many as turn out to be worth having, and never more than so many. */
    public static SlotsOptions adaptive(String name, int most) {
        return new SlotsOptions(name, Math.min(LEAST, most), Math.min(START, most), Math.min(MOST, most), WAITING);
    }

    /** So many. */
    public static SlotsOptions fixed(String name, int threads) {
        return new SlotsOptions(name, threads, threads, threads, WAITING);
    }

    public SlotsOptions {
        if (least < 1 || start < least || most < start) {
            throw new IllegalArgumentException("a crew of " + least + " <= " + start + " <= " + most);
        }
    }
}
