package io.replicationhub.localservers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

@Timeout(120)
class S3MockServerTest {
    private static final AccessKey ANY = new AccessKey("any", "any-secret");

    @Test
    void itKeepsObjectsAndTagsUntilItIsClosed() {
        S3MockServer server = S3MockServer.start();
        try (S3Client s3 = Clients.s3(server.endpoint(), ANY)) {
            s3.createBucket(c -> c.bucket("bucket"));
            Tag tag = Tag.builder().key("colour").value("blue").build();
            s3.putObject(
                    p -> p.bucket("bucket")
                            .key("a/b")
                            .tagging(Tagging.builder().tagSet(tag).build()),
                    RequestBody.fromString("hello"));
            assertEquals(
                    "hello",
                    s3.getObjectAsBytes(g -> g.bucket("bucket").key("a/b")).asUtf8String());
            assertEquals(
                    "blue",
                    s3.getObjectTagging(g -> g.bucket("bucket").key("a/b"))
                            .tagSet()
                            .get(0)
                            .value());
        } finally {
            server.close();
        }
        assertThrows(
                IOException.class,
                () -> new Socket("127.0.0.1", server.endpoint().getPort()).close());
    }

    @Test
    void aMissingJarAndAJarThatIsNoneAreToldApart(@TempDir Path folder) throws IOException {
        String real = System.getProperty(S3MockServer.JAR_PROPERTY);
        try {
            System.setProperty(
                    S3MockServer.JAR_PROPERTY, folder.resolve("absent.jar").toString());
            assertTrue(message().contains("absent.jar"), message());
            Path broken = Files.writeString(folder.resolve("broken.jar"), "not a jar");
            System.setProperty(S3MockServer.JAR_PROPERTY, broken.toString());
            ServerStartException told = assertThrows(ServerStartException.class, S3MockServer::start);
            assertTrue(
                    told.getCause().getMessage().contains("corrupt jarfile"),
                    told.getCause().getMessage());
        } finally {
            System.setProperty(S3MockServer.JAR_PROPERTY, real);
        }
    }

    private static String message() {
        return assertThrows(ServerStartException.class, S3MockServer::start).getMessage();
    }
}
