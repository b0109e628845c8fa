package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.Point;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.plan.Side;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code drh doctor} on a server that keeps everything, with one thing wrong at a time. */
@Timeout(120)
class DoctorTest extends InClinic {
    @Test
    void whereNothingIsWrongARunCanGoAhead() {
        clinic.doctor("--tags", "--acl", "private", "--sse", "kms", "--delete", "--storage-class", "STANDARD_IA")
                .ended(0)
                .says(
                        "Source s3://from/photos/ (Amazon S3)",
                        "Destination s3://to/copy/ (Amazon S3)",
                        "env:SRC: access key",
                        "agrees with the store's",
                        "A run can go ahead")
                .doesNotSay("fault");
        for (RequestHead request : clinic.requests(Side.DESTINATION)) {
            boolean reads = Set.of("GET", "HEAD").contains(request.method());
            assertTrue(reads || request.path().startsWith("/copy/.drh-doctor/"), request::toString);
        }
    }

    @Test
    void readOnlyWritesNothing() {
        clinic.doctor("--read-only", "--tags", "--delete").ended(0).says("not tried, as --read-only says");
        for (RequestHead request : clinic.requests(Side.DESTINATION)) {
            assertTrue(Set.of("GET", "HEAD").contains(request.method()), request::toString);
        }
    }

    @Test
    void anUploadWhoseBeginningWasNeverAnsweredIsRemoved() {
        var unused = clinic.proxy(Side.DESTINATION)
                .arm(Rule.of(Requests.creatingAnUpload(), Turn.always(), Fault.loseResponse()));
        clinic.doctor().ended(1).says("upload in parts");
    }

    @Test
    void anObjectWhoseWritingWasNeverAnsweredIsRemoved() {
        var unused = clinic.proxy(Side.DESTINATION)
                .arm(Rule.of(
                        head -> Requests.method("PUT").test(head) && !head.hasQuery("partNumber"),
                        Turn.always(),
                        Fault.loseResponse()));
        clinic.doctor("--delete").ended(1).says("put");
    }

    @Test
    void whatTheBucketsSettingsMeanIsSaid() throws Exception {
        answers("object-lock", """
            <ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>\
            <Mode>COMPLIANCE</Mode><Years>1</Years></DefaultRetention></Rule></ObjectLockConfiguration>\
            """);
        answers("lifecycle", """
            <LifecycleConfiguration><Rule><ID>x</ID><Filter><Prefix>other/</Prefix></Filter><Status>Enabled</Status>\
            <AbortIncompleteMultipartUpload><DaysAfterInitiation>3</DaysAfterInitiation>\
            </AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>\
            """);
        answers("ownershipControls", """
            <OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>\
            </OwnershipControls>\
            """);
        clinic.answer(Side.SOURCE, head -> head.hasQuery("notification"), Reply.xml(200, """
            <NotificationConfiguration><QueueConfiguration><Queue>arn:aws:sqs:eu-west-1:1:q</Queue>\
            <Event>s3:ObjectCreated:*</Event></QueueConfiguration></NotificationConfiguration>\
            """));
        var upload =
                clinic.destination.uploads().create(new ObjectKey("copy/x"), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        clinic.doctor("--acl", "private", "--delete", "--events")
                .ended(1)
                .says(
                        "every copy is held for 365 days (COMPLIANCE)",
                        "--delete will only put delete markers on top",
                        "add this rule to the bucket's lifecycle: {\"ID\"",
                        "\"Prefix\": \"copy/\"",
                        "the bucket takes no ACLs",
                        "leave --acl out",
                        "tells of new objects, and not of deleted ones",
                        "1 begun and not completed");
        clinic.destination.uploads().abort(upload);
    }

    private void answers(String question, String document) {
        clinic.answer(Side.DESTINATION, head -> head.hasQuery(question), Reply.xml(200, document));
    }

    @Test
    void theStoreCopiesByItselfWhereThatIsAllowed() throws Exception {
        clinic.atOneEndpoint().put("a", 6 << 20);
        clinic.doctor("--destination-credentials", "env:SRC").ended(0).says("bytes need not pass through this machine");
    }

    @Test
    void aDeployedProgramsSettingsAreProbedInPlace() {
        clinic.scene()
                .environment("DRH_STACK", "s")
                // The launcher's.
                .environment("DRH_JAVA_HOME", "/opt/jdk-25")
                .environment("DRH_BUILD", "never")
                .environment("DRH_QUEUE_URL", "http://localhost:1/q")
                .environment("DRH_DEAD_LETTER_QUEUE_URL", "http://localhost:1/d")
                .environment("DRH_SOURCE_BUCKET", "from")
                .environment("DRH_SOURCE_PREFIX", "photos/")
                .environment(
                        "DRH_SOURCE_ENDPOINT",
                        clinic.proxy(Side.SOURCE).endpoint().toString())
                .environment("DRH_SOURCE_CREDENTIALS", "env:SRC")
                .environment("DRH_DESTINATION_BUCKET", "to")
                .environment("DRH_DESTINATION_PREFIX", "copy/")
                .environment(
                        "DRH_DESTINATION_ENDPOINT",
                        clinic.proxy(Side.DESTINATION).endpoint().toString())
                .environment("DRH_DESTINATION_CREDENTIALS", "env:DST")
                .environment("DRH_TAGS", "true")
                .environment("DRH_BACKLOG_LIMIT", "10");
        clinic.scene()
                .drh("doctor", "--from-environment")
                .ended(0)
                .says("Source s3://from/photos/", "tags can be written", "A run can go ahead");
        clinic.scene()
                .drh("doctor", "--from-environment", "--tags", "s3://a")
                .ended(2)
                .says("takes all settings from the environment; leave out --tags, SOURCE");
        clinic.scene().environment("DRH_TAG", "true");
        clinic.scene().drh("doctor", "--from-environment").ended(2).says("DRH_TAG", "did you mean DRH_TAGS");
    }

    @Test
    void endedInTheMiddleItLeavesNothing() throws Exception {
        var unused = clinic.proxy(Side.DESTINATION)
                .arm(Rule.of(
                        Requests.uploadingAPart(),
                        Turn.always(),
                        Fault.stall(Point.beforeResponse(), Duration.ofSeconds(2))));
        try (Child child = Child.start(
                clinic.scene(),
                folder,
                64,
                clinic.arguments("doctor", "--source-profile", "s3", "--destination-profile", "s3"))) {
            while (child.isAlive() && clinic.destination.uploads().open("").isEmpty()) {
                Thread.sleep(10);
            }
            child.signal("TERM");
            var ran = child.await(Duration.ofSeconds(30));
            assertTrue(!ran.out().contains("A run can go ahead"), ran::toString);
        }
    }
}
