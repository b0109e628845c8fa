package io.replicationhub.localservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3Mock in a process of its own, over plain HTTP on a free port of the loopback address. It takes any credentials and
 * does not check signatures; what else it does not do is in docs/test-servers.md. Objects are files in a folder that
 * goes with the server.
 */
public final class S3MockServer implements LocalS3 {
    /** Names the jar with S3Mock and all it needs; the build sets it for tests. */
    public static final String JAR_PROPERTY = "s3mock.jar";

    private static final Pattern READY = Pattern.compile("Tomcat started on ports? (\\d+) \\(http\\)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int REMEMBERED_LINES = 50;

    private static final AccessKey ANYBODY = new AccessKey("any", "secret");

    private final Process process;
    private final Path folder;
    private final URI endpoint;

    private S3MockServer(Process process, Path folder, URI endpoint) {
        this.process = process;
        this.folder = folder;
        this.endpoint = endpoint;
    }

    /** The jar that {@link #JAR_PROPERTY} names, if it is there. */
    public static Optional<Path> jar() {
        return Optional.ofNullable(System.getProperty(JAR_PROPERTY))
                .map(Path::of)
                .filter(Files::isRegularFile);
    }

    /** Why there can be none here; empty when there can. */
    public static Optional<String> whyNot() {
        return jar().isPresent()
                ? Optional.empty()
                : Optional.of("S3Mock's jar is not there; building local-servers fetches it");
    }

    /**
     * Returns when the server accepts requests, which takes seconds.
     *
     * @throws ServerStartException when the jar is absent, or with the end of its output when it died or was not ready
     *     in time
     */
    public static S3MockServer start() {
        Path jar = jar().orElseThrow(() -> new ServerStartException("no S3Mock: the system property " + JAR_PROPERTY
                + " names no file (" + System.getProperty(JAR_PROPERTY) + "); building local-servers fetches it"));
        try {
            Path folder = Files.createTempDirectory("s3mock");
            try {
                return started(jar, folder);
            } catch (ServerStartException e) {
                Folders.delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new ServerStartException("S3Mock did not start", e);
        }
    }

    private static S3MockServer started(Path jar, Path folder) throws IOException {
        // Whatever it leaves behind when it is killed goes with the folder.
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Path objects = Files.createDirectory(folder.resolve("objects"));
        Process process = new ProcessBuilder(command(jar, scratch, objects))
                .redirectErrorStream(true)
                .directory(folder.toFile())
                .start();
        // A JVM that ends without close() must not leave the child behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new S3MockServer(process, folder, URI.create("http://127.0.0.1:" + awaitPort(process)));
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void createBucket(String name) {
        new BucketOwner(endpoint, ANYBODY).createBucket(name);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("S3Mock did not end");
            }
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path jar, Path scratch, Path objects) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + scratch,
                "-jar",
                jar.toAbsolutePath().toString(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--server.ssl.enabled=false",
                // It opens a second port whether asked to or not; by default a fixed one.
                "--http.port=0",
                "--spring.main.banner-mode=off",
                "--com.adobe.testing.s3mock.max-payload-size=1GB",
                "--com.adobe.testing.s3mock.store.root=" + objects);
    }

    /** Reads the child's output for as long as it lives, because a full pipe would stop it. */
    private static int awaitPort(Process process) {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("s3mock-output").start(() -> {
            Deque<String> last = new ArrayDeque<>();
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    Matcher ready = READY.matcher(line);
                    if (ready.find()) {
                        port.complete(Integer.parseInt(ready.group(1)));
                    }
                    last.addLast(line);
                    if (last.size() > REMEMBERED_LINES) {
                        last.removeFirst();
                    }
                }
                port.completeExceptionally(
                        new ServerStartException("S3Mock ended before it was ready:\n" + String.join("\n", last)));
            } catch (IOException e) {
                port.completeExceptionally(e);
            }
        });
        try {
            return port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new ServerStartException("S3Mock was not ready", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new ServerStartException("interrupted while S3Mock started", e);
        }
    }
}
