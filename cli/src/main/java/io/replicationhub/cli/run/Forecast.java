package io.replicationhub.cli.run;

import io.replicationhub.cli.show.Amounts;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.PartPlan;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The requests that copying will take, counted as the engine will make them. Not foretold are those for tags, for
 * repeating what failed, and for going on with an upload that an earlier run has left. Thread-safe while
 * it is told; read it when the diff is done.
 */
final class Forecast {

    private static final long MIB = 1L << 20;
    /** What a time is guessed by where nothing limits the bandwidth: a gigabit line used well. */
    private static final long ASSUMED_BYTES_PER_SECOND = 100_000_000;
    /** Small objects in a second from one process to a region nearby: 256 at once, two requests of 50 ms each. */
    private static final long ASSUMED_OBJECTS_PER_SECOND = 2_500;

    private final EngineOptions options;
    private final StoreLimits limits;
    private final long largestBody;
    private final PassesOn passesOn;
    private final LongAdder heads = new LongAdder();
    private final LongAdder gets = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder uploads = new LongAdder();
    private final LongAdder parts = new LongAdder();
    private final LongAdder copies = new LongAdder();

    /**
     * @param limits of the destination
     * @param memoryBytes for bodies, in all
     * @param passesOn whether parts are passed on to the destination
     */
    Forecast(EngineOptions options, StoreLimits limits, long memoryBytes, PassesOn passesOn) {
        this.options = options;
        this.limits = limits;
        this.largestBody = options.largestBody(memoryBytes);
        this.passesOn = passesOn;
    }

    /** One more object to copy. */
    void copy(ObjectStamp stamp) {
        if (stamp.size() > limits.largestObjectBytes()) {
            // Refused without a request.
            return;
        }
        if (options.route() == EngineOptions.Route.SERVER_SIDE) {
            copyByTheStore(stamp);
        } else {
            copyThroughUs(stamp);
        }
    }

    private void copyByTheStore(ObjectStamp stamp) {
        boolean inParts = stamp.etag().parts() > 0;
        boolean fits = stamp.size() <= limits.maxServerSideCopyBytes();
        if (fits && (stamp.size() <= options.singlePutBytes() || !inParts)) {
            // Where the ETag cannot come out the same it is written on the copy, and metadata with it.
            boolean rewritten = (inParts || hidesMd5()) && options.metadata() == MetadataChoice.CARRY;
            heads.add(rewritten || options.looksFirst(stamp.size()) ? 1 : 0);
            copies.increment();
            return;
        }
        heads.increment();
        Optional<PartPlan> same = asSource(stamp, Long.MAX_VALUE);
        if (same.isEmpty() && fits) {
            heads.increment();
            copies.increment();
        } else {
            upload(same.orElseGet(() -> PartPlan.of(stamp.size(), limits, options.copiedPartBytes(), Long.MAX_VALUE)));
        }
    }

    private void copyThroughUs(ObjectStamp stamp) {
        boolean held = stamp.size() <= Math.min(largestBody, limits.maxSinglePutBytes());
        if (stamp.size() == 0 || held && stamp.size() <= options.singlePutBytes()) {
            gets.increment();
            puts.increment();
            return;
        }
        heads.increment();
        long largestPart =
                passesOn == PassesOn.NO ? largestBody : Math.max(largestBody, EngineOptions.LARGEST_PASSED_ON);
        Optional<PartPlan> same = asSource(stamp, largestPart);
        if (same.isEmpty() && stamp.etag().parts() > 0 && !hidesMd5()) {
            // The first look was at the first part; what is published of the whole takes another.
            heads.increment();
        }
        PartPlan plan = same.orElseGet(() -> PartPlan.of(stamp.size(), limits, options.partBytes(), largestBody));
        gets.add(plan.parts());
        upload(plan);
    }

    private void upload(PartPlan plan) {
        uploads.increment();
        parts.add(plan.parts());
    }

    /**
     * The source's own cut, where it can be kept. A listing tells the number of parts; their size is taken for whole MiB,
     * as nearly all tools have it. Where it is not known whether parts are passed on, they are taken to be: that turns out
     * with the first.
     */
    private Optional<PartPlan> asSource(ObjectStamp stamp, long memory) {
        int count = stamp.etag().parts();
        if (count == 0 || hidesMd5()) {
            return Optional.empty();
        }
        long least = Math.ceilDiv(stamp.size(), count);
        long whole = Math.ceilDiv(least, MIB) * MIB;
        long part = count > 1 && Math.ceilDiv(stamp.size(), whole) == count ? whole : least;
        return PartPlan.asSource(stamp.size(), part, count, limits, memory);
    }

    private boolean hidesMd5() {
        return options.write().encryption().hidesMd5();
    }

    /** Forgets everything: the diff tells it all again. */
    void restart() {
        for (LongAdder count : new LongAdder[] {heads, gets, puts, uploads, parts, copies}) {
            count.reset();
        }
    }

    /**
     * The next run compares as this one did, and copies.
     *
     * @param deletes objects that it deletes: the source is looked at before and after each, and its bucket once, for the
     *     first
     */
    Requests requests(DiffSummary compared, long deletes) {
        return new Requests(
                heads.sum() + compared.heads() + 2 * deletes,
                gets.sum(),
                puts.sum(),
                uploads.sum(),
                parts.sum() + trials(),
                copies.sum(),
                deletes,
                compared.sourcePages() + compared.destinationPages() + (deletes > 0 ? 1 : 0));
    }

    /** The part of a byte by which the first object in parts finds out whether they are passed on. */
    private long trials() {
        boolean throughUs = options.route() == EngineOptions.Route.THROUGH_US;
        return throughUs && passesOn == PassesOn.NOT_KNOWN && uploads.sum() > 0 ? 1 : 0;
    }

    static String assumption(OptionalLong bandwidth) {
        long bytes = Math.min(ASSUMED_BYTES_PER_SECOND, bandwidth.orElse(Long.MAX_VALUE));
        return ", at " + Amounts.bytes(bytes) + "/s or " + Amounts.count(ASSUMED_OBJECTS_PER_SECOND) + " objects/s";
    }

    static Duration time(long objects, long bytes, OptionalLong bandwidth) {
        double byBytes = (double) bytes / Math.min(ASSUMED_BYTES_PER_SECOND, bandwidth.orElse(Long.MAX_VALUE));
        double byObjects = (double) objects / ASSUMED_OBJECTS_PER_SECOND;
        return Duration.ofMillis(Math.round(1000 * Math.max(byBytes, byObjects)));
    }
}
