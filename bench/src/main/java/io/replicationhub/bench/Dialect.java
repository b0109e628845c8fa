package io.replicationhub.bench;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The services whose ways the lean server can take on for what it has seeded, and how drh is told which it is. */
enum Dialect {
    S3("s3", "src", "drh"),
    /** Buckets in the host name, listings by marker, a CRC-64 with each object. */
    COS("cos", "src-cos", "drh, COS"),
    /** ETags that are qetags, keys plain in listings. */
    KODO("kodo", "src-kodo", "drh, Kodo"),
    /** Its own protocol: buckets in the host name, names of its own, ETags in capitals, a CRC-64 with each object. */
    OSS("oss", "src-oss", "drh, OSS");

    private static final long[] CRC_64 = table();

    private final String scheme;
    private final String bucket;
    private final String contestant;

    Dialect(String scheme, String bucket, String contestant) {
        this.scheme = scheme;
        this.bucket = bucket;
        this.contestant = contestant;
    }

    String bucket() {
        return bucket;
    }

    String contestant() {
        return contestant;
    }

    String location() {
        return scheme + "://" + bucket + "/";
    }

    boolean isInHostName() {
        return this == COS || this == OSS;
    }

    /** What the names of user metadata begin with. */
    String metadataPrefix() {
        return this == OSS ? "x-oss-meta-" : "x-amz-meta-";
    }

    /** A name to which the bucket's can be prepended, where that is how the service is addressed. */
    String endpoint(String url) {
        return isInHostName() ? url.replace("127.0.0.1", "localhost") : url;
    }

    /** With quotes. A qetag is of up to 4 MiB here. Source: developer.qiniu.com/kodo/1231/appendix#qiniu-etag. */
    String etag(Intake.Taken taken) throws IOException {
        if (this != KODO) {
            return this == OSS ? taken.etag().toUpperCase(Locale.ROOT) : taken.etag();
        }
        MessageDigest sha = sha1();
        taken.body().read(0, taken.body().length(), sha::update);
        byte[] marked = new byte[21];
        marked[0] = 0x16;
        System.arraycopy(sha.digest(), 0, marked, 1, 20);
        return '"' + Base64.getUrlEncoder().encodeToString(marked) + '"';
    }

    /**
     * Name and value of what the service adds. Source: www.tencentcloud.com/document/product/436/7745, and OSS
     * documentation, "GetObject".
     */
    List<String> headers(Body body) throws IOException {
        if (!isInHostName()) {
            return List.of();
        }
        long[] crc = {-1};
        body.read(0, body.length(), bytes -> {
            while (bytes.hasRemaining()) {
                crc[0] = (crc[0] >>> 8) ^ CRC_64[(int) (crc[0] ^ bytes.get()) & 0xff];
            }
        });
        return List.of(this == COS ? "x-cos-hash-crc64ecma" : "x-oss-hash-crc64ecma", Long.toUnsignedString(~crc[0]));
    }

    /** ECMA-182, reflected. */
    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long entry = i;
            for (int bit = 0; bit < 8; bit++) {
                entry = (entry & 1) == 0 ? entry >>> 1 : (entry >>> 1) ^ 0xC96C5795D7870F42L;
            }
            table[i] = entry;
        }
        return table;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
