package io.replicationhub.storage.s3;

import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.storage.s3.http.CryptoProvider;
import io.replicationhub.storage.s3.http.TlsTrust;
import java.io.IOException;
import java.time.InstantSource;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Opens buckets of S3 and of what speaks its protocol. */
public final class S3Stores {
    private S3Stores() {}

    /**
     * Opens a bucket. Nothing is asked of the store yet.
     *
     * @throws IllegalArgumentException where the settings cannot be used; the message says which and why
     */
    public static ObjectStore open(S3Settings settings, CredentialsSource credentials) {
        S3Routes routes = new S3Routes(settings, tls(settings), System::nanoTime);
        S3Dialect dialect = settings.effectiveDialect();
        return new WireObjectStore(
                settings.bucket(), dialect, new S3Caller(routes, credentials, dialect, InstantSource.system()));
    }

    private static @Nullable SSLSocketFactory tls(S3Settings settings) {
        boolean secure = settings.endpoint()
                .map(uri -> "https".equalsIgnoreCase(uri.getScheme()))
                .orElse(true);
        if (!secure) {
            return null;
        }
        CryptoProvider.preferNative();
        try {
            return settings.caCertificates().isPresent()
                    ? TlsTrust.with(settings.caCertificates().get())
                    : TlsTrust.platform();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
