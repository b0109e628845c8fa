package io.replicationhub.testkit.simulation;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.VersionCursor;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;
import io.replicationhub.testkit.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a store has of each key, newest first, in words that are the same for a version and its copy. */
final class ToldHistories {
    private ToldHistories() {}

    static Map<String, List<ListedVersion>> of(ObjectStore store) throws Exception {
        Map<String, List<ListedVersion>> histories = new TreeMap<>();
        Optional<VersionCursor> behind = Optional.empty();
        do {
            VersionPage page = store.versions().orElseThrow().list(new VersionListRequest("", behind, 1000));
            for (ListedVersion entry : page.entries()) {
                histories
                        .computeIfAbsent(entry.key().value(), first -> new ArrayList<>())
                        .add(entry);
            }
            behind = page.next();
        } while (behind.isPresent());
        return histories;
    }

    /** Without what we write into metadata ourselves. */
    static List<String> told(ObjectStore store, List<ListedVersion> history) throws Exception {
        List<String> told = new ArrayList<>();
        for (ListedVersion entry : history) {
            if (!(entry instanceof ListedVersion.Content content)) {
                told.add("marker");
                continue;
            }
            ReadRequest request = new ReadRequest(entry.key(), Optional.empty(), Optional.empty()).of(entry.id());
            try (ObjectReading reading = store.open(request)) {
                Map<String, String> user =
                        new TreeMap<>(reading.head().metadata().user());
                user.keySet().removeIf(name -> name.startsWith("drh-"));
                told.add(content.object().stamp().size() + " "
                        + Digests.md5(reading.body().readAllBytes()) + " " + user);
            }
        }
        return told;
    }
}
