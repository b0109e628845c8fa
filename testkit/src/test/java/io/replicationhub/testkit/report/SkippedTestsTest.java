package io.replicationhub.testkit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SkippedTestsTest {
    @Test
    void whatIsLeftOutIsToldWithItsReasonAndTheSameOnce() {
        assertEquals(
                List.of(
                        "skipped: SkippedTestsTest$Some: assumption is not true",
                        "skipped: 3 × SkippedTestsTest$Some: the server has none",
                        "skipped: SkippedTestsTest$Some: too old",
                        "skipped: SkippedTestsTest$Whole, the whole class: Ceph is not installed"),
                told(Some.class, Whole.class, Fine.class));
    }

    @Test
    void whereNothingIsLeftOutNothingIsTold() {
        assertEquals(List.of(), told(Fine.class));
    }

    private static List<String> told(Class<?>... classes) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new SkippedTests(new PrintStream(told, true, StandardCharsets.UTF_8)))
                .build());
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> one : classes) {
            request.selectors(selectClass(one));
        }
        LauncherDiscoveryRequest built = request.build();
        launcher.execute(built);
        return told.toString(StandardCharsets.UTF_8).lines().toList();
    }

    static final class Some {
        @Test
        void runs() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void lacks(int number) {
            assumeTrue(number < 0, "the server has none");
        }

        @Test
        @Disabled("too old")
        void isDisabled() {}

        @Test
        void isSilent() {
            assumeTrue(false);
        }
    }

    static final class Whole {
        @BeforeAll
        static void needs() {
            assumeTrue(false, "Ceph is not installed");
        }

        @Test
        void neverRuns() {}
    }

    static final class Fine {
        @Test
        void runs() {}
    }
}
