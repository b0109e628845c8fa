package io.replicationhub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A server of ours in a process of its own, ended by closing its standard input. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final HttpClient client;
    private final String endpoint;
    private final String control;

    private ServerProcess(Process process, HttpClient client, String endpoint, String control) {
        this.process = process;
        this.client = client;
        this.endpoint = endpoint;
        this.control = control;
    }

    /** The command to run a class of this program with so much heap. */
    static List<String> java(int heapMiB) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + heapMiB + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"));
    }

    /** Starts it and waits for its READY line: the endpoint, and where it is controlled if elsewhere. */
    static ServerProcess start(int heapMiB, Class<?> main, List<String> arguments) throws IOException {
        return start(heapMiB, main, arguments, Optional.empty());
    }

    /** As above, for a server with a certificate of this authority. */
    static ServerProcess start(int heapMiB, Class<?> main, List<String> arguments, Optional<Path> authority)
            throws IOException {
        List<String> command = new ArrayList<>(java(heapMiB));
        command.add(main.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith("READY ")) {
            process.destroyForcibly();
            throw new IOException(main.getSimpleName() + " did not start: " + line);
        }
        String[] words = line.split(" ", -1);
        String control = words.length > 2 ? words[2] : words[1];
        HttpClient.Builder client = HttpClient.newBuilder();
        if (authority.isPresent()) {
            client.sslContext(Certificates.trusting(authority.get()));
        }
        return new ServerProcess(process, client.build(), words[1], control);
    }

    String endpoint() {
        return endpoint;
    }

    /** Asks the control path, for example {@code reset} or {@code drop?bucket=b}. */
    String control(String what) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(control + "/_bench/" + what))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer =
                client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        if (answer.statusCode() != 200) {
            throw new IOException(what + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    Map<String, Long> stats() throws IOException, InterruptedException {
        Map<String, Long> stats = new TreeMap<>();
        control("stats").lines().forEach(line -> {
            int space = line.indexOf(' ');
            stats.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
        });
        return stats;
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
