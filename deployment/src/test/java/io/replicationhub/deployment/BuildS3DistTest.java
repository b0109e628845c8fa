package io.replicationhub.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildS3DistTest {
    private static final String TEMPLATE = """
        {"Bucket": {"Fn::Sub": "%%BUCKET%%-${AWS::Region}"}, "Key": "%%NAME%%/%%VERSION%%/lambda-worker-0.1.0-arm64.jar",
         "Hooks": "%%NAME%%/%%VERSION%%/stack-hooks-0.1.0.jar", "Image": {"Fn::Sub": "%%IMAGE%%"}}
        """;
    private static final String GLOBAL = "deployment/global-s3-assets/drh.template.json";
    private static final String CHINA = "deployment/global-s3-assets/cn/drh.template.json";

    private Workshop workshop;

    @BeforeEach
    void aWorkshop(@TempDir Path folder) throws IOException {
        workshop = Workshop.in(folder);
    }

    private Workshop stocked() throws IOException {
        return workshop.standIn("mvn", "")
                .file("deployment/global/drh.template.json", TEMPLATE)
                .file("deployment/cn/drh.template.json", TEMPLATE)
                .file("lambda-worker/target/lambda-worker-0.1.0.jar", "not this one")
                .file("lambda-worker/target/lambda-worker-0.1.0-x86_64.jar", "worker of the other processor")
                .file("lambda-worker/target/lambda-worker-0.1.0-arm64.jar", "worker")
                .file("stack-hooks/target/stack-hooks-0.1.0.jar", "hooks");
    }

    @Test
    void whateverIsMissingIsSaidAtOnce() throws Exception {
        Workshop.Ran ran = workshop.run("build-s3-dist.sh");

        assertEquals(2, ran.exit());
        for (String missing : List.of("BUCKET", "NAME", "VERSION", "mvn is not installed", "no template", "--help")) {
            assertTrue(ran.err().contains(missing), () -> missing + " in " + ran.err());
        }
        assertEquals("", ran.out());
    }

    @Test
    void namesThatNoBucketCanHaveAreRefused() throws Exception {
        Workshop.Ran ran = stocked().run("build-s3-dist.sh", "My_Bucket", "a name", "v1/2", "fourth");

        assertEquals(2, ran.exit());
        for (String wrong : List.of("'My_Bucket'", "'a name'", "'v1/2'", "4 arguments")) {
            assertTrue(ran.err().contains(wrong), () -> wrong + " in " + ran.err());
        }
    }

    @Test
    void helpNamesTheArguments() throws Exception {
        Workshop.Ran ran = workshop.run("build-s3-dist.sh", "--help").well();

        assertTrue(ran.out().contains("build-s3-dist.sh BUCKET NAME VERSION"), ran.out());
        assertFalse(ran.out().contains("set -euo"), ran.out());
    }

    @Test
    void templatesOfBothPartitionsAreFilledIn() throws Exception {
        stocked().run("build-s3-dist.sh", "my-bucket", "hub", "v1.2.0").well();

        for (String template : List.of(GLOBAL, CHINA)) {
            assertEquals("""
                {"Bucket": {"Fn::Sub": "my-bucket-${AWS::Region}"}, "Key": "hub/v1.2.0/lambda-worker-0.1.0-arm64.jar",
                 "Hooks": "hub/v1.2.0/stack-hooks-0.1.0.jar", "Image": {"Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/drh-jobsender:v1.2.0"}}
                """, workshop.read(template));
        }
    }

    @Test
    void anImageOfOnesOwnIsProposed() throws Exception {
        String image = "public.ecr.aws/somebody/drh-jobsender:1.0@sha256:0123";
        stocked().run("build-s3-dist.sh", "b1", "hub", "v1", "--image", image).well();

        assertTrue(workshop.read(GLOBAL).contains("{\"Fn::Sub\": \"" + image + "\"}"), workshop.read(GLOBAL));
    }

    @Test
    void anImageThatWouldBreakTheTemplateIsRefused() throws Exception {
        Workshop.Ran ran = stocked().run("build-s3-dist.sh", "b1", "hub", "v1", "--image=x\", \"y|z");

        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("is no URI of an image"), ran.err());
    }

    @Test
    void theFunctionsAreBuiltAndLaidOutForArm() throws Exception {
        stocked()
                .file("deployment/regional-s3-assets/of-an-earlier-build.jar", "old")
                .run("build-s3-dist.sh", "b1", "hub", "v1")
                .well();

        assertEquals(1, workshop.called().size());
        assertTrue(workshop.called().get(0).contains("-pl lambda-worker,stack-hooks -am"));
        assertEquals("worker", workshop.read("deployment/regional-s3-assets/lambda-worker-0.1.0-arm64.jar"));
        assertEquals(
                "worker of the other processor",
                workshop.read("deployment/regional-s3-assets/lambda-worker-0.1.0-x86_64.jar"));
        assertEquals("hooks", workshop.read("deployment/regional-s3-assets/stack-hooks-0.1.0.jar"));
        assertFalse(Files.exists(workshop.root().resolve("deployment/regional-s3-assets/of-an-earlier-build.jar")));
    }

    @Test
    void aBuildThatFailsEndsIt() throws Exception {
        Workshop.Ran ran = stocked().standIn("mvn", "exit 1").run("build-s3-dist.sh", "b1", "hub", "v1");

        assertEquals(1, ran.exit());
    }

    @Test
    void itSaysWhatToUploadWhereAndUploadsNothing() throws Exception {
        Workshop.Ran ran = stocked()
                .run("build-s3-dist.sh", "b1", "hub", "v1", "--skip-build")
                .well();

        assertTrue(ran.out().contains("s3://b1-REGION/hub/v1/"), ran.out());
        assertTrue(ran.out().contains("build-ecr.sh REGION ACCOUNT v1"), ran.out());
        assertEquals(List.of(), workshop.called());
    }

    @Test
    void aPlaceholderThatNobodyFillsIsAFault() throws Exception {
        Workshop.Ran ran = stocked()
                .file("deployment/cn/drh.template.json", "{\"a\": \"%%BUKCET%%\"}")
                .run("build-s3-dist.sh", "b1", "hub", "v1");

        assertEquals(1, ran.exit());
        assertTrue(ran.err().contains("%%BUKCET%%"), ran.err());
    }

    @Test
    void codeThatTemplatesAskForAndNobodyBuildsIsAFault() throws Exception {
        Workshop.Ran ran = stocked()
                .file("deployment/global/other.template.json", "{\"a\": \"%%NAME%%/%%VERSION%%/more.zip\"}")
                .run("build-s3-dist.sh", "b1", "hub", "v1");

        assertEquals(1, ran.exit());
        assertTrue(ran.err().contains("hub/v1/more.zip"), ran.err());
    }

    @Test
    void thePublishedTemplatesAreFilledInAndAskForWhatIsBuilt() throws Exception {
        Workshop shop = stocked();
        for (String partition : List.of("global", "cn")) {
            Path published =
                    Workshop.REPOSITORY.resolve("deployment/" + partition + "/data-replication-hub.template.json");
            shop.file("deployment/" + partition + "/drh.template.json", Files.readString(published));
        }

        shop.run("build-s3-dist.sh", "my-bucket", "hub", "v1").well();

        assertTrue(workshop.read(CHINA).contains("hub/v1/lambda-worker-0.1.0-arm64.jar"), "the worker's code");
        assertTrue(workshop.read(GLOBAL).contains("hub/v1/stack-hooks-0.1.0.jar"), "the hooks' code");
    }
}
