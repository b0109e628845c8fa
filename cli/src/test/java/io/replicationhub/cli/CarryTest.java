package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.ArmedRule;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.testkit.BytesPayload;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes along with the bytes, from the options to the requests, on a server that keeps all of it. */
@Timeout(120)
class CarryTest extends Carrying {
    @ParameterizedTest
    @EnumSource
    void everythingGoesAlongEachWay(Way way) throws Exception {
        put("empty", 0);
        put("small", 1_000);
        put("passed-on", MIB);
        put("large", 17 * MIB);
        scene.replicate(way.with("--tags", "--storage-class", "keep", "--website-redirects", "--part-size", "5MiB"))
                .ended(0)
                .says("4 objects", "agree for all selected objects")
                .doesNotSay("without");
        for (String key : List.of("empty", "small", "passed-on", "large")) {
            assertEquals(LABELS, metadata(key), key);
            assertEquals(TAGS, destination.tags(new ObjectKey(key)), key);
            assertEquals("STANDARD_IA", head(key).storageClass(), key);
        }
        scene.verify(way.with("--deep")).ended(0);
        scene.plan(way.with("--exit-code")).ended(0);
    }

    @Test
    void theRedirectOfAnEmptyObjectComesAlongInACopyByTheStoreItself() throws Exception {
        put("empty", 0);
        put("small", 1_000);
        scene.replicate(Way.BY_THE_STORE.with()).ended(0);
        assertEquals(LABELS, metadata("empty"));
        assertEquals(LABELS.withoutRedirect(), metadata("small"), "no look is taken at an object that has a body");
        scene.plan(Way.BY_THE_STORE.with()).ended(0);
    }

    @Test
    void withoutTheseOptionsNothingIsAskedForThem() throws Exception {
        put("small", 1_000);
        put("other", 2_000);
        try (FaultProxy proxy = FaultProxy.inFrontOf(URI.create(server.endpoint()))) {
            ArmedRule objects = proxy.arm(Rule.watching(head -> head.path().matches("/[^/]+/.+")));
            ArmedRule asking = proxy.arm(Rule.watching(CarryTest::asksForSomething));
            at(proxy.endpoint());
            scene.replicate(Way.THROUGH_US.with()).ended(0);
            assertEquals(4, objects.matched(), "one GET and one PUT for each");
            scene.to("s3://second");
            createBucket("second");
            scene.replicate(Way.BY_THE_STORE.with()).ended(0);
            assertEquals(6, objects.matched(), "one copy for each");
            assertEquals(0, asking.matched());
        }
        assertEquals(LABELS, metadata("small"));
        assertEquals(ObjectTags.NONE, destination.tags(new ObjectKey("small")));
        assertEquals("STANDARD", named(head("small").storageClass()));
    }

    @Test
    void tagsAreReadOnlyWhereSomeAreCounted() throws Exception {
        put("tagged", 10);
        for (int i = 0; i < 20; i++) {
            Scene.put(source, "bare-" + i, ObjectMetadata.NONE, BytesPayload.random(i, 10));
        }
        try (FaultProxy proxy = FaultProxy.inFrontOf(URI.create(server.endpoint()))) {
            ArmedRule read = proxy.arm(Rule.watching(head -> head.hasQuery("tagging")));
            at(proxy.endpoint());
            scene.replicate(Way.THROUGH_US.with("--tags", "--source-profile", "minio", "--concurrency", "1"))
                    .ended(0);
            assertEquals(2, read.matched(), "those of the tagged one, and one to see that we may");
        }
        assertEquals(TAGS, destination.tags(new ObjectKey("tagged")));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsChosenForAllStandsInEveryRequestThatMakesAnObject(Way way) throws Exception {
        put("small", 1_000);
        put("large", 17 * MIB);
        Map<String, String> expected = Map.of(
                "x-amz-storage-class", "ONEZONE_IA",
                "x-amz-acl", "bucket-owner-full-control",
                "x-amz-server-side-encryption", "aws:kms",
                "x-amz-server-side-encryption-aws-kms-key-id", "alias/k",
                "x-amz-server-side-encryption-bucket-key-enabled", "true");
        try (FaultProxy proxy = FaultProxy.inFrontOf(URI.create(server.endpoint()))) {
            Predicate<RequestHead> makes = Requests.writingAnObject().or(Requests.creatingAnUpload());
            ArmedRule made = proxy.arm(Rule.watching(makes));
            ArmedRule whole = proxy.arm(Rule.watching(makes.and(head -> expected.entrySet().stream()
                    .allMatch(each -> head.header(each.getKey()).equals(Optional.of(each.getValue()))))));
            ArmedRule all = proxy.arm(Rule.watching(Requests.all()));
            ArmedRule paid = proxy.arm(
                    Rule.watching(head -> head.header("x-amz-request-payer").equals(Optional.of("requester"))));
            at(proxy.endpoint());
            scene.replicate(way.with(
                            "--storage-class",
                            "STANDARD_IA=ONEZONE_IA",
                            "--acl",
                            "bucket-owner-full-control",
                            "--sse",
                            "kms",
                            "--sse-kms-key-id",
                            "alias/k",
                            "--sse-bucket-key",
                            "on",
                            "--requester-pays"))
                    .ended(0);
            assertTrue(made.matched() >= 2, made::toString);
            assertEquals(made.matched(), whole.matched());
            scene.plan(way.with("--requester-pays")).ended(0);
            scene.verify(way.with("--requester-pays", "--deep")).ended(0);
            assertEquals(all.matched(), paid.matched());
        }
    }

    @Test
    void theConfigFileKnowsTheSameNames() throws Exception {
        put("small", 10);
        Path config = folder.resolve("drh.yaml");
        Files.writeString(config, """
                tags: true
                on-loss: warn
                storage-class: keep,STANDARD_IA=GLACIER_IR
                sse: aes256
                acl: private
                requester-pays: true
                website-redirects: true
                """);
        scene.replicate(Way.THROUGH_US.with("--config", config.toString())).ended(0);
        assertEquals(TAGS, destination.tags(new ObjectKey("small")));
        assertEquals("GLACIER_IR", head("small").storageClass());
    }

    private static boolean asksForSomething(RequestHead head) {
        return head.hasQuery("tagging")
                || head.headers().stream()
                        .map(line -> line.toLowerCase(java.util.Locale.ROOT))
                        .anyMatch(line -> line.startsWith("x-amz-tagging")
                                || line.startsWith("x-amz-storage-class")
                                || line.startsWith("x-amz-acl")
                                || line.startsWith("x-amz-request-payer")
                                || line.startsWith("x-amz-server-side-encryption"));
    }

    private static String named(String storageClass) {
        return storageClass.isEmpty() ? "STANDARD" : storageClass;
    }
}
