package io.replicationhub.profile;

import io.replicationhub.config.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All profiles there are. */
public final class Profiles {
    /** Amazon S3. */
    public static final StoreProfile AWS = AmazonProfile.profile();
    /** Any server that speaks S3. */
    public static final StoreProfile S3 = CompatibleProfile.profile();
    /** Ceph's radosgw. */
    public static final StoreProfile CEPH = CephProfile.profile();
    /** Tencent COS. */
    public static final StoreProfile COS = CosProfile.profile();
    /** Qiniu Kodo. */
    public static final StoreProfile KODO = KodoProfile.profile();
    /** Aliyun OSS. */
    public static final StoreProfile OSS = OssProfile.profile();

    private static final List<StoreProfile> ALL =
            List.of(AWS, S3, CEPH, OtherProfiles.minio(), OtherProfiles.gcs(), OtherProfiles.r2(), COS, KODO, OSS);

    private Profiles() {}

    public static List<StoreProfile> all() {
        return ALL;
    }

    /**
     * The profile of a name.
     *
     * @throws IllegalArgumentException whose message says which names there are, and the likeliest
     */
    public static StoreProfile named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(profile -> profile.name().equals(lower))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = ALL.stream().map(StoreProfile::name).toList();
                    return new IllegalArgumentException("one of " + String.join(", ", names)
                            + titled(lower)
                                    .or(() -> Nearest.toShort(lower, names))
                                    .map(meant -> "; did you mean " + meant + "?")
                                    .orElse(""));
                });
    }

    /** The name of the service that has the word in its title: {@code qiniu} is {@code kodo}. */
    private static Optional<String> titled(String word) {
        return ALL.stream()
                .filter(profile -> List.of(
                                profile.title().toLowerCase(Locale.ROOT).split(" "))
                        .contains(word))
                .map(StoreProfile::name)
                .findFirst();
    }

    /** The profile that URLs of this scheme choose by themselves; empty for {@code s3}, and for what is no scheme of ours. */
    public static Optional<StoreProfile> ofScheme(String scheme) {
        return ALL.stream()
                .filter(profile ->
                        !profile.scheme().equals("s3") && profile.scheme().equals(scheme))
                .findFirst();
    }

    /** What is taken for a service: the one that was named; else Amazon's own where no other address may be meant. */
    public static StoreProfile of(Optional<StoreProfile> named, boolean elsewhere) {
        return named.orElse(elsewhere ? S3 : AWS);
    }

    /** All schemes that URLs may have. */
    public static List<String> schemes() {
        return ALL.stream().map(StoreProfile::scheme).distinct().toList();
    }
}
