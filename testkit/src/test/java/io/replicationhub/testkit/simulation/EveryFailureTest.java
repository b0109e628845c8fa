package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureClass;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.fault.Request;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every single request of a copy fails, by every class, whichever way the copy goes. */
class EveryFailureTest {
    private static final Set<FailureClass> TRANSIENT =
            Set.of(FailureClass.UNAVAILABLE, FailureClass.THROTTLED, FailureClass.CORRUPT);
    private static final int GENEROUS = 12;

    @ParameterizedTest
    @EnumSource(Way.class)
    void aPassingFailureOfAnyRequestIsRiddenOut(Way way) throws Exception {
        List<Request> clean = Scene.cleanRequests(way);
        for (int moment = 0; moment < clean.size(); moment++) {
            for (FailureClass each : TRANSIENT) {
                assertCopied(way, moment, new Fault.Before(Mishaps.failure(each)), clean.size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theLostAnswerOfAnyRequestIsRiddenOut(Way way) throws Exception {
        List<Request> clean = Scene.cleanRequests(way);
        for (int moment = 0; moment < clean.size(); moment++) {
            assertCopied(way, moment, new Fault.After(Mishaps.unavailable()), clean.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBodyThatBreaksOrEndsEarlyIsReadAgain(Way way) throws Exception {
        List<Request> clean = Scene.cleanRequests(way);
        for (int moment = 0; moment < clean.size(); moment++) {
            if (clean.get(moment).kind() == RequestKind.GET) {
                for (int at : new int[] {0, 1, 40}) {
                    assertCopied(way, moment, new Fault.BrokenBody(at), clean.size());
                    assertCopied(way, moment, new Fault.ShortBody(at), clean.size());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            names = {"DENIED", "REJECTED"})
    void aRefusalOfAnyRequestEndsTheObjectCheaplyAndLeavesNothing(FailureClass refusal) throws Exception {
        // Where something is tried, a refusal is an answer.
        for (Way way : EnumSet.complementOf(EnumSet.of(Way.MULTIPART_TRIED))) {
            List<Request> clean = Scene.cleanRequests(way);
            for (int moment = 0; moment < clean.size(); moment++) {
                Scene scene = new Scene(way);
                strike(scene, moment, new Fault.Before(Mishaps.failure(refusal)));
                Outcome outcome = scene.copy();
                int at = moment;
                Outcome.Failed failed =
                        assertInstanceOf(Outcome.Failed.class, outcome, () -> way + " at " + at + ' ' + clean.get(at));
                assertEquals(refusal, failed.failureClass());
                assertTrue(failed.reason().contains(clean.get(moment).name()), failed.reason());
                assertEquals(List.of(), scene.destination.keys());
                scene.assertSound();
                assertTrue(scene.asked() <= clean.size() + GENEROUS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aFailureThatDoesNotPassIsAFailureOfTheObjectInTheEnd(Way way) throws Exception {
        for (Request request : Set.copyOf(Scene.cleanRequests(way))) {
            Scene scene = new Scene(way);
            Fault fault = new Fault.Before(Mishaps.failure(FailureClass.UNAVAILABLE));
            scene.script = each -> each.kind() == request.kind() ? fault : Fault.NONE;
            Outcome.Failed failed =
                    assertInstanceOf(Outcome.Failed.class, scene.copy(), () -> way + ", " + request.kind());
            assertEquals(FailureClass.UNAVAILABLE, failed.failureClass());
            assertTrue(scene.asked() <= 100, () -> scene.asked() + " requests");
            scene.assertSound();
        }
    }

    private static void assertCopied(Way way, int moment, Fault fault, int clean) throws Exception {
        Scene scene = new Scene(way);
        strike(scene, moment, fault);
        Outcome outcome = scene.copy();
        assertInstanceOf(Outcome.Copied.class, outcome, () -> way + ", request " + moment + ", " + fault);
        scene.assertSound();
        scene.assertTells(outcome);
        assertTrue(scene.asked() <= clean + GENEROUS, () -> scene.asked() + " requests instead of " + clean);
    }

    private static void strike(Scene scene, int moment, Fault fault) {
        int[] seen = {0};
        scene.script = request -> seen[0]++ == moment ? fault : Fault.NONE;
    }
}
