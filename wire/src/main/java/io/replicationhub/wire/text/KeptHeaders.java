package io.replicationhub.wire.text;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What an answer's headers say of how an object is kept: its class, its archive, its checksums. The names that S3, COS and
 * OSS give these differ in their first letters alone. For one answer; not thread-safe.
 */
public final class KeptHeaders implements BiConsumer<String, String> {
    /** {@code x-amz-}, {@code x-cos-}, {@code x-oss-}. */
    private static final int PREFIX = 6;

    private static final String CHECKSUM = "checksum-";

    private String storageClass = "";
    private String restoration = "";
    private String tier = "";
    private boolean composite;
    private final List<PublishedChecksum> checksums = new ArrayList<>(2);

    @Override
    public void accept(String name, String value) {
        if (name.length() <= PREFIX || !hasPrefix(name)) {
            return;
        }
        String rest = name.substring(PREFIX).toLowerCase(Locale.ROOT);
        switch (rest) {
            case "storage-class" -> storageClass = value.strip();
            case "restore" -> restoration = value;
            // S3 names a tier only where it is one of archives; COS names all (HEAD Object, x-cos-storage-tier).
            case "archive-status" -> tier = value;
            case "storage-tier" -> tier = value.contains("ARCHIVE") ? value : "";
            case "hash-crc64ecma" -> unsigned(value).ifPresent(checksums::add);
            case "checksum-type" -> composite = value.strip().equalsIgnoreCase("COMPOSITE");
            default -> {
                if (rest.startsWith(CHECKSUM)) {
                    checksum(rest.substring(CHECKSUM.length()), value.strip()).ifPresent(checksums::add);
                }
            }
        }
    }

    public String storageClass() {
        return storageClass;
    }

    public ArchiveState archive(Archives archives) {
        return archives.headed(storageClass, restoration, tier);
    }

    /** Of the whole object, if the answer is about the whole. */
    public List<PublishedChecksum> checksums() {
        return composite
                ? checksums.stream().filter(checksum -> !checksum.isOfWhole()).toList()
                : checksums;
    }

    private static boolean hasPrefix(String name) {
        return name.charAt(1) == '-'
                && (name.charAt(0) == 'x' || name.charAt(0) == 'X')
                && (name.regionMatches(true, 2, "amz-", 0, 4)
                        || name.regionMatches(true, 2, "cos-", 0, 4)
                        || name.regionMatches(true, 2, "oss-", 0, 4));
    }

    /** CRC-64 as OSS and COS write it: a decimal number without sign. */
    private static Optional<PublishedChecksum> unsigned(String value) {
        try {
            return Optional.of(PublishedChecksum.of(ChecksumKind.CRC64ECMA, Long.parseUnsignedLong(value.strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** As S3 writes them: Base64, and where it is of so many parts' checksums, a dash and their number. */
    private static Optional<PublishedChecksum> checksum(String algorithm, String value) {
        Optional<ChecksumKind> kind = switch (algorithm) {
            case "crc32" -> Optional.of(ChecksumKind.CRC32);
            case "crc32c" -> Optional.of(ChecksumKind.CRC32C);
            case "crc64nvme" -> Optional.of(ChecksumKind.CRC64NVME);
            case "sha1" -> Optional.of(ChecksumKind.SHA1);
            case "sha256" -> Optional.of(ChecksumKind.SHA256);
            default -> Optional.empty();
        };
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        int dash = value.indexOf('-');
        try {
            int parts = dash < 0 ? 0 : Integer.parseInt(value.substring(dash + 1));
            byte[] bytes = Base64.getDecoder().decode(dash < 0 ? value : value.substring(0, dash));
            return Optional.of(new PublishedChecksum(kind.get(), HexFormat.of().formatHex(bytes), parts));
        } catch (IllegalArgumentException e) {
            // Not of the form that we know, so it says nothing to us.
            return Optional.empty();
        }
    }
}
