package io.replicationhub.storage.s3;

import io.replicationhub.object.StoreLimits;
import io.replicationhub.profile.Addressing;
import io.replicationhub.profile.BodyChecksum;
import io.replicationhub.profile.Consent;
import io.replicationhub.profile.Feature;
import io.replicationhub.profile.KeySpelling;
import io.replicationhub.profile.ListingCall;
import io.replicationhub.profile.MetadataText;
import io.replicationhub.profile.Profiles;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.wire.text.Archives;

/**
 * What of a service's profile the clients go by, its facts without their sources.
 *
 * @param addressing where the bucket's name goes
 * @param checksums what is sent with bodies for the store to check
 * @param chunkedBodies whether bodies may come in chunks, with a checksum after them
 * @param metadataText how user metadata beyond ASCII is spelt in headers
 * @param nativePrefix what names of user metadata begin with at the service's own face; its S3 face may answer so, too
 * @param archives which storage classes cannot be read before they were restored
 * @param restoreJob the element that the tier of a restoration stands in
 * @param qetags whether ETags may be Kodo's hashes of the whole
 * @param consent whether large bodies ask for {@code 100 Continue} after one was not taken
 * @param listing by which request the bucket is listed
 * @param listedKeys how keys are asked to be spelt in listings
 * @param listedUploads how they are asked to be spelt in listings of uploads
 * @param limits what the store allows
 */
public record S3Dialect(
        Addressing addressing,
        BodyChecksum checksums,
        boolean chunkedBodies,
        MetadataText metadataText,
        String nativePrefix,
        Archives archives,
        String restoreJob,
        boolean qetags,
        Consent consent,
        ListingCall listing,
        KeySpelling listedKeys,
        KeySpelling listedUploads,
        StoreLimits limits) {
    /** Amazon's own. */
    public static final S3Dialect AMAZON = of(Profiles.AWS);

    /** What most others understand: s3proxy, Ceph, S3Mock, LocalStack were tried. */
    public static final S3Dialect COMPATIBLE = of(Profiles.S3);

    public static S3Dialect of(StoreProfile profile) {
        return new S3Dialect(
                profile.addressing().value(),
                profile.checksums().value(),
                profile.chunkedBodies().value(),
                profile.metadataText().value(),
                profile.nativePrefix().value(),
                archives(profile),
                restoreJob(profile),
                isOf(Profiles.KODO, profile),
                profile.consent().value(),
                profile.listing().value(),
                profile.listedKeys().value(),
                profile.has(Feature.UPLOADS_ENCODED_UNSAID)
                        ? KeySpelling.PLAIN
                        : profile.listedKeys().value(),
                profile.storeLimits());
    }

    private static Archives archives(StoreProfile profile) {
        return switch (profile.name()) {
            case "aws" -> Archives.AMAZON;
            case "cos" -> Archives.COS;
            case "oss" -> Archives.OSS;
            default -> Archives.COMPATIBLE;
        };
    }

    /** S3 API reference, RestoreObject; COS documentation, "POST Object restore" (436/12633). */
    private static String restoreJob(StoreProfile profile) {
        return isOf(Profiles.COS, profile) ? "CASJobParameters" : "GlacierJobParameters";
    }

    private static boolean isOf(StoreProfile service, StoreProfile profile) {
        return profile.name().equals(service.name());
    }

    public S3Dialect with(Addressing other) {
        return with(other, checksums, metadataText);
    }

    public S3Dialect with(BodyChecksum other) {
        return with(addressing, other, metadataText);
    }

    public S3Dialect with(MetadataText other) {
        return with(addressing, checksums, other);
    }

    private S3Dialect with(Addressing addressing, BodyChecksum checksums, MetadataText metadataText) {
        return new S3Dialect(
                addressing,
                checksums,
                chunkedBodies,
                metadataText,
                nativePrefix,
                archives,
                restoreJob,
                qetags,
                consent,
                listing,
                listedKeys,
                listedUploads,
                limits);
    }
}
