package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Outage;
import io.replicationhub.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are stopped in the middle, each in a process of its own. */
class InterruptTest {
    private static final int MIB = 1 << 20;
    private static final int PART = 5 * MIB;
    private static final int SLOTS = 3;
    private static final int SMALL = 100;
    private static final int SMALL_BYTES = 10_000;
    private static final int LARGE = 3;
    private static final int LARGE_BYTES = 32 * MIB;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void itDrainsAndReportsAndLeavesUploadsToBeCarriedOn(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && interruptsAreIgnored(), "whoever started these tests ignores SIGINT");
        try (Scene scene = Scene.in(folder);
                FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            fill(scene);
            scene.destinationAt(proxy.endpoint());
            try (Child child = start(scene, "10MiB/s")) {
                while (proxy.traffic().requestBytes() < 2L * PART && child.isAlive()) {
                    Thread.sleep(20);
                }
                child.signal(signal);
                Ran ran = child.await(LIMIT);
                assertEquals(3, ran.code(), ran::toString);
                ran.says("NOT COMPLETED: it was interrupted", "Start it again to carry on", "copied");
            }
            assertFalse(scene.destination.uploads().open("").isEmpty(), "nothing is left to carry on with");
            Ran second = scene.replicate("--part-size", "5MiB").ended(0);
            assertTrue(
                    proxy.traffic().requestBytes() <= total() + (long) SLOTS * PART + MIB,
                    () -> "finished parts were sent again: " + proxy.traffic() + second);
            assertEqualAndTidy(scene);
        }
    }

    /** Three parts of 16 MiB are under way, which would take 48 s. */
    @Test
    void whatWouldTakeLongIsGivenUpAndTheRunSaysHowItEnded() throws Exception {
        try (Scene scene = Scene.in(folder);
                FaultProxy proxy = FaultProxy.inFrontOf(scene.sourceServer())) {
            for (int i = 0; i < LARGE; i++) {
                scene.put("large/" + i, LARGE_BYTES);
            }
            scene.sourceAt(proxy.endpoint());
            List<String> arguments = scene.arguments(
                    "replicate",
                    "--part-size",
                    "16MiB",
                    "--concurrency",
                    String.valueOf(SLOTS),
                    "--bandwidth",
                    "1MiB/s",
                    "--report",
                    folder.resolve("report").toString());
            try (Child child = Child.start(scene, folder, 192, arguments)) {
                while (proxy.traffic().responseBytes() < MIB && child.isAlive()) {
                    Thread.sleep(20);
                }
                child.signal("TERM");
                long told = System.nanoTime();
                Ran ran = child.await(LIMIT);
                Duration took = Duration.ofNanos(System.nanoTime() - told);
                assertEquals(3, ran.code(), ran::toString);
                ran.says("NOT COMPLETED: it was interrupted", "3 objects").doesNotSay("cannot be written");
                assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, took + " passed " + ran);
            }
            scene.replicate("--part-size", "16MiB").ended(0);
            assertEqualAndTidy(scene);
        }
    }

    @Test
    void aSecondInterruptWaitsForNothing() throws Exception {
        assumeFalse(interruptsAreIgnored(), "whoever started these tests ignores SIGINT");
        try (Scene scene = Scene.in(folder);
                FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            fill(scene);
            scene.destinationAt(proxy.endpoint());
            try (Child child = start(scene, "10MiB/s")) {
                while (proxy.traffic().requestBytes() < 2L * PART && child.isAlive()) {
                    Thread.sleep(20);
                }
                // What is under way will not end by itself.
                proxy.startOutage(Outage.SILENCE);
                child.signal("INT");
                Thread.sleep(1_000);
                assertTrue(child.isAlive(), "it did not wait for what was under way");
                child.signal("INT");
                Ran ran = child.await(LIMIT).within(Duration.ofSeconds(20));
                assertEquals(3, ran.code(), ran::toString);
                proxy.endOutage();
            }
            scene.replicate("--part-size", "5MiB").ended(0);
            assertEqualAndTidy(scene);
        }
    }

    /** It has nothing to finish; bodies that it reads may take hours. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void whatOnlyLooksEndsAtOnceAndSaysSo(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && interruptsAreIgnored(), "whoever started these tests ignores SIGINT");
        try (Scene scene = Scene.in(folder);
                FaultProxy proxy = FaultProxy.inFrontOf(scene.sourceServer())) {
            for (int i = 0; i < LARGE; i++) {
                scene.put("large/" + i, LARGE_BYTES);
            }
            scene.replicate().ended(0);
            scene.sourceAt(proxy.endpoint());
            List<String> arguments = scene.arguments("verify", "--deep");
            try (Child child = Child.start(scene, folder, 192, arguments)) {
                while (proxy.traffic().responseBytes() < MIB && child.isAlive()) {
                    Thread.sleep(5);
                }
                proxy.startOutage(Outage.SILENCE);
                child.signal(signal);
                long told = System.nanoTime();
                Ran ran = child.await(LIMIT);
                Duration took = Duration.ofNanos(System.nanoTime() - told);
                assertEquals(3, ran.code(), ran::toString);
                ran.says("interrupted");
                assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took + " passed " + ran);
            }
        }
    }

    /** As a shell has its background jobs do, and they their children. */
    private static boolean interruptsAreIgnored() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0");
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).trim(), 16) & 2) != 0;
    }

    @Test
    void killedAtAnyMomentItCarriesOn() {
        Seeds.each(1, seed -> killedRepeatedly(seed, 4));
    }

    @Test
    @Tag("slow")
    void killedFiftyTimesItCarriesOn() {
        Seeds.each(8, seed -> killedRepeatedly(1000 + seed, 7));
    }

    private void killedRepeatedly(long seed, int kills) throws Exception {
        Random random = new Random(seed);
        try (Scene scene = Scene.in(folder);
                FaultProxy proxy = FaultProxy.inFrontOf(scene.destinationServer())) {
            fill(scene);
            scene.destinationAt(proxy.endpoint());
            int killed = 0;
            for (int round = 0; round < kills; round++) {
                long sent = proxy.traffic().requestBytes();
                // Somewhere within the next so many bytes, or at the latest when it is done.
                long point = sent + (long) (random.nextDouble() * 24 * MIB);
                try (Child child = start(scene, "20MiB/s")) {
                    while (child.isAlive() && proxy.traffic().requestBytes() <= point) {
                        Thread.sleep(5);
                    }
                    killed += child.isAlive() ? 1 : 0;
                    child.kill();
                }
            }
            try (Child last = start(scene, "1GiB/s")) {
                last.await(LIMIT).ended(0);
            }
            assertEqualAndTidy(scene);
            // In flight when it is killed: a part or a small object for each slot, and what the proxy had in its
            // buffers.
            long resent = proxy.traffic().requestBytes() - total();
            long bound = (long) killed * (SLOTS + 1) * PART + MIB;
            assertTrue(killed > 0, "it was never killed in time");
            assertTrue(resent <= bound, resent + " bytes were sent again after " + killed + " kills; at most " + bound);
        }
    }

    private Child start(Scene scene, String bandwidth) throws Exception {
        List<String> arguments = scene.arguments(
                "replicate", "--part-size", "5MiB", "--concurrency", String.valueOf(SLOTS), "--bandwidth", bandwidth);
        return Child.start(scene, folder, 192, arguments);
    }

    private static void fill(Scene scene) throws Exception {
        for (int i = 0; i < SMALL; i++) {
            scene.put("small/" + i, SMALL_BYTES);
        }
        for (int i = 0; i < LARGE; i++) {
            scene.put("large/" + i, LARGE_BYTES);
        }
    }

    private static long total() {
        return (long) SMALL * SMALL_BYTES + (long) LARGE * LARGE_BYTES;
    }

    private static void assertEqualAndTidy(Scene scene) throws Exception {
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
        assertEquals(List.of(), scene.destination.uploads().open(""), "uploads were left open");
    }
}
