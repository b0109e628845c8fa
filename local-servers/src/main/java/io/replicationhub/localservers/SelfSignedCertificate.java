package io.replicationhub.localservers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key pair and the certificate that it signs for itself, made anew each time by the JDK's keytool (about half a
 * second). The certificate is its own authority: a client that trusts {@link #pem()} trusts the server.
 */
public final class SelfSignedCertificate {
    private static final String PASSWORD = "local-only";
    private static final String ALIAS = "server";

    private final KeyStore keys;

    private SelfSignedCertificate(KeyStore keys) {
        this.keys = keys;
    }

    /** A certificate for 127.0.0.1 and localhost. */
    public static SelfSignedCertificate forThisMachine() {
        return forNames(List.of("ip:127.0.0.1", "dns:localhost"));
    }

    /**
     * A certificate for these names, each as {@code dns:NAME} or {@code ip:ADDRESS}. One that does not name the server
     * lets a test prove that the client checks names.
     */
    public static SelfSignedCertificate forNames(List<String> subjectAlternativeNames) {
        try {
            Path folder = Files.createTempDirectory("local-certificate");
            Path file = folder.resolve("keys.p12");
            try {
                generate(file, String.join(",", subjectAlternativeNames));
                KeyStore keys = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(file)) {
                    keys.load(in, PASSWORD.toCharArray());
                }
                return new SelfSignedCertificate(keys);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new ServerStartException("could not make a certificate", e);
        }
    }

    /** The certificate in PEM form, as a file for {@code --ca-cert} holds it. */
    public String pem() {
        try {
            byte[] der = keys.getCertificate(ALIAS).getEncoded();
            String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(der);
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that we made cannot be encoded", e);
        }
    }

    /** For a server that shows it. */
    public SSLContext serverContext() {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that we made cannot be used", e);
        }
    }

    private static void generate(Path file, String names) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder command = new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=local server",
                "-ext",
                "san=" + names,
                "-ext",
                "bc:critical=ca:true",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        Process process = command.redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new ServerStartException("keytool could not make a certificate for " + names + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("interrupted while keytool made a certificate", e);
        } finally {
            process.destroy();
        }
    }
}
