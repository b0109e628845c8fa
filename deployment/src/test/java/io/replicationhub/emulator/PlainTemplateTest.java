package io.replicationhub.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlainTemplateTest {
    static final Path SAMPLE = Path.of("src/test/resources/io/replicationhub/emulator/sample.template.json");

    private final PlainTemplate template = PlainTemplate.read(sample(), Map.of("BUCKET", "mine", "VERSION", "v1"));

    private static String sample() {
        try {
            return Files.readString(SAMPLE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void placeholdersAreFilledInWhereverTheyStand() {
        assertTrue(template.text().contains("\"mine-\""), template::text);
        assertTrue(template.text().contains("%%NAME%%/v1/"), "what nobody said stays");
    }

    @Test
    void itKnowsItsParameters() {
        assertEquals(
                Set.of("alarmEmail", "credentialsParameterStore", "destBucketName", "srcBucketName"),
                template.parameters());
    }

    @Test
    void whatIsLeftOutIsToldAndNobodyWaitsForItOrSpeaksOfIt() {
        List<String> left = template.leaveOut(List.of("AWS::Lambda::EventSource", "Custom::"));

        assertEquals(List.of("Mapping (AWS::Lambda::EventSourceMapping)", "FirstRun (Custom::FirstRun)"), left);
        assertFalse(template.text().contains("\"Mapping\""), template::text);
        assertTrue(template.text().contains("\"QueueUrl\""), "the other outputs stay");
    }

    @Test
    void whoWaitsForWhatIsGoneWaitsForTheRest() {
        var two = PlainTemplate.read(
                "{\"Resources\": {\"A\": {\"Type\": \"X::A\"}, \"B\": {\"Type\": \"X::B\", \"DependsOn\": [\"A\","
                        + " \"C\"]}, \"C\": {\"Type\": \"X::C\", \"DependsOn\": \"A\"}}}",
                Map.of());

        assertEquals(List.of("A (X::A)"), two.leaveOut(List.of("X::A")));
        assertEquals(
                "{\"Resources\":{\"B\":{\"Type\":\"X::B\",\"DependsOn\":[\"C\"]},\"C\":{\"Type\":\"X::C\"}}}",
                two.text());
    }

    @Test
    void whoNamesWhatIsGoneGetsATextInstead() {
        var two = PlainTemplate.read(
                "{\"Resources\": {\"A\": {\"Type\": \"X::A\"}, \"B\": {\"Type\": \"X::B\", \"P\": [{\"Ref\": \"A\"},"
                        + " {\"Fn::GetAtt\": [\"A\", \"Arn\"]}, {\"Ref\": \"B\"}]}}}",
                Map.of());

        assertEquals(List.of("A (X::A)"), two.leaveOut(List.of("X::A")));
        assertEquals(
                "{\"Resources\":{\"B\":{\"Type\":\"X::B\",\"P\":[\"left-out-A\",\"left-out-A\",{\"Ref\":\"B\"}]}}}",
                two.text());
    }

    @Test
    void whatIsNoTemplateIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PlainTemplate.read("[]", Map.of()));
        assertThrows(IllegalArgumentException.class, () -> PlainTemplate.read("{", Map.of()));
    }
}
