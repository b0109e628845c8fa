package io.replicationhub.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The lean server as a process of its own. Prints {@code READY endpoint} and serves until its standard input ends, so that
 * it never outlives who started it.
 *
 * <p>{@code --access-key KEY --delay-ms N --drop-bodies --no-md5 --tls DIRECTORY}
 */
public final class LeanS3Main {
    private LeanS3Main() {}

    public static void main(String[] given) throws IOException {
        Arguments arguments = Arguments.parse(given, Set.of("--drop-bodies", "--no-md5"));
        LeanS3Server.Options options = new LeanS3Server.Options(
                arguments.text("--access-key", "bench"),
                Duration.ofMillis(arguments.number("--delay-ms", 0)),
                !arguments.has("--drop-bodies"),
                !arguments.has("--no-md5"),
                Optional.ofNullable(arguments.options().get("--tls")).map(Path::of));
        if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
            // TLS and MD5 must not cost the server more than they have to; where there is no native library the JDK
            // does it.
            Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
        }
        try (LeanS3Server server = LeanS3Server.start(options)) {
            System.out.println("READY " + server.endpoint());
            while (System.in.read() >= 0) {}
        }
    }
}
