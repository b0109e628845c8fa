package io.replicationhub.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom TLS believes: the platform's authorities, and those of a PEM file beside them. */
public final class TlsTrust {
    private TlsTrust() {}

    /**
     * What an address takes, with native cryptography where the platform has it; null where it is not of HTTPS.
     *
     * @param pemFile authorities beside the platform's
     * @throws IllegalArgumentException where the file cannot be read or holds no certificate; the message says so
     */
    public static @Nullable SSLSocketFactory of(URI address, Optional<Path> pemFile) {
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            return null;
        }
        CryptoProvider.preferNative();
        try {
            return pemFile.isPresent() ? with(pemFile.get()) : platform();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What the platform trusts. */
    public static SSLSocketFactory platform() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    /**
     * The platform's authorities and those in the file.
     *
     * @throws IOException where the file cannot be read or holds no certificate; the message says so
     */
    public static SSLSocketFactory with(Path pemFile) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(pemFile), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates of " + pemFile + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The same trust, for clients that want the managers. */
    public static TrustManager[] managers(Path pemFile) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(pemFile)) {
                store.setCertificateEntry("own-" + number++, certificate);
            }
            for (X509Certificate certificate : authorities(null).getAcceptedIssuers()) {
                store.setCertificateEntry("platform-" + number++, certificate);
            }
            return new TrustManager[] {authorities(store)};
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates of " + pemFile + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static List<Certificate> certificates(Path pemFile) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pemFile)) {
            List<Certificate> certificates =
                    new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (certificates.isEmpty()) {
                throw new IOException("the file " + pemFile + " holds no certificate");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException("the file " + pemFile + " holds no certificates in PEM form", e);
        }
    }

    private static X509TrustManager authorities(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager on this platform");
    }
}
