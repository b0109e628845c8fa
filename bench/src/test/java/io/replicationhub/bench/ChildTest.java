package io.replicationhub.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @Test
    void theTimeOfAnotherSystemIsNotGnus() {
        Path program = Path.of("/bin/sh");
        assertTrue(Child.isGnu("Linux", program));
        assertFalse(Child.isGnu("Mac OS X", program));
        assertFalse(Child.isGnu("Linux", Path.of("/nowhere/time")));
    }

    @Test
    void whatACommandTookIsMeasured(@TempDir Path folder) throws Exception {
        List<String> busy = List.of("sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; exit 7");
        Child.Cost cost = Child.run(busy, Map.of(), folder, Duration.ofMinutes(1));
        assertEquals(7, cost.exit());
        assertTrue(cost.cpuSeconds() <= cost.wallSeconds() * 1.5 + 0.1, cost::toString);
    }
}
