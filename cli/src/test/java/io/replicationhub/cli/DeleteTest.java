package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.testkit.BytesPayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --delete} deletes, and all that it leaves alone. */
@Timeout(60)
class DeleteTest {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() throws Exception {
        scene = Scene.in(folder);
        for (int i = 0; i < 20; i++) {
            scene.put("k" + i, 10 + i);
        }
        scene.replicate("--quiet").ended(0);
        delete("k3", "k7");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void whatTheSourceNoLongerHasIsDeletedAndCounted() throws Exception {
        Path report = folder.resolve("report.jsonl");
        Ran ran = scene.replicate("--delete", "--report", report.toString()).ended(0);
        ran.says("deleted", "2 objects", "source and destination agree");
        assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
        List<String> lines = Files.readAllLines(report);
        assertTrue(lines.contains("{\"key\":\"k3\",\"outcome\":\"deleted\"}"), lines::toString);
        scene.verify("--delete").ended(0);
        JsonNode again =
                scene.replicate("--delete", "--json", "--quiet").ended(0).json();
        assertEquals(0, again.at("/deleted").asInt());
    }

    @Test
    void withoutBeingAskedNothingIsDeleted() throws Exception {
        scene.replicate().ended(0).says("left alone");
        assertEquals(20, Scene.keys(scene.destination).size());
        scene.verify().ended(0);
        scene.verify("--delete").ended(1).says("DIFFER");
    }

    @Test
    void aPlanListsThemFirstAndDeletesNothing() throws Exception {
        Path report = folder.resolve("report.jsonl");
        Ran plan = scene.plan("--delete", "--exit-code", "--report", report.toString())
                .ended(1);
        plan.says("to delete", "delete         13 B  k3", "delete         17 B  k7", "DELETE 2");
        assertTrue(Files.readString(report).contains("\"outcome\":\"extra\""));
        assertEquals(20, Scene.keys(scene.destination).size());
        assertEquals(
                2,
                scene.plan("--delete", "--json", "--quiet")
                        .ended(0)
                        .json()
                        .at("/toDelete")
                        .asInt());
    }

    @Test
    void moreThanAllowedIsNoneAtAll() throws Exception {
        delete("k11");
        scene.put("new", 5);
        Ran ran = scene.replicate("--delete").ended(1);
        ran.says("NOT TO BE DELETED: 3 of 20 objects at the destination (15 %)", "at most 10% may be deleted");
        assertEquals(21, Scene.keys(scene.destination).size());
        Ran told = scene.replicate("--delete", "--max-delete", "2", "--json", "--quiet")
                .ended(1);
        told.says("drh: nothing was deleted: 3 of 21");
        assertTrue(told.json().at("/deletesRefused").asText().contains("at most 2"));
        Ran refused = scene.plan("--delete").ended(0);
        refused.says("NOT TO BE DELETED", "extra").doesNotSay("DELETE ", "  delete");
        assertEquals(
                0,
                scene.plan("--delete", "--json", "--quiet")
                        .ended(0)
                        .json()
                        .at("/requests/DELETE")
                        .asInt());
        scene.replicate("--delete", "--max-delete", "15%").ended(0);
        assertEquals(Scene.keys(scene.source), Scene.keys(scene.destination));
    }

    @Test
    void anEmptySourceDeletesNothing() throws Exception {
        for (String key : Scene.keys(scene.source)) {
            delete(key);
        }
        scene.replicate("--delete", "--max-delete", "100%").ended(1).says("the source has no object that is selected");
        assertEquals(20, Scene.keys(scene.destination).size());
    }

    @Test
    void aSourceThatCannotBeListedToItsEndDeletesNothing() throws Exception {
        try (FaultProxy proxy = FaultProxy.inFrontOf(scene.sourceServer())) {
            scene.sourceAt(proxy.endpoint()).from("s3://no-such-bucket");
            scene.replicate("--delete", "--max-delete", "100%").ended(3);
        }
        assertEquals(20, Scene.keys(scene.destination).size());
    }

    @Test
    void nothingOutsideOfPrefixAndFiltersIsDeleted() throws Exception {
        Scene.put(scene.destination, "other/k3", ObjectMetadata.NONE, BytesPayload.random(1, 1));
        Scene.put(scene.destination, "k-large", ObjectMetadata.NONE, BytesPayload.random(1, 5_000));
        scene.replicate(
                        "--delete",
                        "--max-delete",
                        "5",
                        "--exclude",
                        "k7",
                        "--exclude",
                        "other/**",
                        "--max-size",
                        "1KiB")
                .ended(0);
        List<String> left = Scene.keys(scene.destination);
        assertEquals(21, left.size());
        assertTrue(left.containsAll(List.of("k7", "other/k3", "k-large")) && !left.contains("k3"), left::toString);

        scene.prefixes("k1", "k1").replicate("--delete", "--max-delete", "100%").ended(0);
        assertEquals(left, Scene.keys(scene.destination));
    }

    @Test
    void theSdkDeletesAlike() throws Exception {
        scene.replicate("--delete", "--client", "sdk").ended(0);
        assertEquals(Scene.keys(scene.source), Scene.keys(scene.destination));
    }

    @Test
    void settingsThatMakeNoSense() {
        scene.replicate("--max-delete", "5").ended(2).says("--max-delete means nothing without --delete");
        scene.replicate("--delete", "--max-delete", "a few")
                .ended(2)
                .says("--max-delete must be a number of objects such as 100, or a share", "(was a few)");
        scene.replicate("--delete", "--modified-after", "7d").ended(2).says("--delete cannot go with");
        scene.destinationAt(scene.sourceServer())
                .from("s3://bkt/a/b")
                .to("s3://bkt/a")
                .replicate()
                .ended(2)
                .says("SOURCE must not lie inside DESTINATION");
    }

    private void delete(String... keys) throws Exception {
        for (String key : keys) {
            scene.source.delete(new ObjectKey(key));
        }
    }
}
