package io.replicationhub.demo;

import io.replicationhub.bench.LeanS3Server;
import io.replicationhub.cli.Drh;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A source and a destination on servers that count the requests which reach them. */
final class CountingBuckets implements AutoCloseable {
    private static final String KEY = "counted";
    private static final String SOURCE = "shop-archive";
    private static final String DESTINATION = "shop-replica";

    /** What plan calls the kinds that the servers count. */
    private static final Map<String, String> KINDS = Map.of(
            "list-v2", "LIST",
            "head", "HEAD",
            "get", "GET",
            "put", "PUT",
            "copy", "COPY",
            "delete", "DELETE",
            "create-upload", "CREATE-UPLOAD",
            "upload-part", "UPLOAD-PART",
            "copy-part", "UPLOAD-PART",
            "complete-upload", "COMPLETE-UPLOAD");

    private final HttpClient http = HttpClient.newHttpClient();
    private final LeanS3Server sourceServer;
    private final LeanS3Server destinationServer;
    private final Path state;

    private CountingBuckets(LeanS3Server sourceServer, LeanS3Server destinationServer, Path state) {
        this.sourceServer = sourceServer;
        this.destinationServer = destinationServer;
        this.state = state;
    }

    /** Each side on a server of its own: what is copied passes through us. */
    static CountingBuckets apart(Path state) throws IOException, InterruptedException {
        return of(LeanS3Server.start(KEY), LeanS3Server.start(KEY), state);
    }

    /** Both sides on one server, which copies by itself. */
    static CountingBuckets together(Path state) throws IOException, InterruptedException {
        LeanS3Server both = LeanS3Server.start(KEY);
        return of(both, both, state);
    }

    private static CountingBuckets of(LeanS3Server source, LeanS3Server destination, Path state)
            throws IOException, InterruptedException {
        var buckets = new CountingBuckets(source, destination, state);
        buckets.control(source, "create?bucket=" + SOURCE);
        buckets.control(destination, "create?bucket=" + DESTINATION);
        return buckets;
    }

    ObjectStore source() {
        return S3Stores.open(
                S3Settings.bucket(SOURCE).at(URI.create(sourceServer.endpoint())),
                CredentialsSource.of(Credentials.of(KEY, "a secret that is not checked")));
    }

    /** Runs {@code drh} on the two buckets, and gives what it printed. */
    String drh(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "s3://" + SOURCE + "/" + SampleData.PREFIX,
                "s3://" + DESTINATION + "/replica/",
                "--source-endpoint",
                sourceServer.endpoint(),
                "--source-credentials",
                "env:BOTH",
                "--destination-endpoint",
                destinationServer.endpoint(),
                "--destination-credentials",
                "env:BOTH",
                "--state",
                state.toString(),
                "--json"));
        arguments.addAll(List.of(options));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Drh.run(
                arguments.toArray(String[]::new),
                Map.of("BOTH_ACCESS_KEY_ID", KEY, "BOTH_SECRET_ACCESS_KEY", "a secret that is not checked"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new AssertionError(command + " ended with " + code + ":\n" + out + err);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What reached both servers since the last call, by the kinds of plan; others under the servers' own names. */
    Map<String, Long> requests() throws IOException, InterruptedException {
        Map<String, Long> sums = new TreeMap<>();
        for (LeanS3Server server :
                sourceServer == destinationServer ? List.of(sourceServer) : List.of(sourceServer, destinationServer)) {
            for (String line : control(server, "stats").lines().toList()) {
                int space = line.indexOf(' ');
                String name = line.substring(0, space);
                // What is refused is counted by its kind, too.
                if (!name.equals("cpu-nanos") && !name.startsWith("refused-") && !name.startsWith("bytes-")) {
                    sums.merge(KINDS.getOrDefault(name, name), Long.valueOf(line.substring(space + 1)), Long::sum);
                }
            }
            control(server, "reset");
        }
        return sums;
    }

    private String control(LeanS3Server server, String what) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/_bench/" + what))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(what + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        http.close();
        sourceServer.close();
        if (destinationServer != sourceServer) {
            destinationServer.close();
        }
    }
}
