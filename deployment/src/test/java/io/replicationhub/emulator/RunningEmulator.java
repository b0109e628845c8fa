package io.replicationhub.emulator;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** An emulator: the one that is named, or LocalStack where there is Docker, or moto where that is installed. */
record RunningEmulator(URI endpoint, Runnable end) implements AutoCloseable {
    static final String NAMED = "DRH_IT_AWS_ENDPOINT";
    private static final String IMAGE = "DRH_IT_LOCALSTACK_IMAGE";
    /** The last that asks for no account. */
    private static final String LOCALSTACK = "localstack/localstack:4.12";

    private static final int PORT = 4566;
    private static final Duration START_MOST = Duration.ofSeconds(60);

    static Optional<RunningEmulator> any() throws IOException, InterruptedException {
        String named = System.getenv(NAMED);
        if (named != null) {
            return Optional.of(new RunningEmulator(URI.create(named), () -> {}));
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of(localstack());
        }
        Optional<Path> moto = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "moto_server"))
                .filter(Files::isExecutable)
                .findFirst();
        return moto.isPresent() ? Optional.of(moto(moto.get())) : Optional.empty();
    }

    private static RunningEmulator localstack() {
        String image = System.getenv().getOrDefault(IMAGE, LOCALSTACK);
        var container = new GenericContainer<>(DockerImageName.parse(image))
                .withExposedPorts(PORT)
                .withEnv("CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES", "1")
                .withStartupTimeout(Duration.ofMinutes(3));
        container.start();
        URI endpoint = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
        return new RunningEmulator(endpoint, container::stop);
    }

    private static RunningEmulator moto(Path program) throws IOException, InterruptedException {
        int port = freePort();
        Process process = new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long until = System.nanoTime() + START_MOST.toNanos();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IOException("moto_server did not start");
            }
            Thread.sleep(200);
        }
        return new RunningEmulator(URI.create("http://127.0.0.1:" + port), () -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
