package io.replicationhub.cli.rehearsal;

import io.replicationhub.cli.Drh;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Replicates a few objects between buckets that are not there, over HTTP and over TLS, so that the JVM can keep the
 * classes of a run in an archive ({@code -XX:ArchiveClassesAtExit}) from which it then starts in half the time. The
 * launcher has it done once.
 */
final class Rehearsal {
    // Two sets: where both sides were one endpoint and one credential, the store would copy by itself.
    static final Map<String, String> CREDENTIALS = Map.of(
            "FROM_ACCESS_KEY_ID", "from",
            "FROM_SECRET_ACCESS_KEY", "rehearsal",
            "TO_ACCESS_KEY_ID", "to",
            "TO_SECRET_ACCESS_KEY", "rehearsal");

    private Rehearsal() {}

    /** @param arguments a folder to use, which is there, and one that the native library is laid into */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        NativeCrypto.unpackInto(Path.of(arguments[1]));
        // Threads of the stage still wait for connections.
        System.exit(perform(Path.of(arguments[0])));
    }

    /** 0 where everything was copied. */
    static int perform(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        int code;
        try (ServerSocket plain = Stage.open(new ServerSocket())) {
            code = Drh.run(replicate(folder, "http", plain), CREDENTIALS, nobody, nobody);
        }
        StageCertificate certificate = StageCertificate.make(folder);
        try (ServerSocket tls = Stage.open(certificate.serverSocket())) {
            String[] command = replicate(folder, "https", tls, "--quiet", "--json", "--ca-cert", certificate.pemFile());
            return Math.max(code, Drh.run(command, CREDENTIALS, nobody, nobody));
        }
    }

    private static String[] replicate(Path folder, String scheme, ServerSocket stage, String... more)
            throws IOException {
        String endpoint = scheme + "://127.0.0.1:" + stage.getLocalPort();
        List<String> command = new ArrayList<>(List.of("replicate", "s3://" + Stage.SOURCE, "s3://destination"));
        command.addAll(List.of("--source-endpoint", endpoint, "--source-credentials", "env:FROM"));
        command.addAll(List.of("--destination-endpoint", endpoint, "--destination-credentials", "env:TO"));
        command.addAll(
                List.of("--state", Files.createTempDirectory(folder, "state").toString()));
        command.addAll(Arrays.asList(more));
        return command.toArray(String[]::new);
    }
}
