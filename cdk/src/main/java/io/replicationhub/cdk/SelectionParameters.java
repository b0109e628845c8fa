package io.replicationhub.cdk;

import java.util.List;
import software.amazon.awscdk.CfnParameter;

/** Which objects are copied, and which are deleted. */
record SelectionParameters(
        CfnParameter rules,
        CfnParameter minSize,
        CfnParameter maxSize,
        CfnParameter modifiedAfter,
        CfnParameter modifiedBefore,
        CfnParameter compare,
        CfnParameter versions,
        CfnParameter deletes,
        CfnParameter maxDelete) {

    static SelectionParameters add(ParameterSheet.Group group) {
        return new SelectionParameters(
                group.optional(
                        "filterRules",
                        "Filter rules",
                        "Which keys to copy: 'include GLOB' and 'exclude GLOB' with ; between them. The first that matches"
                                + " decides. Some 2,000 bytes at most: Lambda takes 4 KB of settings in all.",
                        TextForm.RULES),
                group.optional("minSize", "Smallest object", "Smaller objects are left alone.", TextForm.SIZE),
                group.optional("maxSize", "Largest object", "Larger objects are left alone.", TextForm.SIZE),
                group.optional("modifiedAfter", "Changed after", "Older objects are left alone.", TextForm.INSTANT),
                group.optional("modifiedBefore", "Changed before", "Younger objects are left alone.", TextForm.INSTANT),
                group.choice(
                        "compare",
                        "Comparison",
                        "How the two sides are compared. auto: by size, ETag and time, asking for single objects only"
                                + " where these leave a doubt.",
                        List.of("auto", "size", "size-and-time", "etag", "checksum")),
                group.choice(
                        "versions",
                        "Versions",
                        "all: each object's whole history, versions and delete markers, oldest first. Both buckets must be"
                                + " versioned.",
                        List.of("latest", "all")),
                group.choice(
                        "deleteAtDestination",
                        "Mirror deletes",
                        "true: what the source does not have is deleted at the destination.",
                        List.of("false", "true")),
                group.text(
                        "maxDelete",
                        "Most deletes",
                        "A run that would delete more than so many objects, or than this share of the destination,"
                                + " deletes nothing and raises an alarm.",
                        TextForm.LIMIT,
                        "10%"));
    }
}
