package io.replicationhub.transfer;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits.Shortfall;
import io.replicationhub.object.StoreLimits.Traits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Loss;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import io.replicationhub.transfer.Fidelity.OnLoss;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import io.replicationhub.transfer.Labels.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what goes along with the bytes of a copy, and what becomes of an object of which the destination is known not to
 * hold all. What it refuses is seen when it does, by {@link CarriedWrites}.
 */
final class Carriage {
    private final TransferSetup setup;
    private final Fidelity fidelity;
    private final TagCounts counts;

    Carriage(TransferSetup setup) {
        this.setup = setup;
        this.fidelity = setup.options().fidelity();
        this.counts = new TagCounts(setup.source().store().limits().traits().countsTags());
    }

    /** Whether the source must be looked at by name before its bytes are asked for. */
    boolean looksFirst(Version version) {
        return setup.options().looksFirst(version.size());
    }

    /** The same where only an upload in parts is begun: its tags must be known, too. */
    boolean looksBeforeParts(Version version) {
        return looksFirst(version) || carriesTags();
    }

    /** What a new object of these bytes is given. Asks the source for the tags where it has some. */
    Carried of(Version version, ObjectHead head, Kind kind) throws SideFailure {
        return of(version, head, kind, traits().maxTags());
    }

    /** The same of one that comes in parts. */
    Carried ofParts(Version version, ObjectHead head, Kind kind) throws SideFailure {
        boolean tagged = !traits().shortfalls().contains(Shortfall.TAGS_OF_UPLOADS);
        return of(version, head, kind, tagged ? traits().maxTags() : 0);
    }

    private Carried of(Version version, ObjectHead head, Kind kind, int maxTags) throws SideFailure {
        List<Loss> lost = new ArrayList<>();
        WriteOptions write = setup.options().write();
        Optional<String> storageClass = storageClass(head, version, lost);
        ObjectTags tags = carriesTags() && counts.worthReading(head.tagCount())
                ? tags(version, head.tagCount(), maxTags, lost)
                : ObjectTags.NONE;
        ObjectMetadata metadata = metadata(version, head, kind, lost);
        return new Carried(metadata, write.in(storageClass).with(tags), lost);
    }

    /** What a copy by the store itself is given: its tags, if they are wanted, it takes from the source. */
    Carried ofCopy(Version version, ObjectHead head, Kind kind) throws SideFailure {
        List<Loss> lost = new ArrayList<>();
        Optional<String> storageClass = storageClass(head, version, lost);
        ObjectMetadata metadata = metadata(version, head, kind, lost);
        return new Carried(metadata, copied(setup.options().write().in(storageClass)), lost);
    }

    /** The same where the source was not looked at. */
    Carried ofCopyUnseen() {
        return new Carried(ObjectMetadata.NONE, copied(setup.options().write()), List.of());
    }

    private boolean carriesTags() {
        return fidelity.tags() == TagsChoice.CARRY;
    }

    private Traits traits() {
        return setup.destination().store().limits().traits();
    }

    private WriteOptions copied(WriteOptions options) {
        boolean hasTags = traits().maxTags() > 0 && traits().maxTags() < Integer.MAX_VALUE;
        // Where nobody knows whether there are tags, nothing is said of them.
        return !carriesTags() && hasTags ? options.with(ObjectTags.NONE) : options;
    }

    private ObjectMetadata metadata(Version version, ObjectHead head, Kind kind, List<Loss> lost) throws SideFailure {
        ObjectMetadata carried = Labels.plain(setup.options().metadata(), head.metadata());
        if (head.metadataUntold() > 0 && setup.options().metadata() == MetadataChoice.CARRY) {
            String detail = head.metadataUntold() + " pairs of user metadata that the source does not tell";
            note(new Loss(ObjectTrait.USER_METADATA, detail), version, lost);
        }
        int most = traits().maxUserMetadataBytes();
        int bytes = Labels.userBytes(carried);
        if (bytes > most) {
            ObjectMetadata fitting = Labels.fitting(carried, most);
            note(
                    new Loss(
                            ObjectTrait.USER_METADATA,
                            "user metadata of " + bytes + " bytes, and the destination holds " + most + ": "
                                    + Labels.missing(carried, fitting)),
                    version,
                    lost);
            carried = fitting;
        }
        if (carried.websiteRedirect().isPresent() && !traits().websiteRedirects()) {
            note(
                    new Loss(
                            ObjectTrait.WEBSITE_REDIRECT,
                            "a website redirect to " + carried.websiteRedirect().get()
                                    + ", and the destination has none"),
                    version,
                    lost);
            carried = carried.withoutRedirect();
        }
        if (traits().shortfalls().contains(Shortfall.UNDERSCORES_IN_NAMES)) {
            String renamed = Labels.withUnderscores(carried);
            if (!renamed.isEmpty()) {
                String detail = "the destination writes dashes for underscores in the names of user metadata: ";
                note(new Loss(ObjectTrait.USER_METADATA, detail + renamed), version, lost);
            }
        }
        return kind == Kind.RECORDING ? Labels.recording(carried, version.etag(), most) : carried;
    }

