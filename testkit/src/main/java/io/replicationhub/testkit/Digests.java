package io.replicationhub.testkit;

import io.replicationhub.object.ETag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** Digests as S3 computes them. */
public final class Digests {
    private Digests() {}

    /** The ETag of a body sent by one PUT: its MD5. */
    public static ETag md5(byte[] body) {
        return new ETag(hex(md5Of().digest(body)));
    }

    /** The ETag of an object uploaded in parts: the MD5 of the parts' MD5s, a dash, the number of parts. */
    public static ETag md5OfParts(List<ETag> parts) {
        MessageDigest whole = md5Of();
        for (ETag part : parts) {
            whole.update(HexFormat.of().parseHex(part.value()));
        }
        return new ETag(hex(whole.digest()) + '-' + parts.size());
    }

    public static int crc32c(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest md5Of() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
