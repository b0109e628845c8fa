package io.replicationhub.testkit.fault;

import io.replicationhub.testkit.RequestKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Says of each request how it goes. Asked once for each, from the thread that makes it. */
@FunctionalInterface
public interface FaultScript {
    Fault on(Request request);

    /** Where this says nothing, the other is asked. */
    default FaultScript or(FaultScript other) {
        return request -> {
            Fault fault = on(request);
            return fault instanceof Fault.None ? other.on(request) : fault;
        };
    }

    static FaultScript none() {
        return request -> Fault.NONE;
    }

    static FaultScript always(Predicate<Request> which, Fault fault) {
        return request -> which.test(request) ? fault : Fault.NONE;
    }

    static FaultScript always(RequestKind kind, Fault fault) {
        return always(request -> request.kind() == kind, fault);
    }

    /** The request of that kind with this number, counted from 1. */
    static FaultScript nth(RequestKind kind, int number, Fault fault) {
        AtomicInteger seen = new AtomicInteger();
        return request -> request.kind() == kind && seen.incrementAndGet() == number ? fault : Fault.NONE;
    }

    /** The first so many requests of that kind. */
    static FaultScript first(RequestKind kind, int count, Fault fault) {
        AtomicInteger seen = new AtomicInteger();
        return request -> request.kind() == kind && seen.incrementAndGet() <= count ? fault : Fault.NONE;
    }

    /** Everything fails from one time to another. */
    static FaultScript outage(InstantSource clock, Instant from, Instant until) {
        return request -> {
            Instant now = clock.instant();
            boolean out = !now.isBefore(from) && now.isBefore(until);
            return out ? new Fault.Before(Mishaps.unavailable()) : Fault.NONE;
        };
    }
}
