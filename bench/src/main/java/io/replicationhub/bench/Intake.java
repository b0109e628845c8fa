package io.replicationhub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of one PUT or UploadPart: hashes it as it comes, keeps or drops it, and refuses it where a checksum that
 * came with it is wrong.
 */
final class Intake {
    private static final ThreadLocal<MessageDigest> MD5 = ThreadLocal.withInitial(Intake::newMd5);
    private static final HexFormat HEX = HexFormat.of();

    /** What is remembered of a body. */
    enum Keeping {
        BODIES,
        CHECKSUMS
    }

    /** Where ETags come from: the real MD5, or the CRC in a form that no client takes for an MD5. */
    enum Tagging {
        MD5,
        CHEAP
    }

    record Taken(Body body, int crc32c, String etag) {}

    private final Keeping keeping;
    private final Tagging tagging;

    Intake(Keeping keeping, Tagging tagging) {
        this.keeping = keeping;
        this.tagging = tagging;
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Taken take(HttpRequest request, RequestBody from) throws IOException, S3Error {
        CRC32C crc = new CRC32C();
        MessageDigest md5 = tagging == Tagging.MD5 ? MD5.get() : null;
        if (md5 != null) {
            md5.reset();
        }
        Body body = keeping == Keeping.BODIES ? hold(from, crc, md5) : drop(from, crc, md5);
        byte[] digest = md5 == null ? null : md5.digest();
        check(request, from, (int) crc.getValue(), digest);
        return new Taken(body, (int) crc.getValue(), tag((int) crc.getValue(), digest));
    }

    /** The checksums of a body that is there already. */
    Taken measure(Body body) throws IOException {
        CRC32C crc = new CRC32C();
        MessageDigest md5 = tagging == Tagging.MD5 ? MD5.get() : null;
        if (md5 != null) {
            md5.reset();
        }
        body.read(0, body.length(), bytes -> hash(bytes, crc, md5));
        return new Taken(body, (int) crc.getValue(), tag((int) crc.getValue(), md5 == null ? null : md5.digest()));
    }

    private static String tag(int crc, byte @Nullable [] md5) {
        return md5 == null ? "\"%032x-1\"".formatted(crc & 0xffff_ffffL) : '"' + HEX.formatHex(md5) + '"';
    }

    /** The ETag of a multipart object: MD5 of the parts' MD5s, a dash, their number. */
    static String tagOfParts(List<OpenUpload.Part> parts) {
        MessageDigest md5 = MD5.get();
        md5.reset();
        for (OpenUpload.Part part : parts) {
            md5.update(HEX.parseHex(Conditions.bare(part.etag()).substring(0, 32)));
        }
        return '"' + HEX.formatHex(md5.digest()) + '-' + parts.size() + '"';
    }

    private static Body hold(RequestBody from, CRC32C crc, @Nullable MessageDigest md5) throws IOException {
        ByteBuffer piece = from.piece();
        List<byte[]> chunks = new ArrayList<>();
        byte[] chunk = new byte[0];
        int filled = 0;
        long length = 0;
        while (from.read(piece) >= 0) {
            hash(piece.flip(), crc, md5);
            length += piece.remaining();
            while (piece.hasRemaining()) {
                if (filled == Body.Held.CHUNK) {
                    chunks.add(chunk);
                    chunk = new byte[0];
                    filled = 0;
                }
                int n = Math.min(piece.remaining(), Body.Held.CHUNK - filled);
                if (chunk.length < filled + n) {
                    // A small body takes what it has; a large one whole chunks.
                    chunk = Arrays.copyOf(chunk, filled == 0 ? n : Body.Held.CHUNK);
                }
                piece.get(chunk, filled, n);
                filled += n;
            }
            piece.clear();
        }
        if (filled > 0) {
            chunks.add(chunk.length == filled ? chunk : Arrays.copyOf(chunk, filled));
        }
        return new Body.Held(chunks.toArray(byte[][]::new), length);
    }

    private static Body drop(RequestBody from, CRC32C crc, @Nullable MessageDigest md5) throws IOException {
        ByteBuffer piece = from.piece();
        long length = 0;
        while (from.read(piece) >= 0) {
            hash(piece.flip(), crc, md5);
            length += piece.remaining();
            piece.clear();
        }
        return new Body.Dropped(length);
    }

    /** Leaves the buffer as it was. */
    private static void hash(ByteBuffer bytes, CRC32C crc, @Nullable MessageDigest md5) {
        int start = bytes.position();
        crc.update(bytes);
        if (md5 != null) {
            md5.update(bytes.position(start));
        }
        bytes.position(start);
    }

    private static void check(HttpRequest request, RequestBody body, int crc, byte @Nullable [] md5) throws S3Error {
        String said = request.header("x-amz-checksum-crc32c");
        if (said == null) {
            said = body.trailers().get("x-amz-checksum-crc32c");
        }
        if (said != null && !said.equals(base64(crc))) {
            throw S3Error.badDigest("CRC32C");
        }
        String contentMd5 = request.header("content-md5");
        if (contentMd5 != null && md5 != null && !Arrays.equals(md5, decoded(contentMd5))) {
            throw S3Error.badDigest("Content-MD5");
        }
    }

    private static byte[] decoded(String base64) throws S3Error {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException bad) {
            throw new S3Error(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
        }
    }

    static String base64(int crc) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(4).putInt(crc).array());
    }
}
