package io.replicationhub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of our own and a server key for 127.0.0.1 and localhost, made by the JDK's keytool:
 * {@code ca.pem} is what a client has to trust. The key is worth nothing outside the machine.
 */
final class Certificates {
    private static final String PASSWORD = "bench-only";

    private Certificates() {}

    static Optional<SSLContext> context(Optional<Path> directory) throws IOException {
        return directory.isEmpty() ? Optional.empty() : Optional.of(context(directory.get()));
    }

    private static SSLContext context(Path directory) throws IOException {
        Path store = directory.resolve("server.p12");
        if (!Files.exists(store)) {
            issue(directory);
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IOException("cannot use " + store, broken);
        }
    }

    /** For a client that trusts this authority and no other. */
    static SSLContext trusting(Path authority) throws IOException {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IOException("cannot trust " + authority, broken);
        }
    }

    private static void issue(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path ca = directory.resolve("ca.p12");
        Path server = directory.resolve("server.p12.new");
        Path request = directory.resolve("server.csr");
        Path signed = directory.resolve("server.pem");
        Path authority = directory.resolve("ca.pem");
        keytool(
                ca,
                "ca",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-dname",
                "CN=drh bench authority",
                "-ext",
                "bc:c=ca:true",
                "-ext",
                "ku:c=keyCertSign");
        keytool(ca, "ca", "-exportcert", "-rfc", "-file", authority.toString());
        keytool(
                server,
                "server",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-dname",
                "CN=127.0.0.1");
        keytool(server, "server", "-certreq", "-file", request.toString());
        keytool(
                ca,
                "ca",
                "-gencert",
                "-rfc",
                "-validity",
                "3650",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString(),
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-ext",
                "eku=serverAuth");
        keytool(server, "ca", "-importcert", "-noprompt", "-file", authority.toString());
        keytool(server, "server", "-importcert", "-noprompt", "-file", signed.toString());
        Files.move(server, directory.resolve("server.p12"));
    }

    private static void keytool(Path store, String alias, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add(arguments[0]);
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-alias", alias));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("keytool " + arguments[0] + " failed: " + said);
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            throw new IOException("stopped", stopped);
        }
    }
}
