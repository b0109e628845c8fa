package io.replicationhub.crew;

/**
 * How many threads a crew may have.
 *
 * @param name of the crew, seen in thread names
 * @param least threads that work, however little more would bring; as many begin
 * @param start threads that may be added while processors idle, before it is known what they bring
 * @param most threads, however much more would bring
 * @param leastWaiting pieces of work that are taken in advance at least, so that nobody runs dry
 */
public record SlotsOptions(String name, int least, int start, int most, int leastWaiting) {
    /** So many keep a processor busy where stores answer at once. */
    private static final int LEAST_PER_PROCESSOR = 2;

    private static final int LEAST = 4;
    private static final int START = 16;
    private static final int MOST = 512;
    private static final int WAITING = 64;

    /** As many as turn out to be worth having. */
    public static SlotsOptions adaptive(String name) {
        return adaptive(name, MOST);
    }

    /** As many as turn out to be worth having, and never more than so many. */
    public static SlotsOptions adaptive(String name, int most) {
        int ceiling = Math.min(MOST, most);
        int busying = LEAST_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        int least = Math.min(ceiling, Math.max(LEAST, busying));
        int start = Math.min(ceiling, Math.max(START, least));
        return new SlotsOptions(name, least, start, ceiling, WAITING);
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
