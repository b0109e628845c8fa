package io.replicationhub.settings;

import io.replicationhub.config.SettingName;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.object.CannedAcl;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.Feature;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import io.replicationhub.transfer.Fidelity;
import io.replicationhub.transfer.Fidelity.OnLoss;
import io.replicationhub.transfer.Fidelity.RedirectChoice;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import java.util.Optional;

/** What goes along with the bytes of copies, and how copies are kept. Read alike by the command and by the JobWorker. */
public record CopySettings(WriteOptions write, MetadataChoice metadata, Fidelity fidelity) {
    /** Nothing was asked for. */
    public static final CopySettings USUAL =
            new CopySettings(WriteOptions.DEFAULT, MetadataChoice.CARRY, Fidelity.USUAL);

    /** What a program calls the settings. */
    public record Names(
            SettingName storageClass,
            SettingName tags,
            SettingName onLoss,
            SettingName websiteRedirects,
            SettingName acl,
            SettingName sse,
            SettingName kmsKeyId,
            SettingName bucketKey) {}

    /**
     * Reads them, and holds them against what is known of both services. What is not known is left to the store.
     *
     * @param from how the source's service differs from Amazon S3
     * @param to the same of the destination's
     */
    public static CopySettings read(
            SettingsReader reader, Names names, MetadataChoice metadata, StoreProfile from, StoreProfile to) {
        OnLoss onLoss = reader.choice(names.onLoss(), OnLoss.FAIL);
        TagsChoice tags = tags(reader, names, onLoss, from, to);
        StorageClassText storageClass = reader.parsed(
                        names.storageClass(), text -> StorageClassText.parse(text, from, to))
                .orElse(StorageClassText.NOT_SAID);
        boolean redirects = reader.flag(names.websiteRedirects(), false);
        return new CopySettings(
                WriteOptions.DEFAULT
                        .in(storageClass.chosen())
                        .with(EncryptionSettings.read(reader, names, to))
                        .with(acl(reader, names, to)),
                metadata,
                new Fidelity(
                        tags,
                        storageClass.rule(),
                        onLoss,
                        redirects ? RedirectChoice.ALWAYS : Fidelity.USUAL.redirects()));
    }

    public EngineOptions over(EngineOptions options) {
        return options.with(write).with(metadata).with(fidelity);
    }

    private static TagsChoice tags(
            SettingsReader reader, Names names, OnLoss onLoss, StoreProfile from, StoreProfile to) {
        if (!reader.flag(names.tags(), false)) {
            return TagsChoice.LEAVE;
        }
        String name = names.tags().variable();
        if (hasNot(from, Feature.TAGS)) {
            reader.problem(name + " cannot be used: the source is " + from.title() + ", which has no tags");
        } else if (hasNot(to, Feature.TAGS) && onLoss == OnLoss.FAIL) {
            reader.problem(name + " cannot be used: the destination is " + to.title()
                    + ", which has no tags, and every tagged object would fail; "
                    + names.onLoss().variable() + " warn copies them without");
        }
        return TagsChoice.CARRY;
    }

    private static Optional<CannedAcl> acl(SettingsReader reader, Names names, StoreProfile to) {
        if (reader.text(names.acl()).isEmpty()) {
            return Optional.empty();
        }
        CannedAcl acl = reader.choice(names.acl(), CannedAcl.PRIVATE);
        if (hasNot(to, Feature.ACL)) {
            reader.problem(names.acl().variable() + " cannot be used: the destination is " + to.title()
                    + ", which keeps no ACLs of objects");
        }
        return Optional.of(acl);
    }

    /** Whether this is known not to be there. */
    static boolean hasNot(StoreProfile profile, Feature feature) {
        return profile.features().isConfirmed() && !profile.has(feature);
    }
}
