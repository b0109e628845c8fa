package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.plan.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code drh doctor} on a server that keeps everything: nothing may be left there. */
abstract class InClinic {
    @TempDir
    Path folder;

    Clinic clinic;

    @BeforeEach
    void begin() throws Exception {
        clinic = new Clinic(folder);
        clinic.put("a", 1_000);
    }

    @AfterEach
    void end() throws Exception {
        assertEquals(List.of(), clinic.destination.uploads().open(""), "uploads were left");
        assertTrue(
                Scene.keys(clinic.destination).stream().noneMatch(key -> key.contains("doctor")), "objects were left");
        assertEquals(List.of("photos/a"), Scene.keys(clinic.source), "something was written at the source");
        for (RequestHead request : clinic.requests(Side.SOURCE)) {
            assertTrue(Set.of("GET", "HEAD").contains(request.method()), request::toString);
        }
        clinic.close();
    }
}
