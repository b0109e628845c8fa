package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private final JsonNode parameters = Synthesized.plain().template().get("Parameters");

    @Test
    void thoseOfV1KeepTheirNamesDefaultsAndValues() {
        for (String required : List.of("srcBucketName", "destBucketName", "alarmEmail")) {
            assertFalse(parameters.get(required).has("Default"), required);
        }
        for (String empty : List.of(
                "srcBucketPrefix",
                "destBucketPrefix",
                "ecsClusterName",
                "ecsVpcId",
                "ecsPublicSubnetsA",
                "ecsPublicSubnetsB")) {
            assertEquals("", parameters.get(empty).get("Default").asText(), empty);
        }
        assertEquals("GET", parameters.get("jobType").get("Default").asText());
        assertEquals(List.of("GET", "PUT"), values("jobType"));
        assertEquals("AWS S3", parameters.get("sourceType").get("Default").asText());
        assertEquals(List.of("AWS S3", "Aliyun OSS", "Qiniu Kodo", "Tencent COS"), values("sourceType"));
        assertEquals(
                "drh-credentials",
                parameters.get("credentialsParameterStore").get("Default").asText());
    }

    @Test
    void onlyThoseThatMustBeGivenHaveNoDefault() {
        Set<String> without = new HashSet<>();
        parameters.properties().forEach(each -> {
            if (!each.getValue().has("Default")) {
                without.add(each.getKey());
            }
        });
        assertEquals(Set.of("srcBucketName", "destBucketName", "alarmEmail"), without);
    }

    @Test
    void eachIsDescribedGroupedLabelledAndSaysWhatItTakes() {
        JsonNode sheet = Synthesized.plain().template().get("Metadata").get("AWS::CloudFormation::Interface");
        Set<String> grouped = new HashSet<>();
        sheet.get("ParameterGroups")
                .forEach(group -> group.get("Parameters").forEach(name -> assertTrue(grouped.add(name.asText()))));
        Set<String> all = new HashSet<>();
        parameters.properties().forEach(each -> {
            all.add(each.getKey());
            assertTrue(each.getValue().has("Description"), each.getKey());
            assertTrue(each.getValue().has("ConstraintDescription"), each.getKey());
            assertTrue(sheet.get("ParameterLabels").has(each.getKey()), each.getKey());
        });
        assertEquals(all, grouped);
    }

    @Test
    void wrongTextIsRefusedAndRightTextIsNot() {
        accepts("srcBucketName", "my-bucket.2026", "bucket-1250000000");
        refuses("srcBucketName", "", "s3://bucket", "bucket/folder", "a b");
        accepts("srcBucketPrefix", "", "photos/2026/", "a b+c=ü");
        refuses("srcBucketPrefix", "a*", "what?", "${aws:username}");
        accepts("alarmEmail", "ops+drh@example.co.uk");
        refuses("alarmEmail", "", "nobody", "a@b");
        accepts("schedule", "", "rate(1 hour)", "rate(30 minutes)", "cron(15 2 * * ? *)");
        refuses("schedule", "hourly", "rate(0 hours)", "rate(1 week)");
        accepts("filterRules", "", "include *.jpg", "exclude tmp/**;include *.jpg");
        refuses("filterRules", "*.jpg", "include a; exclude b", "include a;");
        accepts("maxDelete", "100", "10%", "0.5%");
        refuses("maxDelete", "ten", "10 objects");
        accepts("sseKmsKeyArn", "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab");
        refuses("sseKmsKeyArn", "1234abcd", "arn:aws:kms:eu-central-1:123456789012:alias/x");
        accepts("partSize", "", "16MiB", "67108864");
        refuses("partSize", "big", "-1");
        accepts("sourceEndpoint", "", "https://s3.example.com", "http://10.0.0.5:9000");
        refuses("sourceEndpoint", "s3.example.com", "https://user:secret@host", "https://host/?q");
        accepts("ecsVpcId", "", "vpc-0123456789abcdef0");
        refuses("ecsVpcId", "my-vpc");
        accepts(
                "sourceCredentialsName",
                "drh/credentials",
                "arn:aws:iam::123456789012:role/reader?external-id=hub-1&region=eu-west-1");
        refuses("sourceCredentialsName", "{\"access_key_id\": \"x\"}");
        accepts("staleUploadAge", "", "7d");
        refuses("staleUploadAge", "7", "12h");
    }

    private void accepts(String name, String... texts) {
        for (String text : texts) {
            assertTrue(matches(name, text), name + " refuses " + text);
        }
    }

    private void refuses(String name, String... texts) {
        for (String text : texts) {
            assertFalse(matches(name, text), name + " takes " + text);
        }
    }

    private boolean matches(String name, String text) {
        return Pattern.compile(parameters.get(name).get("AllowedPattern").asText())
                .matcher(text)
                .matches();
    }

    private List<String> values(String name) {
        return StreamSupport.stream(parameters.get(name).get("AllowedValues").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
