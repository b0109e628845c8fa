package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.outcome.Outcome;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.Mishap;
import io.replicationhub.testkit.fault.Request;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody changes the source before, after and within every single request that a copy makes, whichever way it goes. What
 * is at the destination is always one version, whole.
 */
class EveryMomentTest {
    private static final int[] WITHIN = {0, 1, 30, 63};

    @ParameterizedTest
    @EnumSource(Way.class)
    void whateverTheMomentTheCopyIsOfOneVersion(Way way) throws Exception {
        List<Request> clean = Scene.cleanRequests(way);
        assertTrue(clean.size() >= 1, () -> "requests: " + clean);
        for (Scene.Meddling meddling : Scene.Meddling.values()) {
            for (int moment = 0; moment < clean.size(); moment++) {
                new Attempt(way, meddling, moment, Fault.Before::new).run();
                new Attempt(way, meddling, moment, Fault.After::new).run();
                if (clean.get(moment).kind() == RequestKind.GET) {
                    for (int at : WITHIN) {
                        new Attempt(way, meddling, moment, mishap -> new Fault.InBody(at, mishap)).run();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anObjectThatNeverRestsIsSupersededAndLeavesNothingBehind(Way way) throws Exception {
        Scene scene = new Scene(way);
        scene.script = request -> new Fault.Before(any -> scene.meddle(Scene.Meddling.SAME_SIZE));
        Outcome outcome = scene.copy();
        assertInstanceOf(Outcome.Superseded.class, outcome);
        scene.assertSound();
        assertEquals(List.of(), scene.destination.keys());
    }

    private interface Kind {
        Fault with(Mishap mishap);
    }

    private record Attempt(Way way, Scene.Meddling meddling, int moment, Kind kind) {
        void run() throws Exception {
            Scene scene = new Scene(way);
            int[] seen = {0};
            scene.script = request -> seen[0]++ == moment ? kind.with(any -> scene.meddle(meddling)) : Fault.NONE;
            Outcome outcome = scene.copy();
            try {
                scene.assertSound();
                scene.assertTells(outcome);
            } catch (AssertionError e) {
                throw new AssertionError(
                        way + ", " + meddling + " at request " + moment + ", "
                                + kind.with(any -> {}).getClass().getSimpleName() + ": " + outcome + ": "
                                + e.getMessage(),
                        e);
            }
        }
    }
}
