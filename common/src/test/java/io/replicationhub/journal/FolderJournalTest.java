package io.replicationhub.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderJournalTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    private Path folder;

    private static UploadRecord record(String store, String key) {
        return new UploadRecord(
                store,
                new ObjectKey(key),
                new ObjectKey("from/" + key),
                new ObjectStamp(1L << 40, new ETag("abc"), THEN.minusNanos(1)),
                8 << 20,
                "settings = of: a kind",
                Optional.empty(),
                7,
                THEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/../b", "/", "é\u0001\n\t=:#! \\", "\uD83D\uDE00", "\uD83D", "x y+%"})
    void aRecordIsFoundAgainByAnyKey(String key) {
        UploadRecord kept = record("s3://b at https://h", key);
        new FolderJournal(folder.resolve("made/when/needed")).keep(kept);
        FolderJournal later = new FolderJournal(folder.resolve("made/when/needed"));
        assertEquals(Optional.of(kept), later.find(kept.store(), kept.destination()));
        later.keep(kept.begun("id"));
        assertEquals(Optional.of(kept.begun("id")), later.find(kept.store(), kept.destination()));
        later.forget(kept.store(), kept.destination());
        later.forget(kept.store(), kept.destination());
        assertEquals(Optional.empty(), later.find(kept.store(), kept.destination()));
    }

    @Test
    void storesDoNotSeeEachOthersRecords() {
        FolderJournal journal = new FolderJournal(folder);
        journal.keep(record("one", "a"));
        journal.keep(record("one", "b"));
        journal.keep(record("two", "a"));
        assertEquals(Set.of(record("one", "a"), record("one", "b")), new HashSet<>(journal.all("one")));
        assertEquals(List.of(record("two", "a")), journal.all("two"));
        assertEquals(List.of(), new FolderJournal(folder.resolve("none")).all("one"));
    }

    @Test
    void aFileThatIsCutShortIsTakenForForgotten() throws Exception {
        FolderJournal journal = new FolderJournal(folder);
        journal.keep(record("one", "a"));
        try (var files = Files.list(folder)) {
            Path file = files.findFirst().orElseThrow();
            Files.writeString(file, Files.readString(file).substring(0, 40));
        }
        assertEquals(Optional.empty(), journal.find("one", new ObjectKey("a")));
        assertEquals(List.of(), journal.all("one"));
    }

    @Test
    void anUploadIsContinuedOnlyByTheSameVersionInTheSamePartsInTheSameWay() {
        UploadRecord kept = record("one", "a");
        assertTrue(kept.begun("id").continues(kept));
        assertFalse(kept.continues(record("two", "a")));
        assertFalse(kept.continues(record("one", "b")));
        UploadRecord unpinned = new UploadRecord(
                "one",
                kept.destination(),
                kept.source(),
                new ObjectStamp(5, ETag.NONE, THEN),
                5,
                "",
                Optional.empty(),
                0,
                THEN);
        assertFalse(unpinned.continues(unpinned), "without an ETag nobody knows what the parts are of");
    }
}
