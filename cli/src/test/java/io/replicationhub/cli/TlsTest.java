package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import io.replicationhub.localservers.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path folder;

    @Test
    void anAuthorityOfOnesOwnIsTrustedWhenNamedAndOnlyThen() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.forThisMachine();
        Path authority = folder.resolve("ca.pem");
        Files.writeString(authority, certificate.pem());
        try (Scene scene = Scene.in(folder);
                S3ProxyServer secure =
                        S3ProxyServer.start(S3ProxySettings.inMemory(Scene.DST).presenting(certificate))) {
            scene.put("a", 1_000);
            secure.createBucket("secure");
            scene.destinationAt(secure.endpoint()).to("s3://secure");
            scene.replicate()
                    .ended(3)
                    .within(Duration.ofSeconds(15))
                    .says("the destination cannot be used", "certificate");
            scene.replicate("--ca-cert", authority.toString()).ended(0);
            scene.verify("--deep", "--ca-cert", authority.toString()).ended(0).says("1 read on both sides");
            scene.verify("--client", "sdk", "--ca-cert", authority.toString()).ended(0);
            Path broken = folder.resolve("broken.pem");
            Files.writeString(broken, "no certificate");
            assertEquals(
                    1,
                    scene.replicate("--ca-cert", broken.toString())
                            .ended(2)
                            .says(broken.toString())
                            .problems()
                            .size());
        }
    }
}
