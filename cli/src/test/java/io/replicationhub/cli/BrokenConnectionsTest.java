package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.ArmedRule;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Point;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real servers behind a proxy that breaks connections and answers wrongly: a run ends whole all the same. */
class BrokenConnectionsTest {
    private static final int MIB = 1 << 20;
    private static final Reply COMPLETED_WITH_ERROR = Reply.xml(
            200,
            "<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>We encountered an internal error."
                    + " Please try again.</Message></Error>");

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "reads reset at a byte",
                        "source",
                        Rule.of(Requests.readingAnObject(), Turn.every(5), Fault.resetResponseAt(700))),
                fault(
                        "reads that end early",
                        "source",
                        Rule.of(Requests.readingAnObject(), Turn.every(5), Fault.endResponseAt(700))),
                fault(
                        "reads that stall and go on",
                        "source",
                        Rule.of(
                                Requests.readingAnObject(),
                                Turn.every(9),
                                Fault.stall(Point.responseByte(500), Duration.ofMillis(300)))),
                fault(
                        "reads refused with 500",
                        "source",
                        Rule.of(Requests.readingAnObject(), Turn.every(4), Fault.answer(Reply.internalError()))),
                fault(
                        "a burst of SlowDown while reading",
                        "source",
                        Rule.of(Requests.readingAnObject(), Turn.first(25), Fault.answer(Reply.slowDown()))),
                fault(
                        "listings that break in the middle",
                        "source",
                        Rule.of(Requests.listing(), Turn.nth(1), Fault.truncateResponse(400))),
                fault(
                        "writes reset at a byte",
                        "destination",
                        Rule.of(Requests.writingAnObject(), Turn.every(5), Fault.resetRequestAt(700))),
                fault(
                        "writes whose answer is lost",
                        "destination",
                        Rule.of(Requests.writingAnObject(), Turn.every(5), Fault.loseResponse())),
                fault(
                        "a burst of SlowDown while writing",
                        "destination",
                        Rule.of(Requests.writingAnObject(), Turn.first(25), Fault.answer(Reply.slowDown()))),
                fault(
                        "parts corrupted on the way",
                        "destination",
                        Rule.of(Requests.uploadingAPart(), Turn.every(3), Fault.corruptRequestAt(12_345))),
                fault(
                        "parts reset at a byte",
                        "destination",
                        Rule.of(Requests.uploadingAPart(), Turn.every(3), Fault.resetRequestAt(2 * MIB))),
                fault(
                        "uploads whose creation is answered with 503",
                        "destination",
                        Rule.of(Requests.creatingAnUpload(), Turn.first(1), Fault.answer(Reply.slowDown()))),
                fault(
                        "completion that fails with 200",
                        "destination",
                        Rule.of(Requests.completingAnUpload(), Turn.first(1), Fault.answer(COMPLETED_WITH_ERROR))),
                fault(
                        "completion whose answer is lost",
                        "destination",
                        Rule.of(Requests.completingAnUpload(), Turn.first(1), Fault.loseResponse())));
    }

    private static Arguments fault(String name, String side, Rule rule) {
        return Arguments.of(name, side, rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void everythingArrivesWhole(String name, String side, Rule rule) throws Exception {
        try (Scene scene = Scene.in(folder);
                FaultProxy proxy = FaultProxy.inFrontOf(
                        side.equals("source") ? scene.sourceServer() : scene.destinationServer())) {
            for (int i = 0; i < 60; i++) {
                scene.put("small-" + i, 1_000 + i);
            }
            scene.put("large", 18 * MIB);
            ArmedRule armed = proxy.arm(rule);
            if (side.equals("source")) {
                scene.sourceAt(proxy.endpoint());
            } else {
                scene.destinationAt(proxy.endpoint());
            }
            scene.replicate("--part-size", "5MiB", "--concurrency", "6").ended(0);
            assertTrue(armed.acted() > 0, "the fault was never met");
            assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
            assertEquals(61, Scene.contents(scene.destination).size());
            assertTrue(scene.destination.uploads().open("").isEmpty(), "an upload is left open");
        }
    }
}
