package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.journal.FolderJournal;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Movement;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of bytes on their way adds up, whichever way they take. */
class MovementTest {
    private static final int PASSED_ON = 180;

    private final Bench bench = new Bench();
    private final Told told = new Told();

    @BeforeEach
    void listen() {
        bench.movement = told;
    }

    /** Held, passed on, in parts with a short last one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, PASSED_ON, 1_000})
    void eachByteIsToldOnce(int size) throws Exception {
        assertInstanceOf(Outcome.Copied.class, bench.copy(bench.write("k", size)));
        assertEquals(size, told.moved);
        assertEquals(0, told.underWay);
        assertEquals(0, told.alreadyThere);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void whatTheStoreCopiesByItselfIsToldToo(int size) throws Exception {
        bench.options = bench.options.with(Route.SERVER_SIDE);
        bench.destination = bench.from;
        CopyTask task = bench.write("k", size);
        assertInstanceOf(
                Outcome.Copied.class, bench.copy(new CopyTask(task.key(), new ObjectKey("copy"), task.stamp())));
        assertEquals(size, told.moved);
    }

    @Test
    void aBodyThatIsPassedOnIsToldWhileItGoes() throws Exception {
        assertInstanceOf(Outcome.Copied.class, bench.copy(bench.write("k", PASSED_ON)));
        assertEquals(PASSED_ON, told.mostUnderWay);
    }

    @Test
    void whatWentInVainIsTakenBack() throws Exception {
        bench.source = new FaultyStore(bench.from, FaultScript.first(RequestKind.GET, 2, new Fault.BrokenBody(70)));
        assertInstanceOf(Outcome.Copied.class, bench.copy(bench.write("k", PASSED_ON)));
        assertEquals(PASSED_ON, told.moved);
        assertEquals(0, told.underWay);
        assertEquals(PASSED_ON, told.mostUnderWay, "what went in vain was counted again");
    }

    @Test
    void ofAnObjectThatFailsNothingIsTold() throws Exception {
        bench.source = new FaultyStore(bench.from, FaultScript.always(RequestKind.GET, new Fault.BrokenBody(70)));
        assertInstanceOf(Outcome.Failed.class, bench.copy(bench.write("k", PASSED_ON)));
        assertEquals(0, told.moved);
        assertEquals(0, told.underWay);
        assertTrue(told.mostUnderWay > 0);
    }

    @Test
    void partsThatAreThereAreToldAsSuch(@TempDir Path folder) throws Exception {
        bench.journal = new FolderJournal(folder);
        CopyTask task = bench.write("large", 10 * 64);
        RunControl first = RunControl.unlimited();
        bench.movement = new Movement() {
            private int parts;

            @Override
            public void moved(long bytes) {
                if (++parts == 6) {
                    first.drain();
                }
            }
        };
        TransferEngine engine = bench.engine();
        assertThrows(WorkStopped.class, () -> engine.copy(task, Delivered.FIRST, first));
        bench.movement = told;
        assertInstanceOf(Outcome.Copied.class, bench.copy(task));
        assertEquals(6 * 64, told.alreadyThere);
        assertEquals(4 * 64, told.moved);
    }

    private static final class Told implements Movement {
        long moved;
        long underWay;
        long mostUnderWay;
        long alreadyThere;

        @Override
        public void moved(long bytes) {
            moved += bytes;
        }

        @Override
        public void underWay(long bytes) {
            underWay += bytes;
            mostUnderWay = Math.max(mostUnderWay, underWay);
        }

        @Override
        public void alreadyThere(long bytes) {
            alreadyThere += bytes;
        }
    }
}
