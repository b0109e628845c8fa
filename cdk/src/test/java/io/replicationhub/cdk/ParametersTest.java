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
    private final Set<String> accepting = new HashSet<>();
    private final Set<String> refusing = new HashSet<>();
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
        for (String bucket : List.of("srcBucketName", "destBucketName")) {
            accepts(bucket, "my-bucket.2026", "bucket-1250000000");
            refuses(bucket, "", "s3://bucket", "bucket/folder", "a b", "-a-", "ab");
        }
        for (String prefix : List.of("srcBucketPrefix", "destBucketPrefix")) {
            accepts(prefix, "", "photos/2026/", "a b+c=ü");
            refuses(prefix, "a*", "what?", "${aws:username}");
        }
        accepts("alarmEmail", "ops+drh@example.co.uk");
        refuses("alarmEmail", "", "nobody", "a@b");
        accepts("credentialsParameterStore", "", "drh-credentials", "/team/drh");
        refuses("credentialsParameterStore", "{\"access_key_id\": \"x\"}", "a b", "arn:aws:ssm:x:1:parameter/y");
        accepts("schedule", "", "rate(1 hour)", "rate(30 minutes)", "cron(15 2 * * ? *)");
        refuses("schedule", "hourly", "rate(0 hours)", "rate(1 week)", "cron(15 2 * * ?)", "cron()");
        accepts("filterRules", "", "include *.jpg", "exclude tmp/**;include *.jpg");
        refuses("filterRules", "*.jpg", "include a; exclude b", "include a;");
        accepts("maxDelete", "", "100", "10%", "0.5%", "100 %", "100.0%");
        refuses("maxDelete", "ten", "10 objects", "101%", "100.5%", "-1");
        for (String key : List.of("sseKmsKeyArn", "sourceKmsKeyArn", "credentialsKmsKeyArn")) {
            accepts(key, "", "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab");
            refuses(key, "1234abcd", "arn:aws:kms:eu-central-1:123456789012:alias/x");
        }
        accepts(
                "permissionsBoundaryArn",
                "",
                "arn:aws-cn:iam::123456789012:policy/team/bounds",
                "arn:aws:iam::aws:policy/X");
        refuses("permissionsBoundaryArn", "bounds", "arn:aws:iam::123456789012:role/bounds");
        for (String size : List.of("minSize", "maxSize")) {
            accepts(size, "", "0", "512", "10KiB", "5MB", "1.5 GB", "7b");
            refuses(size, "big", "-1", "10M", "10Ki", "10 bytes", "1234567TiB");
        }
        accepts("partSize", "", "5MiB", "16MiB", "5120 MiB", "1GiB", "5gib");
        refuses("partSize", "big", "-1", "0", "4MiB", "5121MiB", "6GiB", "16MB", "16M", "67108864");
        accepts("bandwidth", "", "10MB/s", "64MiB/s", "1.5 GB/s");
        refuses("bandwidth", "fast", "0MB/s", "10", "10Mbit/s");
        for (String time : List.of("modifiedAfter", "modifiedBefore")) {
            accepts(time, "", "2026-01-31T08:00:00Z");
            refuses(time, "2026-01-31", "7d", "2026-13-01T08:00:00Z", "2026-01-32T08:00:00Z", "2026-01-31T24:00:00Z");
        }
        for (String endpoint : List.of("sourceEndpoint", "destinationEndpoint")) {
            accepts(endpoint, "", "https://s3.example.com", "http://10.0.0.5:9000");
            refuses(endpoint, "s3.example.com", "https://user:secret@host", "https://host/?q", "https://host/path");
        }
        for (String region : List.of("sourceRegion", "destinationRegion")) {
            accepts(region, "", "eu-central-1", "cn-hangzhou", "ap-guangzhou");
            refuses(region, "Frankfurt", "eu central 1", "x");
        }
        for (String name : List.of("sourceCredentialsName", "destinationCredentialsName")) {
            accepts(
                    name,
                    "",
                    "drh/credentials",
                    "arn:aws:iam::123456789012:role/reader?external-id=hub-1&region=eu-west-1");
            refuses(name, "{\"access_key_id\": \"x\"}", "a b");
        }
        accepts("staleUploadAge", "", "7d");
        refuses("staleUploadAge", "7", "12h", "0d");
        accepts("threads", "", "1", "16", "500", "512");
        refuses("threads", "0", "513", "999", "many");
        accepts("destStorageClass", "", "STANDARD_IA", "keep", "keep,STANDARD=GLACIER_IR,STANDARD_IA=ONEZONE_IA");
        refuses("destStorageClass", "a b", "IA;GLACIER", "STANDARD=", "STANDARD=ONEZONE_IA,", "STANDARD,ONEZONE_IA");
        accepts("ecsClusterName", "", "my-cluster_1");
        refuses("ecsClusterName", "arn:aws:ecs:eu-central-1:123456789012:cluster/c", "a b");
        accepts("ecsVpcId", "", "vpc-0123456789abcdef0");
        refuses("ecsVpcId", "my-vpc", "vpc-xyz");
        for (String subnet : List.of("ecsPublicSubnetsA", "ecsPublicSubnetsB")) {
            accepts(subnet, "", "subnet-12345678");
            refuses(subnet, "vpc-12345678", "subnet-1,subnet-2");
        }
        accepts("jobSenderImage", "", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/drh-jobsender:v1");
        refuses("jobSenderImage", "an image");

        Set<String> patterned = new HashSet<>();
        parameters.properties().forEach(each -> {
            if (each.getValue().has("AllowedPattern")) {
                patterned.add(each.getKey());
            }
        });
        assertEquals(patterned, accepting, "every pattern is tried with text that it takes");
        assertEquals(patterned, refusing, "every pattern is tried with text that it refuses");
    }

    @Test
    void whatHasNoPatternHasAListOrBounds() {
        parameters.properties().forEach(each -> {
            JsonNode parameter = each.getValue();
            assertTrue(
                    parameter.has("AllowedPattern")
                            || parameter.has("AllowedValues")
                            || (parameter.has("MinValue") && parameter.has("MaxValue")),
                    each.getKey());
        });
        assertEquals(1, parameters.get("backlogLimit").get("MinValue").asInt());
        assertEquals(1_000, parameters.get("lambdaConcurrency").get("MaxValue").asInt());
    }

    private void accepts(String name, String... texts) {
        accepting.add(name);
        for (String text : texts) {
            assertTrue(matches(name, text), name + " refuses " + text);
        }
    }

    private void refuses(String name, String... texts) {
        refusing.add(name);
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
