package io.replicationhub.testkit.memory;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.Digests;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** An upload under way. Not thread-safe: its bucket guards it. */
final class MemoryUpload {
    private record Part(byte[] body, UploadedPart uploaded) {}

    private final UploadId id;
    private final ObjectMetadata metadata;
    private final WriteOptions kept;
    private final Instant initiated;
    private final String initiator;
    private final TreeMap<Integer, Part> parts = new TreeMap<>();

    MemoryUpload(UploadId id, ObjectMetadata metadata, WriteOptions kept, Instant initiated, String initiator) {
        this.id = id;
        this.metadata = metadata;
        this.kept = kept;
        this.initiated = initiated;
        this.initiator = initiator;
    }

    UploadId id() {
        return id;
    }

    WriteOptions kept() {
        return kept;
    }

    OpenUpload listed() {
        return new OpenUpload(id, initiated, Optional.of(initiator));
    }

    UploadedPart keep(int number, byte[] body, ETag etag, Instant now) {
        UploadedPart uploaded =
                new UploadedPart(number, body.length, etag, OptionalInt.of(Digests.crc32c(body)), Optional.of(now));
        parts.put(number, new Part(body, uploaded));
        return uploaded;
    }

    List<UploadedPart> parts() {
        return parts.values().stream().map(Part::uploaded).toList();
    }

    /**
     * The object that the parts make. It bears the time at which the upload began, as on S3 (API reference, GetObject:
     * "For multipart uploads, the object creation date is the date of initiation").
     */
    MemoryObject assemble(List<UploadedPart> chosen, StoreLimits limits) throws StorageException {
        if (chosen.isEmpty()) {
            throw refused("MalformedXML: no parts");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<ETag> tags = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int previous = 0;
        for (UploadedPart wanted : chosen) {
            if (wanted.number() <= previous) {
                throw refused("InvalidPartOrder: " + wanted.number() + " after " + previous);
            }
            previous = wanted.number();
            Part part = matching(wanted);
            if (!wanted.equals(chosen.getLast()) && part.body().length < limits.minPartBytes()) {
                throw refused("EntityTooSmall: part " + wanted.number() + " has " + part.body().length + " bytes");
            }
            body.writeBytes(part.body());
            tags.add(part.uploaded().etag());
            sizes.add(part.body().length);
        }
        if (body.size() > limits.maxObjectBytes()) {
            throw refused("EntityTooLarge: " + body.size() + " bytes");
        }
        return new MemoryObject(body.toByteArray(), Digests.md5OfParts(tags), initiated, metadata, kept, sizes);
    }

    private Part matching(UploadedPart wanted) throws StorageException {
        Part part = parts.get(wanted.number());
        boolean same = part != null
                && part.uploaded().etag().equals(wanted.etag())
                && (wanted.crc32c().isEmpty()
                        || wanted.crc32c().equals(part.uploaded().crc32c()));
        if (part == null || !same) {
            throw StorageException.Rejected.lostPart(
                    "complete " + id.key() + ": InvalidPart: " + wanted.number() + " is not there or is another", null);
        }
        return part;
    }

    private StorageException refused(String why) {
        return new StorageException.Rejected(FailureScope.OBJECT, "complete " + id.key() + ": " + why, null);
    }
}
