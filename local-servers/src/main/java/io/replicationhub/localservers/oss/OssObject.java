package io.replicationhub.localservers.oss;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * An object that is kept.
 *
 * @param etag in capitals, as OSS writes them: an MD5 only where the object came by one PutObject ("PutObject",
 *     "CompleteMultipartUpload")
 * @param crc64 of all bytes, however they came ("Use CRC-64 to check data integrity")
 * @param kept what goes along with the bytes
 * @param restoration as {@code x-oss-restore} has it; empty where none was asked for
 */
record OssObject(byte[] body, String etag, String crc64, Kept kept, String restoration, Instant modified) {
    /** The end of a restoration, far off. */
    private static final String READABLE = "ongoing-request=\"false\", expiry-date=\"Sun, 01 Jan 2090 00:00:00 GMT\"";

    /**
     * What goes along with the bytes.
     *
     * @param headers what the object was written with and is answered with
     * @param tags by name
     */
    record Kept(Map<String, String> headers, String storageClass, Map<String, String> tags) {}

    static OssObject ofOnePut(byte[] body, Kept kept, Instant now) {
        return new OssObject(body, md5(body), Crc64Sum.of(body), kept, "", now);
    }

    /** Its tag looks like the MD5 of MD5s and is none: OSS says only that it is no MD5. */
    static OssObject ofParts(byte[] body, String uploadId, int parts, Kept kept, Instant now) {
        String tag = md5(uploadId.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + '-' + parts;
        return new OssObject(body, tag, Crc64Sum.of(body), kept, "", now);
    }

    OssObject claiming(String otherSum) {
        return new OssObject(body, etag, otherSum, kept, restoration, modified);
    }

    OssObject restoring() {
        return new OssObject(body, etag, crc64, kept, "ongoing-request=\"true\"", modified);
    }

    OssObject restored() {
        return new OssObject(body, etag, crc64, kept, READABLE, modified);
    }

    String storageClass() {
        return kept.storageClass();
    }

    /** Archive, ColdArchive, DeepColdArchive ("Overview of storage classes"). */
    boolean isArchived() {
        return storageClass().endsWith("Archive");
    }

    boolean isRestoring() {
        return restoration.contains("\"true\"");
    }

    boolean isReadable() {
        return !isArchived() || restoration.equals(READABLE);
    }

    /** As {@code x-oss-object-type} has it. */
    String type() {
        return etag.contains("-") ? "Multipart" : "Normal";
    }

    static String md5(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(rawMd5(bytes));
    }

    static byte[] rawMd5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