    private ObjectTags tags(Version version, int count, int most, List<Loss> lost) throws SideFailure {
        if (most == 0 && count > 0) {
            String where = traits().maxTags() == 0 ? "has none" : "keeps none of what comes in parts";
            note(new Loss(ObjectTrait.TAGS, count + " tags, and the destination " + where), version, lost);
            return ObjectTags.NONE;
        }
        ObjectTags tags;
        try {
            tags = setup.source().ask(store -> store.tags(version.key()));
        } catch (SideFailure e) {
            return unread(e, count, lost);
        }
        counts.read(count, tags.size());
        if (tags.size() > most) {
            note(new Loss(ObjectTrait.TAGS, tags.size() + " tags, and the destination holds " + most), version, lost);
            return tags.first(most);
        }
        return tags;
    }

    private ObjectTags unread(SideFailure e, int count, List<Loss> lost) throws SideFailure {
        StorageException failure = e.failure();
        boolean ofObject = failure.scope() == FailureScope.OBJECT;
        if (count == 0 && ofObject && failure instanceof StorageException.Rejected) {
            counts.unknown();
            return ObjectTags.NONE;
        }
        if (!(failure instanceof StorageException.Denied && ofObject)) {
            throw e;
        }
        if (fidelity.onLoss() == OnLoss.WARN) {
            String what =
                    count > 0 ? count + " tags that may not be read: " : "whatever tags it has; none may be read: ";
            lost.add(new Loss(ObjectTrait.TAGS, what + e.getMessage()));
            return ObjectTags.NONE;
        }
        // Without the right to read tags none are counted, and every object would seem to have none.
        throw count > 0
                ? e
                : setup.source()
                        .failure(new StorageException.Denied(
                                FailureScope.BUCKET,
                                "tags are wanted and may not be read: " + e.getMessage(),
                                failure));
    }

    private Optional<String> storageClass(ObjectHead head, Version version, List<Loss> lost) throws SideFailure {
        StorageClassRule rule = fidelity.storageClass();
        if (rule instanceof StorageClassRule.Mapped mapped) {
            return Optional.ofNullable(mapped.classes().get(named(head)));
        }
        if (rule instanceof StorageClassRule.Kept kept) {
            return kept(kept.translation().getOrDefault(named(head), named(head)), version, lost);
        }
        return setup.options().write().storageClass();
    }

    private Optional<String> kept(String storageClass, Version version, List<Loss> lost) throws SideFailure {
        if (storageClass.equals(StorageClassRule.UNNAMED)) {
            return Optional.empty();
        }
        boolean known =
                traits().storageClasses().isEmpty() || traits().storageClasses().contains(storageClass);
        if (!known) {
            note(
                    new Loss(
                            ObjectTrait.STORAGE_CLASS, "the class " + storageClass + ", which the destination has not"),
                    version,
                    lost);
            return Optional.empty();
        }
        return Optional.of(storageClass);
    }

    private static String named(ObjectHead head) {
        return head.storageClass().isEmpty() ? StorageClassRule.UNNAMED : head.storageClass();
    }

    private void note(Loss loss, Version version, List<Loss> lost) throws SideFailure {
        if (fidelity.onLoss() == OnLoss.FAIL) {
            throw setup.destination()
                    .failure(new StorageException.Rejected(
                            FailureScope.OBJECT,
                            loss.trait(),
                            version.key() + " cannot be held whole: " + loss.detail(),
                            null));
        }
        lost.add(loss);
    }
}
