package io.replicationhub.storage.oss;

import io.replicationhub.wire.http.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which bucket, where, and how to speak to it.
 *
 * @param endpoint of the service, without the bucket; that of the region where empty
 * @param region {@code cn-hangzhou} or {@code oss-cn-hangzhou}; by the endpoint's name where empty
 * @param signature how requests are signed
 * @param face through what the store is spoken to
 * @param payer who pays for requests
 * @param caCertificates PEM, trusted beside the platform's authorities
 */
public record OssSettings(
        String bucket,
        Optional<URI> endpoint,
        Optional<String> region,
        Signature signature,
        Face face,
        Payer payer,
        Optional<Path> caCertificates) {
    private static final String SIGNATURE = "OSS_SIGNATURE_VERSION";

    /** How requests are signed. */
    public enum Signature {
        /** HMAC-SHA256 with a key derived for the day and the region. */
        V4,
        /** HMAC-SHA1, for private installations that know nothing newer; new accounts may not use it. */
        V1
    }

    /** Through what the store is spoken to. */
    public enum Face {
        /** The lean client. */
        WIRE,
        /** Aliyun's SDK, where the program brings it along. */
        SDK
    }

    /** Who pays for requests. */
    public enum Payer {
        /** The bucket's owner. */
        OWNER,
        /** We, and each request says so (OSS documentation, "Enable pay-by-requester"). */
        REQUESTER
    }

    public OssSettings {
        // 3 to 63 letters, digits and hyphens (OSS documentation, "Bucket naming conventions"): a label of a host name.
        if (!isLabel(bucket)) {
            throw new IllegalArgumentException("not the name of a bucket of OSS: '" + bucket
                    + "' (3 to 63 lower-case letters, digits and inner hyphens)");
        }
        endpoint.ifPresent(OssSettings::check);
        if (endpoint.isEmpty() && region.isEmpty()) {
            throw new IllegalArgumentException(
                    "oss://" + bucket + " needs a region, such as cn-hangzhou, or an endpoint");
        }
        if (signature == Signature.V4 && region(endpoint, region).isEmpty()) {
            throw new IllegalArgumentException(
                    "oss://" + bucket + " needs a region: its endpoint does not tell, and signatures name it");
        }
    }

    /** A bucket at the usual endpoint of a region. */
    public static OssSettings bucket(String name, String region) {
        return new OssSettings(
                name, Optional.empty(), Optional.of(region), Signature.V4, Face.WIRE, Payer.OWNER, Optional.empty());
    }

    /**
     * As settings give it: region or endpoint may be missing, if the other tells enough.
     *
     * @param environment whose {@code OSS_SIGNATURE_VERSION} chooses how requests are signed: {@code v4}, or {@code v1}
     * @throws IllegalArgumentException where they cannot be used; the message says why
     */
    public static OssSettings bucket(
            String name, Optional<String> region, Optional<URI> endpoint, Map<String, String> environment) {
        Signature signature = signature(environment.getOrDefault(SIGNATURE, ""));
        return new OssSettings(name, endpoint, region, signature, Face.WIRE, Payer.OWNER, Optional.empty());
    }

    private static Signature signature(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "", "v4" -> Signature.V4;
            case "v1" -> Signature.V1;
            default -> throw new IllegalArgumentException(SIGNATURE + " must be v4 or v1");
        };
    }

    public OssSettings at(URI other) {
        return new OssSettings(bucket, Optional.of(other), region, signature, face, payer, caCertificates);
    }

    public OssSettings signed(Signature other) {
        return new OssSettings(bucket, endpoint, region, other, face, payer, caCertificates);
    }

    public OssSettings by(Face other) {
        return new OssSettings(bucket, endpoint, region, signature, other, payer, caCertificates);
    }

    public OssSettings paidBy(Payer other) {
        return new OssSettings(bucket, endpoint, region, signature, face, other, caCertificates);
    }

    public OssSettings trusting(Path pemFile) {
        return new OssSettings(bucket, endpoint, region, signature, face, payer, Optional.of(pemFile));
    }

    URI service() {
        return endpoint.orElseGet(() -> OssHosts.endpoint(signingRegion()));
    }

    /** The region as signatures name it; empty where they do not need it. */
    String signingRegion() {
        return region(endpoint, region).orElse("");
    }

    private static Optional<String> region(Optional<URI> endpoint, Optional<String> region) {
        return region.map(OssHosts::region).or(() -> endpoint.flatMap(uri -> OssHosts.regionOf(uri.getHost())));
    }

    private static void check(URI endpoint) {
        Endpoint.of(endpoint);
        if (endpoint.getRawPath() != null && endpoint.getRawPath().length() > 1) {
            throw new IllegalArgumentException("an endpoint of OSS has no path, unlike " + endpoint);
        }
        String host = endpoint.getHost();
        if (host.startsWith("s3.oss-")) {
            throw new IllegalArgumentException(endpoint + " is the S3 face of OSS; oss:// speaks to its own, https://"
                    + host.substring("s3.".length()));
        }
        char last = host.charAt(host.length() - 1);
        if (last >= '0' && last <= '9' || last == ']') {
            throw new IllegalArgumentException(
                    "an endpoint of OSS is a name, to put the bucket's before it, unlike " + endpoint);
        }
    }

    private static boolean isLabel(String bucket) {
        for (int i = 0; i < bucket.length(); i++) {
            char c = bucket.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return bucket.length() >= 3 && bucket.length() <= 63 && !bucket.startsWith("-") && !bucket.endsWith("-");
    }
}
