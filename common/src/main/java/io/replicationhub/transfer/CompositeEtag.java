package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.UploadedPart;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The ETag that S3 gives an upload of parts whose ETags are MD5s: the MD5 of them all, and their number. */
final class CompositeEtag {
    private CompositeEtag() {}

    /** {@link ETag#NONE} where some part has another kind of tag. */
    static ETag of(List<UploadedPart> parts) {
        MessageDigest md5;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            return ETag.NONE;
        }
        for (UploadedPart part : parts) {
            if (!part.etag().isPlainMd5()) {
                return ETag.NONE;
            }
            md5.update(HexFormat.of().parseHex(part.etag().value()));
        }
        return new ETag(HexFormat.of().formatHex(md5.digest()) + '-' + parts.size());
    }
}
