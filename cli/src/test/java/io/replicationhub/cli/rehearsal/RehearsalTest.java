package io.replicationhub.cli.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    /** Else the archive would lack the classes of the second half, and nobody would notice. */
    @Test
    void everythingOnTheStageIsCopiedOverBothProtocols(@TempDir Path folder) throws Exception {
        assertEquals(0, Rehearsal.perform(folder));
    }
}
