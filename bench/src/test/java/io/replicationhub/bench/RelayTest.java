package io.replicationhub.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay that marks the limit does the whole work: every byte of every object arrives. */
@Timeout(60)
final class RelayTest {
    private static SignedClient client(LeanS3Server server, String key) {
        return new SignedClient(URI.create(server.endpoint()), key, InstantSource.system());
    }

    private static Verification compare(SignedClient source, SignedClient destination) throws Exception {
        return Verification.of(
                source.send("GET", "/_bench/objects", "bucket=src", new byte[0])
                        .lines()
                        .toList(),
                destination
                        .send("GET", "/_bench/objects", "bucket=dst", new byte[0])
                        .lines()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 131_072, 131_073, 3_000_000})
    void everyObjectArrivesWhole(int size) throws Exception {
        try (LeanS3Server from = LeanS3Server.start("src");
                LeanS3Server to = LeanS3Server.start("dst")) {
            SignedClient source = client(from, "src");
            SignedClient destination = client(to, "dst");
            source.send("GET", "/_bench/seed", "bucket=src&count=50&size=" + size, new byte[0]);
            destination.send("PUT", "/dst", "", new byte[0]);
            Relay.relay(new String[] {
                "--source", from.endpoint(), "--source-key", "src", "--source-bucket", "src",
                "--destination", to.endpoint(), "--destination-key", "dst", "--destination-bucket", "dst",
                "--connections", "3"
            });
            assertEquals("", compare(source, destination).problem());
        }
    }

    @Test
    void theServerCopiesWhereItIsAskedTo() throws Exception {
        try (LeanS3Server one = LeanS3Server.start("src")) {
            SignedClient client = client(one, "src");
            client.send("GET", "/_bench/seed", "bucket=src&count=50&size=100", new byte[0]);
            client.send("PUT", "/dst", "", new byte[0]);
            Relay.relay(new String[] {
                "--source", one.endpoint(), "--source-key", "src", "--source-bucket", "src",
                "--destination", one.endpoint(), "--destination-key", "src", "--destination-bucket", "dst",
                "--connections", "3", "--copy"
            });
            assertEquals(new Verification("", true), compare(client, client));
        }
    }

    @Test
    void aConnectionThatSaysNothingIsToldByWhatWasAsked() throws Exception {
        try (LeanS3Server from = seeded();
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String to = "http://127.0.0.1:" + silent.getLocalPort();
            var e = assertThrows(
                    IOException.class, () -> Relay.relay(arguments(from.endpoint(), to, "--silence-millis", "500")));
            String said = String.valueOf(e.getMessage());
            assertTrue(said.startsWith("nothing for 0.5 s, waiting for the answer to PUT /dst/"), said);
            assertTrue(said.endsWith(" at " + to), said);
        }
    }

    /** In a process of its own, whose other threads must not keep it alive. */
    @Test
    void oneConnectionThatBreaksEndsTheProcess() throws Exception {
        try (LeanS3Server from = seeded();
                ServerSocket to = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    // One ends without an answer; the others would be waited for.
                    to.accept().close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    Relay.class.getName()));
            command.addAll(List.of(arguments(from.endpoint(), "http://127.0.0.1:" + to.getLocalPort())));
            String said = said(command, 1);
            assertTrue(said.startsWith("relay: ") && said.contains(" PUT /dst/"), said);
        }
    }

    /** What a process says that ends so, in time. */
    private static String said(List<String> command, int code) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            assertTrue(process.waitFor(15, TimeUnit.SECONDS), "it has not ended");
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(code, process.exitValue(), said);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    /** All are open at once: the destination takes its time for each object. */
    @Test
    void asManyConnectionsAsAWorkloadHasFitIntoItsMemory() throws Exception {
        try (LeanS3Server from = seeded();
                LeanS3Server to = LeanS3Server.start(
                        new LeanS3Server.Options("dst", Duration.ofMillis(200), true, true, Optional.empty()))) {
            client(to, "dst").send("PUT", "/dst", "", new byte[0]);
            Path folder = Path.of("").toAbsolutePath();
            Lane lane = new Lane(
                    new Lane.Endpoint(from.endpoint(), "src", "src"),
                    new Lane.Endpoint(to.endpoint(), "dst", "dst"),
                    Optional.empty(),
                    folder);
            Contestant relay = new Tools(folder, folder).relay(256);
            assertEquals("", said(relay.command().apply(lane), 0));
            assertEquals("", compare(client(from, "src"), client(to, "dst")).problem());
        }
    }

    private static LeanS3Server seeded() throws Exception {
        LeanS3Server from = LeanS3Server.start("src");
        client(from, "src").send("GET", "/_bench/seed", "bucket=src&count=600&size=100", new byte[0]);
        return from;
    }

    private static String[] arguments(String from, String to, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--source",
                from,
                "--source-key",
                "src",
                "--source-bucket",
                "src",
                "--destination",
                to,
                "--destination-key",
                "dst",
                "--destination-bucket",
                "dst",
                "--connections",
                "3"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
