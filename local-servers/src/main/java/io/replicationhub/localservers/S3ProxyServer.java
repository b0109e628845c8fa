package io.replicationhub.localservers;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * S3 inside this process: s3proxy on a free port of the loopback address. Signatures (V2 and V4), Content-MD5 and CRC
 * checksums, and conditional requests are checked; any region is accepted; addressing is by path. What it does not do
 * is in docs/test-servers.md. Thread-safe.
 */
public final class S3ProxyServer implements LocalS3 {
    private final S3Proxy server;
    private final BlobStore store;
    private final URI endpoint;

    private S3ProxyServer(S3Proxy server, BlobStore store, URI endpoint) {
        this.server = server;
        this.store = store;
        this.endpoint = endpoint;
    }

    /** Returns when the server accepts requests. */
    public static S3ProxyServer start(S3ProxySettings settings) {
        ServerLogs.quiet();
        BlobStore store = storeFor(settings.folder());
        AccessKey key = settings.accessKey();
        S3Proxy.Builder builder = S3Proxy.builder()
                .blobStore(store)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, key.id(), key.secret())
                .ignoreUnknownHeaders(settings.unknownHeaders() == S3ProxySettings.UnknownHeaders.IGNORED)
                // Connections that a client keeps open would hold a graceful stop for seconds.
                .stopTimeout(0);
        boolean secure = settings.certificate().isPresent();
        if (secure) {
            builder.secureEndpoint(URI.create("https://127.0.0.1:0"))
                    .sslContext(settings.certificate().get().serverContext());
        } else {
            builder.endpoint(URI.create("http://127.0.0.1:0"));
        }
        S3Proxy server = builder.build();
        try {
            server.start();
        } catch (Exception e) {
            store.close();
            throw new ServerStartException("s3proxy did not start: " + e.getMessage(), e);
        }
        URI endpoint = secure
                ? URI.create("https://127.0.0.1:" + server.getSecurePort())
                : URI.create("http://127.0.0.1:" + server.getPort());
        return new S3ProxyServer(server, store, endpoint);
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    /** Makes a bucket without a request; one that exists is left as it is. */
    @Override
    public void createBucket(String name) {
        if (!store.containerExists(name)) {
            store.createContainer(name);
        }
    }

    /** Stops at once and cuts the requests under way; what was in memory is gone. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy did not stop", e);
        } finally {
            store.close();
        }
    }

    private static BlobStore storeFor(Optional<Path> folder) {
        return folder.<BlobStore>map(f -> new FilesystemNio2BlobStore(f.toString()))
                .orElseGet(() -> new HexKeyStore(new TransientNio2BlobStore()));
    }
}
