package io.replicationhub.bench;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * s3proxy, in memory, as a process of its own, with the control paths of the lean server at a second address. Prints
 * {@code READY endpoint control} and serves until its standard input ends.
 */
public final class S3ProxyMain {
    private S3ProxyMain() {}

    public static void main(String[] given) throws IOException {
        Arguments arguments = Arguments.parse(given, Set.of());
        String accessKey = arguments.text("--access-key", "bench");
        InstantSource clock = InstantSource.system();
        try (S3ProxyServer server =
                S3ProxyServer.start(S3ProxySettings.inMemory(new AccessKey(accessKey, Tools.SECRET)))) {
            SignedClient client = new SignedClient(server.endpoint(), accessKey, clock);
            try (HttpServer control =
                    HttpServer.start(new S3ProxyControl(client), Optional.empty(), Duration.ZERO, clock)) {
                System.out.println("READY " + server.endpoint() + " " + control.endpoint());
                while (System.in.read() >= 0) {}
            }
        }
        System.exit(0);
    }
}
