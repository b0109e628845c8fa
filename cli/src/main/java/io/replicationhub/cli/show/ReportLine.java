package io.replicationhub.cli.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Loss;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.Difference;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a report says of one object, or of one entry of its history. Names and words are part of the contract.
 *
 * @param version there where it is of an entry
 * @param bytes negative where they are not known
 * @param source what the source has; NONE where that is not known
 * @param destination what the destination has; NONE where that is not known
 * @param lost what the copy does not have of what its source has
 */
record ReportLine(
        ObjectKey key,
        Optional<ListedVersion> version,
        String outcome,
        long bytes,
        ETag source,
        ETag destination,
        String reason,
        List<Loss> lost) {

    static ReportLine of(ObjectKey key, String outcome, long bytes, ETag source, ETag destination, String reason) {
        return new ReportLine(key, Optional.empty(), outcome, bytes, source, destination, reason, List.of());
    }

    static ReportLine of(ListedVersion version, String outcome, long bytes, ETag destination, String reason) {
        return new ReportLine(
                version.key(), Optional.of(version), outcome, bytes, etag(version), destination, reason, List.of());
    }

    static ReportLine of(ListedObject source, String outcome, ETag destination, String reason) {
        return of(source.key(), outcome, source.stamp().size(), source.stamp().etag(), destination, reason);
    }

    static ReportLine settled(ObjectKey key, Outcome outcome) {
        ETag source = outcome instanceof Outcome.Copied copied ? copied.source() : ETag.NONE;
        return settled(key, Optional.empty(), source, outcome);
    }

    static ReportLine settled(ListedVersion version, Outcome outcome) {
        return settled(version.key(), Optional.of(version), etag(version), outcome);
    }

    /** @param changed what the command calls an object that is on both sides and other */
    static ReportLine of(Difference difference, String changed) {
        return switch (difference) {
            case Difference.Missing missing -> of(missing.source(), "missing", ETag.NONE, "");
            case Difference.Changed other ->
                of(other.source(), changed, other.destination().stamp().etag(), Words.of(other.why()));
            case Difference.Archived archived -> of(archived.source(), "archived", ETag.NONE, state(archived));
            case Difference.Extra only -> {
                ListedObject found = only.destination();
                yield of(
                        found.key(),
                        Findings.EXTRA,
                        found.stamp().size(),
                        ETag.NONE,
                        found.stamp().etag(),
                        "");
            }
        };
    }

    private static ReportLine settled(ObjectKey key, Optional<ListedVersion> version, ETag source, Outcome outcome) {
        ReportLine about = new ReportLine(key, version, "", -1, source, ETag.NONE, "", List.of());
        return switch (outcome) {
            case Outcome.Copied copied ->
                new ReportLine(
                        key,
                        version,
                        "copied",
                        copied.bytes(),
                        source,
                        copied.destination(),
                        Words.of(copied.lane()),
                        copied.lost());
            case Outcome.AlreadyThere there -> about.ended("already-there", there.destination(), "");
            case Outcome.Superseded superseded -> about.ended("superseded", ETag.NONE, superseded.detail());
            case Outcome.SourceGone gone -> about.ended("source-gone", ETag.NONE, "");
            case Outcome.Deleted deleted -> about.ended("deleted", ETag.NONE, "");
            case Outcome.AlreadyGone gone -> about.ended("already-gone", ETag.NONE, "");
            case Outcome.Skipped skipped -> about.ended("skipped", ETag.NONE, Words.of(skipped.reason()));
            case Outcome.Failed failed ->
                about.ended("failed", ETag.NONE, Words.of(failed.failureClass()) + ": " + failed.reason());
        };
    }

    private ReportLine ended(String how, ETag there, String why) {
        return new ReportLine(key, version, how, bytes, source, there, why, lost);
    }

    private static ETag etag(ListedVersion version) {
        return version instanceof ListedVersion.Content content
                ? content.object().stamp().etag()
                : ETag.NONE;
    }

    private static String state(Difference.Archived archived) {
        String storageClass = archived.source().storageClass();
        return archived.source().archive() == ArchiveState.RESTORING ? storageClass + ", being restored" : storageClass;
    }

    /** As one document. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", key.value());
        if (version.isPresent()) {
            json.writeStringField("version", version.get().id().value());
            json.writeBooleanField("deleteMarker", version.get() instanceof ListedVersion.DeleteMarker);
        }
        json.writeStringField("outcome", outcome);
        if (bytes >= 0) {
            json.writeNumberField("bytes", bytes);
        }
        if (source.isPresent()) {
            json.writeStringField("sourceEtag", source.value());
        }
        if (destination.isPresent()) {
            json.writeStringField("etag", destination.value());
        }
        if (!reason.isEmpty()) {
            json.writeStringField("reason", reason);
        }
        if (!lost.isEmpty()) {
            json.writeArrayFieldStart("without");
            for (Loss loss : lost) {
                json.writeStartObject();
                json.writeStringField("what", Words.of(loss.trait()));
                json.writeStringField("why", loss.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
