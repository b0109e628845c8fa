package io.replicationhub.localservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * S3 as Ceph's gateway speaks it, where Ceph is installed (on Debian: radosgw, ceph-mon, ceph-osd, ceph-mgr,
 * ceph-common) and this is root. A real foreign S3: it takes its own time (15 to 30 s to start) and has its own ways,
 * see docs/test-servers.md. Objects are in memory.
 */
public final class CephServer implements LocalS3 {
    private static final List<String> PROGRAMS = List.of(
            "radosgw",
            "radosgw-admin",
            "ceph-mon",
            "ceph-osd",
            "ceph-mgr",
            "ceph",
            "ceph-authtool",
            "monmaptool",
            "bash");
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Path folder;
    private final URI endpoint;
    private final AccessKey key;

    private CephServer(Path folder, URI endpoint, AccessKey key) {
        this.folder = folder;
        this.endpoint = endpoint;
        this.key = key;
    }

    /** Why there can be none here; empty when there can. */
    public static Optional<String> whyNot() {
        List<String> missing =
                PROGRAMS.stream().filter(program -> !isInstalled(program)).toList();
        if (!missing.isEmpty()) {
            return Optional.of("Ceph is not installed: no " + String.join(", ", missing));
        }
        return "root".equals(System.getProperty("user.name"))
                ? Optional.empty()
                : Optional.of("Ceph's daemons are started as root only");
    }

    /** Returns when the gateway accepts requests with this key. */
    public static CephServer start(AccessKey key) {
        whyNot().ifPresent(reason -> {
            throw new ServerStartException(reason);
        });
        try {
            Path folder = Files.createTempDirectory("ceph");
            int port = freePort();
            CephServer server = new CephServer(folder, URI.create("http://127.0.0.1:" + port), key);
            // Its daemons detach themselves: nothing else ends them with this JVM.
            Runtime.getRuntime().addShutdownHook(new Thread(server::stopDaemons));
            try {
                server.run("start", Integer.toString(port), Integer.toString(freePort()), key.id(), key.secret());
            } catch (ServerStartException e) {
                server.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw new ServerStartException("Ceph did not start", e);
        }
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void createBucket(String name) {
        new BucketOwner(endpoint, key).createBucket(name);
    }

    /** Kills the daemons; the objects are gone. */
    @Override
    public void close() {
        stopDaemons();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopDaemons() {
        if (Files.isDirectory(folder)) {
            try {
                run("stop");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void run(String verb, String... more) throws IOException {
        Path script = folder.resolve("ceph.sh");
        if (!Files.exists(script)) {
            try (InputStream in = Objects.requireNonNull(CephServer.class.getResourceAsStream("ceph.sh"))) {
                Files.copy(in, script);
            }
        }
        List<String> command = new ArrayList<>(List.of("bash", script.toString(), verb, folder.toString()));
        command.addAll(List.of(more));
        // To a file, because the daemons inherit the output and would keep a pipe open.
        Path output = folder.resolve(verb + ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new ServerStartException("Ceph's " + verb + (ended ? " failed: " : " took too long: ")
                        + Files.readString(output, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("interrupted during Ceph's " + verb, e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isInstalled(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Free now: Ceph cannot be told to take any port and say which. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
