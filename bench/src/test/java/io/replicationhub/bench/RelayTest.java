package io.replicationhub.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay that marks the limit does the whole work: every byte of every object arrives. */
@Timeout(60)
final class RelayTest {
    private static SignedClient client(LeanS3Server server, String key) {
        return new SignedClient(URI.create(server.endpoint()), key, InstantSource.system());
    }

    private static Verification compare(SignedClient source, SignedClient destination) throws Exception {
        return Verification.of(
                source.send("GET", "/_bench/objects", "bucket=src", new byte[0])
                        .lines()
                        .toList(),
                destination
                        .send("GET", "/_bench/objects", "bucket=dst", new byte[0])
                        .lines()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 131_072, 131_073, 3_000_000})
    void everyObjectArrivesWhole(int size) throws Exception {
        try (LeanS3Server from = LeanS3Server.start("src");
                LeanS3Server to = LeanS3Server.start("dst")) {
            SignedClient source = client(from, "src");
            SignedClient destination = client(to, "dst");
            source.send("GET", "/_bench/seed", "bucket=src&count=50&size=" + size, new byte[0]);
            destination.send("PUT", "/dst", "", new byte[0]);
            Relay.main(new String[] {
                "--source", from.endpoint(), "--source-key", "src", "--source-bucket", "src",
                "--destination", to.endpoint(), "--destination-key", "dst", "--destination-bucket", "dst",
                "--connections", "3"
            });
            assertEquals("", compare(source, destination).problem());
        }
    }

    @Test
    void theServerCopiesWhereItIsAskedTo() throws Exception {
        try (LeanS3Server one = LeanS3Server.start("src")) {
            SignedClient client = client(one, "src");
            client.send("GET", "/_bench/seed", "bucket=src&count=50&size=100", new byte[0]);
            client.send("PUT", "/dst", "", new byte[0]);
            Relay.main(new String[] {
                "--source", one.endpoint(), "--source-key", "src", "--source-bucket", "src",
                "--destination", one.endpoint(), "--destination-key", "src", "--destination-bucket", "dst",
                "--connections", "3", "--copy"
            });
            assertEquals(new Verification("", true), compare(client, client));
        }
    }
}
