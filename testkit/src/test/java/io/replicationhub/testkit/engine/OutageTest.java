package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.Side;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishap;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Outages of a side, and failures that no object escapes. */
class OutageTest {
    private final Bench bench = new Bench();
    private final Instant start = bench.clock.instant();

    @Test
    void anOutageThatEndsInTimeIsRiddenOutWithoutLosingAnObject() throws Exception {
        TransferEngine engine = engineWith(out(Duration.ofSeconds(20), Duration.ofSeconds(70)));
        int copied = 0;
        for (int i = 0; i < 10; i++) {
            CopyTask task = bench.write("k" + i, 100);
            bench.clock.advance(Duration.ofSeconds(4));
            assertInstanceOf(Outcome.Copied.class, engine.copy(task, Delivered.FIRST, bench.run));
            copied++;
        }
        assertEquals(10, copied);
        assertTrue(elapsed().compareTo(Duration.ofSeconds(70)) >= 0, "there was no outage");
    }

    @Test
    void anOutageThatLastsTooLongEndsTheRunAndNamesTheSide() throws Exception {
        TransferEngine engine = engineWith(out(Duration.ofSeconds(1), Duration.ofHours(1)));
        assertInstanceOf(Outcome.Copied.class, engine.copy(bench.write("first", 100), Delivered.FIRST, bench.run));
        bench.clock.advance(Duration.ofSeconds(30));
        Instant began = bench.clock.instant();
        CopyTask second = bench.write("second", 100);
        assertThrows(WorkStopped.class, () -> engine.copy(second, Delivered.FIRST, bench.run));
        Halt.SideFailed halt =
                assertInstanceOf(Halt.SideFailed.class, bench.run.halted().orElseThrow());
        assertEquals(Side.DESTINATION, halt.side());
        assertEquals(FailureClass.UNAVAILABLE, halt.failureClass());
        Duration took = Duration.between(began, bench.clock.instant());
        assertTrue(took.compareTo(Bench.PATIENCE) >= 0, "gave up after " + took);
        assertTrue(took.compareTo(Bench.PATIENCE.plusSeconds(10)) <= 0, "gave up after " + took);
    }

    @Test
    void aSideThatHasNeverAnsweredIsGivenUpSooner() throws Exception {
        TransferEngine engine = engineWith(out(Duration.ZERO, Duration.ofHours(1)));
        CopyTask task = bench.write("k", 100);
        assertThrows(WorkStopped.class, () -> engine.copy(task, Delivered.FIRST, bench.run));
        assertTrue(elapsed().compareTo(Bench.FIRST_CONTACT.plusSeconds(5)) <= 0, "gave up after " + elapsed());
    }

    @Test
    void anObjectThatAlwaysMeetsAnErrorDoesNotEndTheRunAndCostsAHandful() throws Exception {
        int[] asked = {0};
        TransferEngine engine = engineWith(request -> {
            if (request.kind() == RequestKind.PUT) {
                asked[0]++;
                return new Fault.Before(unavailable());
            }
            return Fault.NONE;
        });
        Outcome.Failed failed =
                assertInstanceOf(Outcome.Failed.class, engine.copy(bench.write("k", 100), Delivered.FIRST, bench.run));
        assertEquals(FailureClass.UNAVAILABLE, failed.failureClass());
        assertTrue(bench.run.halted().isEmpty());
        assertTrue(asked[0] <= 5, asked[0] + " requests");
    }

    @Test
    void unknownCredentialsEndTheRunAtOnce() throws Exception {
        bench.source = bench.cloud.bucketWithWrongSecret("from");
        CopyTask task = bench.write("k", 100);
        assertThrows(WorkStopped.class, () -> bench.copy(task));
        Halt.SideFailed halt =
                assertInstanceOf(Halt.SideFailed.class, bench.run.halted().orElseThrow());
        assertEquals(Side.SOURCE, halt.side());
        assertEquals(FailureClass.DENIED, halt.failureClass());
        assertEquals(Duration.ZERO, elapsed());
    }

    @Test
    void aMissingDestinationBucketEndsTheRunAtOnce() throws Exception {
        bench.destination = bench.cloud.bucket("nowhere");
        CopyTask task = bench.write("k", 100);
        assertThrows(WorkStopped.class, () -> bench.copy(task));
        Halt.SideFailed halt =
                assertInstanceOf(Halt.SideFailed.class, bench.run.halted().orElseThrow());
        assertEquals(Side.DESTINATION, halt.side());
        assertEquals(FailureClass.MISSING, halt.failureClass());
    }

    private Duration elapsed() {
        return Duration.between(start, bench.clock.instant());
    }

    private FaultScript out(Duration from, Duration until) {
        return request -> {
            boolean outage = elapsed().compareTo(from) >= 0 && elapsed().compareTo(until) < 0;
            return outage ? new Fault.Before(unavailable()) : Fault.NONE;
        };
    }

    private TransferEngine engineWith(FaultScript atDestination) {
        bench.destination = new FaultyStore(bench.to, atDestination);
        return bench.engine();
    }

    private static Mishap unavailable() {
        return request -> {
            throw new StorageException.Unavailable(FailureScope.ENDPOINT, "refused: " + request, null);
        };
    }
}
