package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Outage;
import io.replicationhub.localservers.faults.Point;
import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Side;
import io.replicationhub.localservers.faults.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A side that goes away in the middle of a run. */
class OutageTest {
    private static final int MIB = 1 << 20;
    /** Long enough that a line of progress falls into it. */
    private static final Duration NOTICED = Duration.ofSeconds(13);

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.in(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void theDestinationComesBackInTimeAndTheRunGoesOn() throws Exception {
        fill();
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            outageAt(proxy, Requests.uploadingAPart(), 3, NOTICED);
            scene.destinationAt(proxy.endpoint());
            Ran ran = scene.replicate("--part-size", "5MiB", "--outage", "30s")
                    .ended(0)
                    .says("the destination has not answered for", "Connection refused");
            assertTrue(ran.took().compareTo(NOTICED) > 0, "there was no outage: " + ran);
        }
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
    }

    @Test
    void theDestinationStaysAwayAndTheRunEndsToBeCarriedOn() throws Exception {
        fill();
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            outageAt(proxy, Requests.uploadingAPart(), 4, Duration.ofDays(1));
            scene.destinationAt(proxy.endpoint());
            scene.replicate("--part-size", "5MiB", "--concurrency", "2", "--outage", "3s")
                    .ended(3)
                    .within(Duration.ofSeconds(15))
                    .says("NOT COMPLETED", "the destination", "Start it again to carry on");
            assertFalse(scene.destination.uploads().open("").isEmpty(), "nothing is left to carry on with");
            proxy.endOutage();
            proxy.disarmAll();
            long before = proxy.traffic().requestBytes();
            scene.replicate("--part-size", "5MiB", "--concurrency", "2").ended(0);
            long sent = proxy.traffic().requestBytes() - before;
            assertTrue(sent <= 33L * MIB, sent + " bytes were sent again");
        }
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
        assertTrue(scene.destination.uploads().open("").isEmpty());
    }

    @Test
    void theSourceGoesAwayWhileItIsListed() throws Exception {
        for (int i = 0; i < 1_500; i++) {
            scene.put("key-" + i, 1);
        }
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.sourceServer())) {
            scene.sourceAt(proxy.endpoint());
            outageAt(proxy, Requests.listing(), 2, NOTICED);
            scene.plan("--outage", "30s").ended(0).says("1,500 objects", "the source has not answered for");

            proxy.disarmAll();
            outageAt(proxy, Requests.listing(), 2, Duration.ofDays(1));
            scene.plan("--outage", "2s").ended(3).within(Duration.ofSeconds(12)).says("the source could not be listed");
        }
    }

    @Test
    void theDestinationGoesAwayWhileItIsReadWhole() throws Exception {
        fill();
        scene.replicate().ended(0);
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            scene.destinationAt(proxy.endpoint());
            // After the one HEAD that the comparison takes, which is for the same object.
            Predicate<RequestHead> readingTheLargeOne =
                    Requests.readingAnObject().and(Requests.targeting("large"));
            outageAt(proxy, readingTheLargeOne, 1, NOTICED);
            scene.verify("--deep", "--outage", "30s")
                    .ended(0)
                    .says("21 read on both sides, none differs", "the destination has not answered for");

            proxy.disarmAll();
            outageAt(proxy, readingTheLargeOne, 1, Duration.ofDays(1));
            scene.verify("--deep", "--outage", "2s")
                    .ended(3)
                    .within(Duration.ofSeconds(12))
                    .says("the destination cannot be read any more")
                    .doesNotSay("DIFFER");
        }
    }

    /** More often than an attempt is repeated; who began anew each time would never end. */
    @Test
    void aBodyThatBreaksOffAgainAndAgainIsReadOnFromThere() throws Exception {
        fill();
        scene.replicate().ended(0);
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            scene.destinationAt(proxy.endpoint());
            proxy.arm(Rule.of(
                    Requests.readingAnObject().and(Requests.targeting("large")),
                    Turn.always(),
                    Fault.resetResponseAt(3 * MIB)));
            scene.verify("--deep", "--outage", "1s").ended(0).says("21 read on both sides, none differs");
        }
    }

    /** Of a slow line that is shared by many, each takes longer than an outage may last. */
    @Test
    void aShortOutageAfterLongRequestsIsRiddenOut() throws Exception {
        for (int i = 0; i < 8; i++) {
            scene.put("first-" + i, 1);
            scene.put("object-" + i, 3 * MIB);
        }
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            scene.destinationAt(proxy.endpoint());
            proxy.arm(Rule.of(
                    Requests.writingAnObject().and(Requests.targeting("object-")),
                    Turn.first(8),
                    new Fault.Slow(Side.REQUEST, 750_000),
                    Fault.run(Point.requestByte(2 * MIB), () -> outage(proxy, Duration.ofSeconds(1)))));
            Ran ran = scene.replicate("--concurrency", "8", "--outage", "2s").ended(0);
            assertTrue(ran.took().compareTo(Duration.ofSeconds(3)) > 0, "there was no outage: " + ran);
        }
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
    }

    private void fill() throws Exception {
        scene.put("large", 40 * MIB);
        for (int i = 0; i < 20; i++) {
            scene.put("small-" + i, 1_000);
        }
    }

    /** Begins when the nth of these requests comes. */
    private static void outageAt(FaultProxy proxy, Predicate<RequestHead> requests, int nth, Duration length) {
        proxy.arm(Rule.of(requests, Turn.nth(nth), Fault.run(Point.beforeRequest(), () -> outage(proxy, length))));
    }

    private static void outage(FaultProxy proxy, Duration length) {
        proxy.startOutage(Outage.REFUSE);
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(length);
                proxy.endOutage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
