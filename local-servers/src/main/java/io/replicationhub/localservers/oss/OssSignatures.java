package io.replicationhub.localservers.oss;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures of versions 1 and 4, written from OSS's documentation alone ("Include a V4 signature in the
 * Authorization header", "Include a V1 signature in the Authorization header"). Requests may be 15 minutes off ("HTTP 403
 * errors", RequestTimeTooSkewed).
 */
final class OssSignatures {
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final String V4 = "OSS4-HMAC-SHA256 ";
    private static final String V1 = "OSS ";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    /** Those of the documentation's list that the server knows. */
    private static final Set<String> SUBRESOURCES = Set.of(
            "acl",
            "append",
            "continuation-token",
            "delete",
            "location",
            "objectMeta",
            "partNumber",
            "restore",
            "tagging",
            "uploadId",
            "uploads",
            "versionId",
            "versions");

    private final String region;
    private final Map<String, OssAccount> accounts;
    private final Set<String> expired;
    private final InstantSource clock;

    OssSignatures(String region, Map<String, OssAccount> accounts, Set<String> expired, InstantSource clock) {
        this.region = region;
        this.accounts = accounts;
        this.expired = expired;
        this.clock = clock;
    }

    void verify(OssRequest request) throws OssRefusal {
        String authorization = request.header("authorization");
        if (authorization == null) {
            throw OssRefusal.of(
                    403, "AccessDenied", "Anonymous user has no right to access this bucket.", "0003-00000001");
        }
        if (authorization.startsWith(V4)) {
            verifyV4(request, authorization.substring(V4.length()));
        } else if (authorization.startsWith(V1)) {
            verifyV1(request, authorization.substring(V1.length()));
        } else {
            throw OssRefusal.argument("Authorization header is invalid.", "0002-00000201");
        }
    }

