package io.replicationhub.demo;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What the demo's source bucket holds: much that is small, some that is large, and keys and headers that trip tools up. */
final class SampleData {
    static final String PREFIX = "shop/";
    /** The one that the source will refuse to give. */
    static final ObjectKey REFUSED = new ObjectKey(PREFIX + "contracts/sealed.pdf");

    private static final int ORDERS = 1_800;
    private static final int PICTURES = 500;
    private static final long MIB = 1 << 20;

    private SampleData() {}

    static List<SampleObject> all() {
        var random = new SplittableRandom(20261121);
        List<SampleObject> objects = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            objects.add(SampleObject.small(
                    "%sorders/2026/%02d/order-%05d.json".formatted(PREFIX, i % 12 + 1, i),
                    type("application/json"),
                    i,
                    200 + random.nextInt(4_000)));
        }
        for (int i = 0; i < PICTURES; i++) {
            objects.add(SampleObject.small(
                    "%spictures/%04x.jpg".formatted(PREFIX, i * 7919 % 65536),
                    picture(i),
                    10_000 + i,
                    2_000 + random.nextInt(60_000)));
        }
        for (String odd : oddKeys()) {
            objects.add(SampleObject.small(PREFIX + "odd/" + odd, type("text/plain"), odd.hashCode(), 100));
        }
        objects.add(SampleObject.small(PREFIX + "empty.flag", ObjectMetadata.NONE, 1, 0));
        objects.add(SampleObject.small(PREFIX + "folder/", ObjectMetadata.NONE, 1, 0));
        objects.add(SampleObject.small(REFUSED.value(), type("application/pdf"), 2, 9_000));
        objects.add(SampleObject.small(PREFIX + "backup/db-monday.dump", ObjectMetadata.NONE, 3, 5 * MIB));
        objects.add(SampleObject.large(PREFIX + "backup/db-tuesday.dump", 4, 24 * MIB, 8 * MIB));
        objects.add(SampleObject.large(PREFIX + "video/intro.mp4", 5, 41 * MIB + 12_345, 5 * MIB));
        objects.add(SampleObject.large(PREFIX + "video/tour.mp4", 6, 200 * MIB, 16 * MIB));
        return List.copyOf(objects);
    }

    /** What somebody did between two runs: some orders changed, some are new. */
    static List<SampleObject> changes() {
        List<SampleObject> objects = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            objects.add(SampleObject.small(
                    "%sorders/2026/%02d/order-%05d.json".formatted(PREFIX, i % 12 + 1, i),
                    type("application/json"),
                    50_000 + i,
                    5_000 + i));
        }
        for (int i = 0; i < 40; i++) {
            objects.add(SampleObject.small(
                    "%sorders/2026/12/order-%05d.json".formatted(PREFIX, ORDERS + i),
                    type("application/json"),
                    60_000 + i,
                    700));
        }
        return List.copyOf(objects);
    }

    private static List<String> oddKeys() {
        return List.of(
                "a//b",
                "./dot",
                "up/../down",
                "plus+plus",
                "per%20cent",
                "quote\"'quote",
                "back\\slash",
                "two  spaces",
                "emoji-\uD83D\uDE80",
                "ümlaut",
                "u\u0308mlaut",
                "trailing/",
                "x".repeat(1_000));
    }

    private static ObjectMetadata type(String contentType) {
        return ObjectMetadata.NONE.withContentType(Optional.of(contentType));
    }

    private static ObjectMetadata picture(int i) {
        return new ObjectMetadata(
                Optional.of("image/jpeg"),
                Optional.empty(),
                Optional.of("de"),
                Optional.of("inline; filename=\"" + i + ".jpg\""),
                Optional.of("max-age=86400"),
                Optional.empty(),
                Optional.empty(),
                Map.of("camera", "X100", "shot", String.valueOf(i)));
    }
}
