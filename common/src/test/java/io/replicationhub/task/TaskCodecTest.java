package io.replicationhub.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskCodecTest {
    private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");

    @Test
    void whateverTheKeysHoldComesBackAsItWentAndIsFitForSqs() throws Exception {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<Task> tasks = new ArrayList<>();
            int bytes = TaskCodec.envelopeBytes() - 1;
            for (int i = random.nextInt(5); i >= 0; i--) {
                Task task = task(random);
                tasks.add(task);
                bytes += TaskCodec.bytes(task);
            }
            TaskMessage message = new TaskMessage(Integer.MAX_VALUE, tasks);
            String text = TaskCodec.encode(message);
            assertEquals(message, TaskCodec.decode(text), "seed " + seed);
            assertEquals(bytes, text.getBytes(StandardCharsets.UTF_8).length, "seed " + seed + ": " + text);
            assertTrue(text.codePoints().allMatch(TaskCodecTest::isXml), "seed " + seed + ": " + text);
        }
    }

    @Test
    void everySingleCharacterTravels() throws Exception {
        for (int from = 0; from <= 0xFFFF; from += 0x400) {
            List<Task> tasks = new ArrayList<>();
            for (int c = from; c < from + 0x400; c++) {
                tasks.add(copy(new String(new char[] {(char) c}), "d"));
            }
            String text = TaskCodec.encode(TaskMessage.of(tasks));
            assertEquals(tasks, TaskCodec.decode(text).tasks(), Integer.toHexString(from));
            assertTrue(text.codePoints().allMatch(TaskCodecTest::isXml), Integer.toHexString(from));
        }
    }

    @Test
    void aMessageOfTheFirstVersionIsReadForEver() throws Exception {
        TaskMessage message = TaskCodec.decode(fixture("message-v1.json"));
        assertEquals(3, message.attempt());
        assertEquals(
                List.of(
                        new CopyTask(
                                new ObjectKey("a/b"),
                                new ObjectKey("c/b"),
                                new ObjectStamp(3, new ETag("0123456789abcdef0123456789abcdef"), NINE)),
                        new CopyTask(
                                new ObjectKey("\u0001\uD83D\uDE00\uFFFE"),
                                new ObjectKey("\u0001\uD83D\uDE00\uFFFE"),
                                new ObjectStamp(0, ETag.NONE, NINE.plusNanos(123456789)))),
                message.tasks());
    }

    @Test
    void aTaskThatGoesOnWithAnUploadIsReadForEver() throws Exception {
        ObjectKey key = new ObjectKey("a/b");
        ETag etag = new ETag("0123456789abcdef0123456789abcdef-131072");
        CopyTask begun = new CopyTask(key, key, new ObjectStamp(1L << 40, etag, NINE));
        StartedUpload upload =
                new StartedUpload("2~ü.x-Y_z", 8 << 20, 77, Instant.parse("2026-11-21T08:00:00.5Z"), "as it was");
        TaskMessage message = TaskCodec.decode(fixture("message-v1-upload.json"));
        assertEquals(TaskMessage.of(List.of(begun.carrying(begun.stamp(), upload))), message);
    }

    @Test
    void tasksOfKeysAloneAreReadForEver() throws Exception {
        assertEquals(
                TaskMessage.of(List.of(
                        new DeleteTask(new ObjectKey("a/b"), new ObjectKey("c/b")),
                        new DeleteTask(new ObjectKey("d"), new ObjectKey("d")),
                        new LookTask(new ObjectKey("e"), new ObjectKey("f")))),
                TaskCodec.decode(fixture("message-v1-delete.json")));
    }

    @Test
    void tasksOfHistoriesAreReadForEver() throws Exception {
        HistoryTask begun = new HistoryTask(new ObjectKey("d"), new ObjectKey("d"));
        StartedUpload upload = new StartedUpload("2~x", 8 << 20, 7, Instant.parse("2026-11-21T08:00:00Z"), "as it was");
        assertEquals(
                TaskMessage.of(List.of(
                        new HistoryTask(new ObjectKey("a/b"), new ObjectKey("c/b")),
                        begun.leaving(Optional.of(new StartedVersion("null 1795251600 e1", upload))),
                        begun)),
                TaskCodec.decode(fixture("message-v1-history.json")));
    }

    @Test
    void aCopyThatEndsWithALookIsReadForEver() throws Exception {
        String text = "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"size\":1,"
                + "\"modified\":\"2026-11-21T09:00:00Z\",\"then\":\"look\"}]}";
        CopyTask plain = new CopyTask(new ObjectKey("a"), new ObjectKey("a"), new ObjectStamp(1, ETag.NONE, NINE));
        assertEquals(List.of(plain.thenLooking()), TaskCodec.decode(text).tasks());
        assertRefused(text.replace("\"look\"", "\"sing\""), "'sing'");
    }

    @Test
    void anotherVersionOrOperationIsRefusedByName() {
        assertRefused("{\"v\":2,\"attempt\":1,\"tasks\":[]}", "version 2");
        assertRefused("{\"v\":1,\"attempt\":1,\"tasks\":[{\"op\":\"shred\",\"source\":\"a\"}]}", "'shred'");
        assertRefused("{\"v\":2,\"attempt\":1,\"tasks\":[{\"op\":\"shred\"}]}", "version 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "null",
                "{\"v\":1}",
                "{\"v\":1,\"tasks\":[]}",
                "{\"v\":1,\"tasks\":7}",
                "{\"v\":1,\"tasks\":[7]}",
                "{\"v\":1,\"attempt\":0,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"size\":1,\"modified\":\"2026-11-21T09:00:00Z\"}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"\",\"size\":1,\"modified\":\"2026-11-21T09:00:00Z\"}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"modified\":\"2026-11-21T09:00:00Z\"}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"size\":1,\"modified\":\"noon\"}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"size\":1,\"modified\":\"2026-11-21T09:00:00Z\"}",
                "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"size\":1,\"modified\":\"2026-11-21T09:00:00Z\"}]}"
                        + " x",
                "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"size\":1,\"modified\":\"2026-11-21T09:00:00Z\",\"upload\":7}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"size\":1,\"modified\":\"2026-11-21T09:00:00Z\",\"upload\":{\"id\":\"u\"}}]}",
                // Of another kind than text: "null" and "7" would be keys.
                "{\"v\":1,\"tasks\":[{\"op\":\"delete\",\"source\":null}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"delete\",\"source\":\"a\",\"destination\":null}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"look\",\"source\":7}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"look\",\"source\":true}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"size\":1.9,\"modified\":\"2026-11-21T09:00:00Z\"}]}",
                "{\"v\":1,\"tasks\":[{\"op\":\"copy\",\"source\":\"a\",\"size\":1,\"etag\":null,\"modified\":\"2026-11-21T09:00:00Z\"}]}",
                "{\"v\":1.7,\"tasks\":[{\"op\":\"look\",\"source\":\"a\"}]}",
            })
    void whatIsNoMessageIsRefused(String text) {
        assertThrows(UnreadableMessageException.class, () -> TaskCodec.decode(text));
    }

    private static void assertRefused(String text, String named) {
        UnreadableMessageException refusal =
                assertThrows(UnreadableMessageException.class, () -> TaskCodec.decode(text));
        assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
    }

    private static boolean isXml(int c) {
        return c == 9 || c == 10 || c == 13 || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    private static Task task(Random random) {
        String source = text(random) + "s";
        if (random.nextInt(3) == 0) {
            return new DeleteTask(
                    new ObjectKey(source), new ObjectKey(random.nextBoolean() ? source : text(random) + "d"));
        }
        if (random.nextInt(3) == 0) {
            return new LookTask(new ObjectKey(source), new ObjectKey(text(random) + "d"));
        }
        if (random.nextInt(3) == 0) {
            HistoryTask history = new HistoryTask(
                    new ObjectKey(source), new ObjectKey(random.nextBoolean() ? source : text(random) + "d"));
            return random.nextBoolean()
                    ? history
                    : history.leaving(Optional.of(new StartedVersion(text(random) + "v", upload(random))));
        }
        CopyTask plain = copy(source, random.nextBoolean() ? source : text(random) + "d");
        CopyTask task = random.nextBoolean() ? plain : plain.thenLooking();
        return random.nextBoolean() ? task : task.carrying(task.stamp(), upload(random));
    }

    private static StartedUpload upload(Random random) {
        return new StartedUpload(
                text(random) + "u",
                1 + random.nextLong(5L << 30),
                random.nextInt(10_001),
                NINE.plusNanos(random.nextInt()),
                text(random));
    }

    private static CopyTask copy(String source, String destination) {
        ObjectStamp stamp =
                new ObjectStamp(source.length() * 12345678901L, new ETag("e\"" + source), NINE.plusNanos(7));
        return new CopyTask(new ObjectKey(source), new ObjectKey(destination), stamp);
    }

    private static String text(Random random) {
        int[] edges = {
            0, 1, 9, 0x1F, ' ', '"', '/', '\\', 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD800, 0xDFFF, 0xFFFE, 0x1F600
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(edges[random.nextInt(edges.length)]);
        }
        return text.toString();
    }

    private static String fixture(String name) throws Exception {
        try (InputStream in = TaskCodecTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
