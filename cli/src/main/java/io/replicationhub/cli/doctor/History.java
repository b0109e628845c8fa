package io.replicationhub.cli.doctor;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;
import io.replicationhub.permission.Operation;
import io.replicationhub.plan.Side;
import java.util.Optional;

/** Tries what {@code --versions all} takes at one side. */
final class History {
    private static final int FEW = 100;

    private final ObjectStore store;
    private final Sheet sheet;

    History(ObjectStore store, Sheet sheet) {
        this.store = store;
        this.sheet = sheet;
    }

    void examine(boolean tags) throws InterruptedException {
        Optional<ObjectVersions> known = store.versions();
        if (known.isEmpty()) {
            sheet.note("versions", Verdict.FAULT, "this service, or the client that speaks to it, tells of none");
            return;
        }
        ObjectVersions versions = known.get();
        Optional<Keeping> keeping = sheet.attempt(
                "get versioning", Operation.GET_VERSIONING, "whether versions are kept can be seen", versions::keeping);
        if (keeping.isPresent() && keeping.get() != Keeping.ENABLED) {
            sheet.note(Finding.of(
                            "versioning", Verdict.FAULT, "the bucket keeps no versions, and --versions all was asked")
                    .advising("switch versioning on, or leave --versions out"));
        }
        Optional<VersionPage> page = sheet.attempt(
                "list versions",
                Operation.LIST_VERSIONS,
                "versions can be listed",
                () -> versions.list(new VersionListRequest(sheet.patient().prefix(), Optional.empty(), FEW)));
        Optional<ListedVersion.Content> sample = page.stream()
                .flatMap(some -> some.entries().stream())
                .filter(ListedVersion.Content.class::isInstance)
                .map(ListedVersion.Content.class::cast)
                .filter(version -> !version.object().archive().forbidsReading())
                .findFirst();
        if (sample.isEmpty()) {
            sheet.note("head a version", Verdict.NOT_KNOWN, "there is none to be read");
            return;
        }
        ListedVersion.Content version = sample.get();
        var unusedHead = sheet.attempt(
                "head a version",
                Operation.HEAD_VERSION,
                "what a version is can be asked",
                () -> versions.head(version.key(), version.id()));
        if (sheet.patient().side() == Side.DESTINATION) {
            return;
        }
        var unusedBody = sheet.attempt("get a version", Operation.GET_VERSION, "a version can be read", () -> {
            ReadRequest request = ReadRequest.whole(
                            version.key(), version.object().stamp().etag())
                    .of(version.id());
            store.open(request).close();
            return Boolean.TRUE;
        });
        if (tags) {
            var unusedTags = sheet.attempt(
                    "get tags of a version",
                    Operation.GET_VERSION_TAGS,
                    "its tags can be read",
                    () -> versions.tags(version.key(), version.id()));
        }
    }
}
