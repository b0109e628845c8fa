package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.replicationhub.localservers.faults.FaultProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of bad input: nothing may be asked of a server, and nothing be written. */
abstract class Refusals {
    @TempDir
    Path folder;

    Scene scene;
    FaultProxy source;
    FaultProxy destination;

    @BeforeEach
    void begin() throws Exception {
        scene = Scene.in(folder);
        scene.put("a", 10);
        source = FaultProxy.inFrontOf(scene.sourceServer());
        destination = FaultProxy.inFrontOf(scene.destinationServer());
        scene.sourceAt(source.endpoint()).destinationAt(destination.endpoint());
    }

    @AfterEach
    void nobodyWasAsked() throws Exception {
        assertEquals(0, source.traffic().requests() + destination.traffic().requests(), "a server was asked");
        source.close();
        destination.close();
        scene.assertNothingWritten();
        scene.close();
        assertFalse(Files.exists(folder.resolve("state")), "state was written");
    }
}