    private void verifyV4(OssRequest request, String text) throws OssRefusal {
        Map<String, String> fields = new TreeMap<>();
        for (String field : text.split(",", -1)) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, Math.max(0, equals)).strip(), field.substring(equals + 1));
        }
        String[] credential = fields.getOrDefault("Credential", "").split("/", -1);
        if (credential.length != 5 || !credential[3].equals("oss") || !credential[4].equals("aliyun_v4_request")) {
            throw OssRefusal.argument("Invalid credential in Authorization header.", "0002-00000204");
        }
        OssAccount account = account(request, credential[0]);
        if (!credential[2].equals(region)) {
            // The code is documented for PostObject; that of a header could not be confirmed beyond its first digits.
            throw OssRefusal.argument("Invalid signing region in Authorization header.", "0002-00000208");
        }
        String stamp = request.headers().getOrDefault("x-oss-date", "");
        checkTime(time(stamp));
        if (!stamp.startsWith(credential[1])) {
            throw OssRefusal.argument("Invalid signing date in Authorization header.", "0002-00000207");
        }
        String payload = request.headers().getOrDefault("x-oss-content-sha256", "");
        if (!payload.equals("UNSIGNED-PAYLOAD")) {
            throw OssRefusal.argument("x-oss-content-sha256 must be UNSIGNED-PAYLOAD.", "0002-00000209");
        }
        String additional = fields.getOrDefault("AdditionalHeaders", "");
        String canonical = String.join(
                "\n",
                request.method(),
                '/' + request.bucket() + '/' + encode(request.key(), true),
                request.query().entrySet().stream()
                        .map(pair -> Map.entry(encode(pair.getKey(), false), encode(pair.getValue(), false)))
                        .sorted(Map.Entry.comparingByKey())
                        .map(pair -> pair.getValue().isEmpty() ? pair.getKey() : pair.getKey() + '=' + pair.getValue())
                        .collect(Collectors.joining("&")),
                canonicalHeaders(request, Set.of(additional.split(";", -1)), true),
                additional,
                payload);
        String scope = String.join("/", credential[1], region, "oss", "aliyun_v4_request");
        String toSign = "OSS4-HMAC-SHA256\n" + stamp + '\n' + scope + '\n' + sha256(canonical);
        byte[] key = ("aliyun_v4" + account.secretKey()).getBytes(StandardCharsets.UTF_8);
        for (String link : new String[] {credential[1], region, "oss", "aliyun_v4_request"}) {
            key = hmac("HmacSHA256", key, link);
        }
        compare(HexFormat.of().formatHex(hmac("HmacSHA256", key, toSign)), fields.get("Signature"), toSign);
    }

    private void verifyV1(OssRequest request, String text) throws OssRefusal {
        int colon = text.indexOf(':');
        OssAccount account = account(request, text.substring(0, Math.max(0, colon)));
        String date =
                request.headers().getOrDefault("x-oss-date", request.headers().getOrDefault("date", ""));
        try {
            checkTime(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            throw OssRefusal.of(403, "AccessDenied", "OSS authentication requires a valid Date.", "0002-00000051");
        }
        String resource = request.query().entrySet().stream()
                .filter(pair -> SUBRESOURCES.contains(pair.getKey()))
                .map(pair -> pair.getValue().isEmpty() ? pair.getKey() : pair.getKey() + '=' + pair.getValue())
                .collect(Collectors.joining("&"));
        String toSign = String.join(
                "\n",
                request.method(),
                request.headers().getOrDefault("content-md5", ""),
                request.headers().getOrDefault("content-type", ""),
                date,
                canonicalHeaders(request, Set.of(), false)
                        + '/'
                        + request.bucket()
                        + '/'
                        + request.key()
                        + (resource.isEmpty() ? "" : '?' + resource));
        byte[] mac = hmac("HmacSHA1", account.secretKey().getBytes(StandardCharsets.UTF_8), toSign);
        compare(Base64.getEncoder().encodeToString(mac), text.substring(colon + 1), toSign);
    }

    private OssAccount account(OssRequest request, String accessKey) throws OssRefusal {
        OssAccount account = accounts.get(accessKey);
        String token = request.header("x-oss-security-token");
        if (token != null && expired.contains(token)) {
            throw OssRefusal.of(403, "SecurityTokenExpired", "The security token you provided has expired.");
        }
        if (account == null) {
            throw OssRefusal.of(
                    403,
                    "InvalidAccessKeyId",
                    "The OSS Access Key Id you provided does not exist in our records.",
                    "0002-00000902");
        }
        if (!account.token().orElse("").equals(token == null ? "" : token)) {
            throw OssRefusal.of(403, "InvalidSecurityToken", "The security token you provided is invalid.");
        }
        return account;
    }

    private void checkTime(Instant time) throws OssRefusal {
        if (Duration.between(time, clock.instant()).abs().compareTo(SKEW) > 0) {
            throw OssRefusal.of(
                    403,
                    "RequestTimeTooSkewed",
                    "The difference between the request time and the current time is too large.",
                    "0002-00000504");
        }
    }

    private static Instant time(String stamp) throws OssRefusal {
        try {
            return LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw OssRefusal.argument("Invalid date in x-oss-date header.", "0002-00000205");
        }
    }

    /** @param typed whether the content's type and MD5 are among them, as in version 4 */
    private static String canonicalHeaders(OssRequest request, Set<String> additional, boolean typed) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().startsWith("x-oss-")
                        || typed
                                && (header.getKey().equals("content-type")
                                        || header.getKey().equals("content-md5")
                                        || additional.contains(header.getKey())))
                .map(header -> header.getKey() + ':' + header.getValue().strip() + '\n')
                .collect(Collectors.joining());
    }

    private static void compare(String expected, @Nullable String given, String toSign) throws OssRefusal {
        if (!expected.equals(given)) {
            throw OssRefusal.of(
                            403,
                            "SignatureDoesNotMatch",
                            "The request signature we calculated does not match the signature you provided. Check your key"
                                    + " and signing method.",
                            "0002-00000040")
                    .with("StringToSign", toSign);
        }
    }

    private static String encode(String text, boolean keepSlash) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            out.append(plain || keepSlash && c == '/' ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
