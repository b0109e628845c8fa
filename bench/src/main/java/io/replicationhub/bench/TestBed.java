package io.replicationhub.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The two servers of one workload, filled, and a fresh destination for each round. */
final class TestBed implements AutoCloseable {
    private static final String SOURCE_BUCKET = "src";

    private final ServerProcess source;
    private final ServerProcess destination;
    private final Optional<Path> authority;
    private final Path directory;
    private final List<String> expected;

    private TestBed(
            ServerProcess source,
            ServerProcess destination,
            Optional<Path> authority,
            Path directory,
            List<String> expected) {
        this.source = source;
        this.destination = destination;
        this.authority = authority;
        this.directory = directory;
        this.expected = expected;
    }

    static TestBed open(Workload.Bed bed, Path directory) throws IOException, InterruptedException {
        return switch (bed) {
            case Workload.Bed.Lean lean -> lean(lean, directory);
            case Workload.Bed.Dialects dialects -> dialects(dialects, directory);
            case Workload.Bed.Proxy proxy -> proxy(proxy, directory);
            case Workload.Bed.Synthetic synthetic -> synthetic(synthetic, directory);
        };
    }

    private static TestBed lean(Workload.Bed.Lean bed, Path directory) throws IOException, InterruptedException {
        List<String> common = new ArrayList<>();
        Optional<Path> authority = Optional.empty();
        if (bed.tls()) {
            Path keys = directory.resolve("tls");
            common.addAll(List.of("--tls", keys.toString()));
            authority = Optional.of(keys.resolve("ca.pem"));
        }
        if (bed.delayMillis() > 0) {
            common.addAll(List.of("--delay-ms", Integer.toString(bed.delayMillis())));
        }
        ServerProcess source =
                ServerProcess.start(1024, LeanS3Main.class, with(common, "--access-key", "src"), authority);
        ServerProcess destination = bed.together()
                ? source
                : ServerProcess.start(
                        1024, LeanS3Main.class, with(common, "--access-key", "dst", "--drop-bodies"), authority);
        source.control("seed?bucket=" + SOURCE_BUCKET + "&count=" + bed.count() + "&size=" + bed.size());
        return new TestBed(source, destination, authority, directory, lines(source, SOURCE_BUCKET));
    }

    private static TestBed dialects(Workload.Bed.Dialects bed, Path directory)
            throws IOException, InterruptedException {
        ServerProcess source = ServerProcess.start(1024, LeanS3Main.class, List.of("--access-key", "src"));
        ServerProcess destination =
                ServerProcess.start(1024, LeanS3Main.class, List.of("--access-key", "dst", "--drop-bodies"));
        for (Dialect dialect : Dialect.values()) {
            source.control("seed?bucket=" + dialect.bucket() + "&count=" + bed.count() + "&size=" + bed.size()
                    + "&dialect=" + dialect);
        }
        return new TestBed(source, destination, Optional.empty(), directory, lines(source, SOURCE_BUCKET));
    }

    private static TestBed proxy(Workload.Bed.Proxy bed, Path directory) throws IOException, InterruptedException {
        ServerProcess source = ServerProcess.start(2048, S3ProxyMain.class, List.of("--access-key", "src"));
        ServerProcess destination = ServerProcess.start(4096, S3ProxyMain.class, List.of("--access-key", "dst"));
        source.control("seed?bucket=" + SOURCE_BUCKET + "&count=" + bed.count() + "&size=" + bed.size());
        // The destination must be as warm as the source: s3proxy takes thousands of requests to get there.
        destination.control("seed?bucket=warm&count=" + bed.count() / 2 + "&size=" + bed.size());
        return new TestBed(source, destination, Optional.empty(), directory, lines(source, SOURCE_BUCKET));
    }

    private static TestBed synthetic(Workload.Bed.Synthetic bed, Path directory)
            throws IOException, InterruptedException {
        List<String> common = List.of(
                "--keys", Integer.toString(bed.keys()),
                "--dirs", Integer.toString(bed.dirs()),
                "--differ-every", Integer.toString(bed.every()),
                "--delay-ms", Integer.toString(bed.delayMillis()));
        ServerProcess source = ServerProcess.start(512, SyntheticLister.class, with(common, "--side", "source"));
        ServerProcess destination =
                ServerProcess.start(512, SyntheticLister.class, with(common, "--side", "destination"));
        return new TestBed(source, destination, Optional.empty(), directory, lines(source, SOURCE_BUCKET));
    }

    private static List<String> with(List<String> common, String... more) {
        List<String> all = new ArrayList<>(common);
        all.addAll(List.of(more));
        return all;
    }

    private static List<String> lines(ServerProcess server, String bucket) throws IOException, InterruptedException {
        return server.control("objects?bucket=" + bucket).lines().toList();
    }

    /** An empty destination of that name, counters at zero, garbage collected on both sides. */
    Lane fresh(String bucket) throws IOException, InterruptedException {
        destination.control("create?bucket=" + bucket);
        for (ServerProcess server : List.of(source, destination)) {
            server.control("gc");
            server.control("reset");
        }
        boolean one = source.equals(destination);
        return new Lane(
                new Lane.Endpoint(source.endpoint(), "src", SOURCE_BUCKET),
                new Lane.Endpoint(destination.endpoint(), one ? "src" : "dst", bucket),
                authority,
                directory);
    }

    void drop(String bucket) throws IOException, InterruptedException {
        destination.control("drop?bucket=" + bucket);
    }

    List<Map<String, Long>> stats() throws IOException, InterruptedException {
        return List.of(source.stats(), source.equals(destination) ? new TreeMap<>() : destination.stats());
    }

    Verification verify(String bucket) throws IOException, InterruptedException {
        return Verification.of(expected, lines(destination, bucket));
    }

    @Override
    public void close() throws IOException {
        source.close();
        destination.close();
    }
}
