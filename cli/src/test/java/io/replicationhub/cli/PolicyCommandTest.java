package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code drh policy}: for chosen options these actions, and no others. */
class PolicyCommandTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/mover";

    @Test
    void aPlainRunTakesTheLeast() throws Exception {
        JsonNode policies =
                policy("s3://from/photos/", "s3://to/copy/", "--json").json();
        assertEquals(Set.of("s3:ListBucket", "s3:GetObject"), actions(policies.get("source-identity")));
        assertEquals(
                Set.of(
                        "s3:ListBucket",
                        "s3:GetObject",
                        "s3:PutObject",
                        "s3:AbortMultipartUpload",
                        "s3:ListMultipartUploadParts",
                        "s3:ListBucketMultipartUploads"),
                actions(policies.get("destination-identity")));
        assertEquals(
                Set.of("arn:aws:s3:::to", "arn:aws:s3:::to/copy/*"), resources(policies.get("destination-identity")));
        assertEquals(2, policies.size(), policies::toString);
    }

    @Test
    void eachOptionAddsWhatItTakes() throws Exception {
        adds(Set.of("s3:GetObjectTagging"), Set.of("s3:PutObjectTagging"), "--tags");
        adds(Set.of(), Set.of("s3:DeleteObject"), "--delete");
        adds(Set.of(), Set.of("s3:PutObjectAcl"), "--acl", "private");
        adds(Set.of(), Set.of("kms:Decrypt", "kms:GenerateDataKey"), "--sse", "kms", "--sse-kms-key-id", "1-2");
        adds(Set.of(), Set.of(), "--sse", "aes256");
        adds(Set.of(), Set.of(), "--requester-pays");
        adds(Set.of("kms:Decrypt"), Set.of(), "--source-kms-key-id", "alias/mine");
        adds(Set.of("s3:RestoreObject"), Set.of(), "--for-restore");
        adds(
                Set.of("s3:GetBucketVersioning", "s3:ListBucketVersions", "s3:GetObjectVersion"),
                Set.of(
                        "s3:GetBucketVersioning",
                        "s3:ListBucketVersions",
                        "s3:GetObjectVersion",
                        "s3:DeleteObject",
                        "s3:DeleteObjectVersion"),
                "--versions",
                "all");
    }

    @Test
    void anotherAccountsBucketHasAPolicyOfItsOwn() throws Exception {
        JsonNode policies = policy(
                        "s3://from",
                        "s3://to",
                        "--side",
                        "destination",
                        "--principal",
                        ROLE,
                        "--sse",
                        "kms",
                        "--sse-kms-key-id",
                        "1-2",
                        "--json")
                .json();
        assertEquals(
                List.of("destination-identity", "destination-bucket", "destination-key"),
                List.copyOf(fieldNames(policies)));
        policies.get("destination-bucket")
                .get("Statement")
                .forEach(statement ->
                        assertEquals(ROLE, statement.get("Principal").get("AWS").asText()));
        assertEquals(Set.of("*"), resources(policies.get("destination-key")));
    }

    @Test
    void whoLooksUpCredentialsMay() throws Exception {
        JsonNode policies = policy(
                        "s3://from",
                        "s3://to",
                        "--source-region",
                        "cn-north-1",
                        "--source-credentials",
                        "ssm:drh-credentials",
                        "--destination-credentials",
                        "role:" + ROLE + "?from=profile:base",
                        "--json")
                .json();
        assertEquals(Set.of("arn:aws-cn:ssm:*:*:parameter/drh-credentials"), resources(policies.get("credentials")));
        assertEquals(Set.of(ROLE), resources(policies.get("credentials of profile:base")));
        assertEquals(
                Set.of("arn:aws-cn:s3:::from", "arn:aws-cn:s3:::from/*"), resources(policies.get("source-identity")));
    }

    /** A region of another service's is none of AWS's. */
    @Test
    void documentsOfCredentialsAreWhereDrhRunsAndNotWhereAnotherServiceIs() throws Exception {
        String[] fromOss = {"oss://from", "s3://to", "--source-region", "cn-hangzhou", "--json"};
        assertEquals(
                Set.of("arn:aws:ssm:*:*:parameter/oss-keys"),
                resources(policy(with(fromOss, "--source-credentials", "ssm:oss-keys"))
                        .json()
                        .get("credentials")));
        assertEquals(
                Set.of("arn:aws-cn:ssm:cn-north-1:*:parameter/oss-keys"),
                resources(policy(with(fromOss, "--source-credentials", "ssm:oss-keys?region=cn-north-1"))
                        .json()
                        .get("credentials")));
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void textSaysWhereEachBelongs() {
        policy("s3://from", "oss://to", "--destination-region", "cn-hangzhou", "--requester-pays")
                .ended(0)
                .says(
                        "For the role or user that reads s3://from (default)",
                        "For the role or user that writes oss://to (default)",
                        "Note: the destination is Aliyun OSS, which has names of its own",
                        "on our bill");
        policy("s3://from", "s3://to", "--source-credentials", "anonymous")
                .ended(0)
                .says("the source is asked without credentials")
                .doesNotSay("that reads");
        policy("s3://from", "s3://to", "--principal", "me")
                .ended(2)
                .says("--principal must be the ARN of a role or user");
        policy("s3://from", "s3://to", "--side", "left").ended(2).says("one of source, destination, both");
    }

    private static void adds(Set<String> atSource, Set<String> atDestination, String... options) throws Exception {
        JsonNode plain = policy("s3://from", "s3://to", "--json").json();
        List<String> all = new ArrayList<>(List.of("s3://from", "s3://to", "--json"));
        all.addAll(List.of(options));
        JsonNode more = policy(all.toArray(String[]::new)).ended(0).json();
        assertEquals(atSource, difference(more, plain, "source-identity"));
        assertEquals(atDestination, difference(more, plain, "destination-identity"));
    }

    private static Set<String> difference(JsonNode more, JsonNode plain, String name) {
        Set<String> added = actions(more.get(name));
        added.removeAll(actions(plain.get(name)));
        return added;
    }

    private static Set<String> actions(JsonNode policy) {
        Set<String> actions = new TreeSet<>();
        policy.get("Statement")
                .forEach(statement -> statement.get("Action").forEach(action -> actions.add(action.asText())));
        return actions;
    }

    private static Set<String> resources(JsonNode policy) {
        Set<String> resources = new TreeSet<>();
        policy.get("Statement")
                .forEach(statement -> resources.add(statement.get("Resource").asText()));
        return resources;
    }

    private static List<String> fieldNames(JsonNode policies) {
        List<String> names = new ArrayList<>();
        policies.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Ran policy(String... arguments) {
        List<String> all = new ArrayList<>(List.of("policy"));
        all.addAll(List.of(arguments));
        return Ran.drh(Map.of(), all.toArray(String[]::new));
    }
}
