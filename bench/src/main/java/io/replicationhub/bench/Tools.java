package io.replicationhub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command lines of what is measured. */
final class Tools {
    static final String SECRET = "secret";
    private static final List<String> TUNED =
            List.of("--checksum", "--s3-no-head", "--s3-no-check-bucket", "--use-server-modtime");

    private final Path root;
    private final Path hosts;

    /** @param hosts a file to write names below localhost to, which not every system resolves by itself */
    Tools(Path root, Path hosts) {
        this.root = root;
        this.hosts = hosts;
    }

    /** The command at the root of the project, without a look at whether it must be built. */
    Contestant drh() {
        return drh(Dialect.S3);
    }

    /** The same, reading from what is seeded in the ways of a dialect. */
    Contestant drh(Dialect dialect) {
        return new Contestant(
                dialect.contestant(),
                lane -> {
                    List<String> command =
                            new ArrayList<>(List.of(root.resolve("drh").toString(), "replicate"));
                    command.add(dialect.location());
                    command.add("s3://" + lane.destination().bucket() + "/");
                    command.addAll(List.of(
                            "--source-endpoint", dialect.endpoint(lane.source().url())));
                    command.addAll(List.of("--source-region", "us-east-1", "--source-credentials", "env:SRC"));
                    command.addAll(
                            List.of("--destination-endpoint", lane.destination().url()));
                    command.addAll(List.of("--destination-region", "us-east-1"));
                    command.addAll(List.of("--destination-credentials", lane.oneServer() ? "env:SRC" : "env:DST"));
                    lane.authority().ifPresent(ca -> command.addAll(List.of("--ca-cert", ca.toString())));
                    if (dialect.isInHostName()) {
                        write(hosts, "127.0.0.1 localhost " + dialect.bucket() + ".localhost\n");
                    }
                    command.addAll(
                            List.of("--state", lane.directory().resolve("state").toString()));
                    command.addAll(List.of("--quiet", "--json"));
                    return command;
                },
                Map.of(
                        "DRH_BUILD",
                        "never",
                        "DRH_JAVA_OPTS",
                        dialect.isInHostName() ? "-Djdk.net.hosts.file=" + hosts : "",
                        "SRC_ACCESS_KEY_ID",
                        "src",
                        "SRC_SECRET_ACCESS_KEY",
                        SECRET,
                        "DST_ACCESS_KEY_ID",
                        "dst",
                        "DST_SECRET_ACCESS_KEY",
                        SECRET));
    }

    Contestant rcloneTuned(int transfers) {
        return rclone("rclone tuned, " + transfers, transfers, List.of("--fast-list"));
    }

    /** As tuned, but listing directory by directory, which is the better way on a tree. */
    Contestant rcloneByDirectory(int checkers) {
        return rclone("rclone by directory, " + checkers, checkers, List.of());
    }

    private Contestant rclone(String name, int transfers, List<String> more) {
        List<String> options = new ArrayList<>(TUNED);
        options.addAll(List.of("--transfers", Integer.toString(transfers), "--checkers", Integer.toString(transfers)));
        options.addAll(more);
        return rclone(name, options);
    }

    Contestant rcloneDefault() {
        return rclone("rclone defaults", List.of());
    }

    private Contestant rclone(String name, List<String> options) {
        return new Contestant(
                name,
                lane -> {
                    List<String> command = new ArrayList<>(List.of("rclone", "sync"));
                    command.add("src:" + lane.source().bucket());
                    command.add((lane.oneServer() ? "src:" : "dst:")
                            + lane.destination().bucket());
                    command.addAll(List.of("--config", configuration(lane).toString()));
                    lane.authority().ifPresent(ca -> command.addAll(List.of("--ca-cert", ca.toString())));
                    command.addAll(options);
                    return command;
                },
                Map.of("AWS_CA_BUNDLE", ""));
    }

    private static Path configuration(Lane lane) {
        Path file = lane.directory().resolve("rclone.conf");
        write(file, remote("src", lane.source()) + remote("dst", lane.destination()));
        return file;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String remote(String name, Lane.Endpoint endpoint) {
        return String.join(
                "\n",
                "[" + name + "]",
                "type = s3",
                "provider = Other",
                "access_key_id = " + endpoint.accessKey(),
                "secret_access_key = " + SECRET,
                "endpoint = " + endpoint.url(),
                "region = us-east-1",
                "force_path_style = true",
                "");
    }

    /** The machine's limit, as a process with the JVM settings that suit it best. */
    Contestant relay(int connections) {
        return new Contestant(
                "relay, " + connections,
                lane -> {
                    List<String> command = new ArrayList<>(ServerProcess.java(64));
                    command.add("-XX:TieredStopAtLevel=1");
                    command.add("-XX:MaxDirectMemorySize=" + (connections + 1) * Relay.PAIR_MIB + "m");
                    command.add(Relay.class.getName());
                    command.addAll(List.of("--source", lane.source().url()));
                    command.addAll(List.of("--source-key", lane.source().accessKey()));
                    command.addAll(List.of("--source-bucket", lane.source().bucket()));
                    command.addAll(List.of("--destination", lane.destination().url()));
                    command.addAll(
                            List.of("--destination-key", lane.destination().accessKey()));
                    command.addAll(
                            List.of("--destination-bucket", lane.destination().bucket()));
                    command.addAll(List.of("--connections", Integer.toString(connections)));
                    if (lane.oneServer()) {
                        command.add("--copy");
                    }
                    return command;
                },
                Map.of());
    }
}
