package io.replicationhub.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A lean in-memory S3 server that does not hide its client: about 0.02 CPU-seconds for 1,000 small requests. Path-style,
 * one access key, signatures not checked. Closing it ends its connections and frees its memory.
 */
public final class LeanS3Server implements AutoCloseable {
    private final HttpServer http;

    private LeanS3Server(HttpServer http) {
        this.http = http;
    }

    /** Starts a server on a free port of 127.0.0.1 that keeps what it is given and computes real MD5 ETags. */
    public static LeanS3Server start(String accessKey) throws IOException {
        return start(new Options(accessKey, Duration.ZERO, true, true, Optional.empty()));
    }

    /** Starts a server on a free port of 127.0.0.1. */
    public static LeanS3Server start(Options options) throws IOException {
        Intake intake = new Intake(
                options.keepBodies ? Intake.Keeping.BODIES : Intake.Keeping.CHECKSUMS,
                options.md5 ? Intake.Tagging.MD5 : Intake.Tagging.CHEAP);
        InstantSource clock = InstantSource.system();
        Service service = new LeanS3Service(options.accessKey, intake, clock);
        return new LeanS3Server(HttpServer.start(service, Certificates.context(options.tls), options.delay, clock));
    }

    /** Where it listens: {@code http://127.0.0.1:PORT}, or https. */
    public String endpoint() {
        return http.endpoint();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /**
     * How a server behaves.
     *
     * @param accessKey the only access key that it lets in
     * @param delay how long every request waits before it is answered
     * @param keepBodies false to check bodies as they come and keep only their checksums: such objects cannot be read
     * @param md5 false for ETags that are no MD5, to see what the real ones cost
     * @param tls a directory for the certificate authority and the server's key, made where missing; empty for HTTP
     */
    public record Options(String accessKey, Duration delay, boolean keepBodies, boolean md5, Optional<Path> tls) {}
}
