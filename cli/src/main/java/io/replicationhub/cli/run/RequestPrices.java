package io.replicationhub.cli.run;

/**
 * What requests cost: Amazon S3 Standard in us-east-1, list prices of November 2026. Other regions and stores differ by up
 * to a half. They stand in docs/cost.md with where they are from, and a test holds the two together.
 */
final class RequestPrices {
    static final double DOLLARS_PER_MILLION_WRITES_AND_LISTS = 5.00;
    static final double DOLLARS_PER_MILLION_READS = 0.40;

    private RequestPrices() {}

    /** Deletes and aborted uploads cost nothing. */
    static double dollars(long writesAndLists, long reads) {
        return (writesAndLists * DOLLARS_PER_MILLION_WRITES_AND_LISTS + reads * DOLLARS_PER_MILLION_READS) / 1e6;
    }
}
