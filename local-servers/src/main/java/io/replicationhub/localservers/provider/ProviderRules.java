package io.replicationhub.localservers.provider;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a service enforces, as data. Each rule stands with the page that it is from; what no page says is marked so.
 *
 * @param name of the service
 * @param idHeader the header that names a request
 * @param host where buckets' names go
 * @param listing which listings it knows
 * @param etags what its ETags are made of
 * @param bucketForm what a bucket's name looks like
 * @param maxKeyBytes of a key
 * @param refusedKeys keys that it does not take
 * @param minPartBytes of a part but the last
 * @param maxPartBytes of any part
 * @param classes the storage classes
 * @param traits what else it does
 */
record ProviderRules(
        String name,
        String idHeader,
        Host host,
        ListingRules listing,
        Etags etags,
        Pattern bucketForm,
        int maxKeyBytes,
        Pattern refusedKeys,
        int minPartBytes,
        int maxPartBytes,
        Set<String> classes,
        Set<Trait> traits) {

    enum Host {
        BUCKET_IN_HOST_ONLY,
        BUCKET_IN_EITHER
    }

    enum ListingRules {
        /** By marker, with encoding-type; list-type is ignored. */
        MARKER_ENCODED,
        /** By either, without encoding-type. */
        BOTH_PLAIN
    }

    enum Etags {
        /** MD5 of whole puts; of uploads, nothing that could be computed from the bytes. */
        MD5_OF_WHOLE,
        /** Never MD5. */
        OPAQUE
    }

    enum Trait {
        /** Listings name the storage class of each object. */
        CLASS_IN_LISTINGS,
        /** x-amz-copy-source-if-match is heeded. */
        CONDITIONAL_COPY,
        /** Objects have tags. */
        TAGS,
        /** Answers tell the CRC-64 of objects. */
        CRC64
    }

    private static final int MIB = 1 << 20;

    /**
     * Tencent COS.
     * <ul>
     *   <li>bucket in the host name only: cloud.tencent.com/document/faq/436/102489 (PathStyleDomainForbidden);
     *   <li>listing by marker and UTF-8 order, encoding-type, NextMarker: www.tencentcloud.com/document/product/436/30614;
     *       that page names no list-type, which is taken here for ignored;
     *   <li>ETags of uploads are no MD5: www.tencentcloud.com/zh/document/product/436/32467;
     *   <li>bucket names end in the APPID: 436/13312; keys of up to 850 bytes, not beginning with a slash or a backslash,
     *       without the characters 24 to 27: 436/13324. Which code refuses them no page says;
     *   <li>parts of 1 MB to 5 GB: 436/14112; storage classes: 436/30925; error documents: 436/7730;
     *   <li>tags: {@link TagDesk}; they are written encoded with PUT and at the beginning of an upload, and kept by copies
     *       unless others take their place: cloud.tencent.com/document/product/436/10881; their number in answers is
     *       among the headers that its own clients name (x-cos-tagging-count);
     *   <li>CRC-64 of every object in what HEAD and GET answer: 436/63878. With ranges, too, which is the harder case;
     *   <li>aws-chunked bodies are refused: github.com/milvus-io/milvus/pull/49979. With which code is not known.
     * </ul>
     */
    static final ProviderRules COS = new ProviderRules(
            "cos",
            "x-cos-request-id",
            Host.BUCKET_IN_HOST_ONLY,
            ListingRules.MARKER_ENCODED,
            Etags.MD5_OF_WHOLE,
            Pattern.compile("[a-z0-9][a-z0-9-]*-[0-9]{6,12}"),
            850,
            Pattern.compile("[/\\\\].*|.*[\\x18-\\x1b].*", Pattern.DOTALL),
            MIB,
            Integer.MAX_VALUE,
            Set.of(
                    "STANDARD",
                    "STANDARD_IA",
                    "INTELLIGENT_TIERING",
                    "ARCHIVE",
                    "DEEP_ARCHIVE",
                    "MAZ_STANDARD",
                    "MAZ_STANDARD_IA"),
            Set.of(Trait.CLASS_IN_LISTINGS, Trait.CONDITIONAL_COPY, Trait.TAGS, Trait.CRC64));

    /**
     * Qiniu Kodo.
     * <ul>
     *   <li>both addresses, no requests without a signature: developer.qiniu.com/kodo/4088/s3-access-domainname;
     *   <li>encoding-type is not supported, in neither version of listing; the storage classes; neither encryption nor a
     *       count of tags in answers: developer.qiniu.com/kodo/4087/compatible-s3-api;
     *   <li>a listing that names no storage class is unconfirmed, and the harder case;
     *   <li>ETags: developer.qiniu.com/kodo/1231/appendix#qiniu-etag (SHA-1 over 4 MiB blocks) of its own face; that the
     *       S3 face shows them is unconfirmed, and the harder case;
     *   <li>keys of up to 750 bytes without NUL: its pages on uploads; parts of 1 MB to 1 GB: kodo/7458;
     *   <li>aws-chunked bodies: unconfirmed, refused here.
     * </ul>
     */
    static final ProviderRules KODO = new ProviderRules(
            "kodo",
            "x-reqid",
            Host.BUCKET_IN_EITHER,
            ListingRules.BOTH_PLAIN,
            Etags.OPAQUE,
            Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"),
            750,
            Pattern.compile(".*\\x00.*", Pattern.DOTALL),
            MIB,
            1 << 30,
            Set.of("STANDARD", "LINE", "INTELLIGENT_TIERING", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"),
            Set.of());

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
