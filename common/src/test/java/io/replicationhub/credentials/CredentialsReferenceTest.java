package io.replicationhub.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References are read or refused with a reason, and no secret is ever shown. */
final class CredentialsReferenceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"default", "profile:work", "env:SOURCE", "file:/a/b.json", "anonymous"})
    void aReferenceIsReadAndWrittenAlike(String text) {
        assertEquals(text, CredentialsReference.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "default:x, takes nothing",
        "anonymous:, takes nothing",
        "profile:, name",
        "env:, PREFIX",
        "env:9A, PREFIX",
        "env:A-B, PREFIX",
        "file:, path",
        "'', expected default",
        "wJalrXUtnFEMI/K7MDENG, expected default"
    })
    void aBadReferenceIsRefusedWithTheReasonAndNotRepeated(String text, String reason) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> CredentialsReference.parse(text));
        assertTrue(failure.getMessage().contains(reason), failure.getMessage());
        assertFalse(failure.getMessage().contains("wJalr"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_key_id\":\"a\",\"secret_access_key\":\"s\"}",
                "{\"aws_access_key_id\":\"a\",\"aws_secret_access_key\":\"s\",\"region_name\":\"eu-west-1\"}",
                "{\"oss_endpoint\":\"x\",\"oss_access_key_id\":\"a\",\"oss_access_key_secret\":\"s\"}",
                "{\"more\":{\"access_key_id\":[1]},\"access_key_id\":\" a \",\"secret_access_key\":\"s\\n\"}"
            })
    void everySpellingOfTheFileIsKnown(String json) {
        assertEquals(Credentials.of("a", "s"), CredentialsJson.parse(json).credentials());
    }

    @Test
    void aTokenComesAlong() {
        assertEquals(
                Optional.of("t"),
                CredentialsJson.parse("{\"access_key_id\":\"a\",\"secret_access_key\":\"s\",\"session_token\":\"t\"}")
                        .credentials()
                        .sessionToken());
        assertEquals(Credentials.ANONYMOUS, CredentialsJson.parse("{}").credentials());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"access_key_id\":\"a\"}|lacks secret_access_key",
                "{\"aws_secret_access_key\":\"hunter2\"}|lacks aws_access_key_id",
                "{\"password\":\"hunter2\"}|has none of",
                "{\"access_key_id\":\"a\",\"secret_access_key\":\"hunter2\" oops|not valid JSON",
                "hunter2|not valid JSON",
                "[\"hunter2\"]|not a JSON object",
                "{\"access_key_id\":\"a\"} {}|not one JSON object"
            })
    void aBadFileIsRefusedWithTheReasonAndWithoutItsContent(String json, String reason) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> CredentialsJson.parse(json));
        assertTrue(failure.getMessage().contains(reason), failure.getMessage());
        assertFalse(failure.getMessage().contains("hunter2"), failure.getMessage());
    }

    @Test
    void aFileIsReadAgainAfterItsCredentialsRanOut() throws Exception {
        Path file = write("{\"access_key_id\":\"one\",\"secret_access_key\":\"s\"}");
        CredentialsSource source = FileCredentials.source(file, InstantSource.system());
        Credentials first = source.current();
        write("{\"access_key_id\":\"two\",\"secret_access_key\":\"s\"}");
        assertEquals(first, source.current());
        source.expired(first);
        assertEquals("two", source.current().accessKey());
        source.expired(first);
        Files.delete(file);
        assertEquals("two", source.current().accessKey());
        source.expired(source.current());
        assertThrows(StorageException.Denied.class, source::current);
    }

    @Test
    void variablesThatAreNotSetAreNamed() throws Exception {
        StorageException none = assertThrows(
                StorageException.Denied.class,
                () -> EnvironmentCredentials.source("SRC", Map.of()).current());
        assertTrue(none.getMessage().contains("SRC_ACCESS_KEY_ID"), none.getMessage());
        Map<String, String> set = Map.of("SRC_ACCESS_KEY_ID", "a", "SRC_SECRET_ACCESS_KEY", "s");
        assertEquals(Optional.of(Credentials.of("a", "s")), EnvironmentCredentials.read("SRC", set));
    }

    @Test
    void credentialsShowNoSecret() {
        Credentials credentials = new Credentials("AKIAIOSFODNN7EXAMPLE", "hunter2", Optional.of("hunter2"));
        assertFalse(credentials.toString().contains("hunter2"));
        assertFalse(credentials.toString().contains("EXAMPLE"));
        assertThrows(IllegalArgumentException.class, () -> Credentials.of("a", ""));
    }

    private Path write(String json) throws Exception {
        return Files.writeString(folder.resolve("credentials.json"), json);
    }
}
