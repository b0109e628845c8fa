package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.Point;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.permission.Action;
import io.replicationhub.plan.Side;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code drh doctor} on a server that keeps everything, with one thing wrong at a time. */
@Timeout(120)
class DoctorTest {
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1-2";

    @TempDir
    Path folder;

    private Clinic clinic;

    @BeforeEach
    void begin() throws Exception {
        clinic = new Clinic(folder);
        clinic.put("a", 1_000);
    }

    @AfterEach
    void end() throws Exception {
        assertEquals(List.of(), clinic.destination.uploads().open(""), "uploads were left");
        assertTrue(
                Scene.keys(clinic.destination).stream().noneMatch(key -> key.contains("doctor")), "objects were left");
        assertEquals(List.of("photos/a"), Scene.keys(clinic.source), "something was written at the source");
        for (RequestHead request : clinic.requests(Side.SOURCE)) {
            assertTrue(Set.of("GET", "HEAD").contains(request.method()), request::toString);
        }
        clinic.close();
    }

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

    @ParameterizedTest
    @CsvSource({
        "SOURCE, LIST_BUCKET, arn:aws:s3:::from, --quiet",
        "SOURCE, GET_OBJECT, arn:aws:s3:::from/photos/*, --quiet",
        "SOURCE, GET_OBJECT_TAGGING, arn:aws:s3:::from/photos/*, --tags",
        "DESTINATION, LIST_BUCKET, arn:aws:s3:::to, --quiet",
        "DESTINATION, GET_OBJECT, arn:aws:s3:::to/copy/*, --quiet",
        "DESTINATION, PUT_OBJECT, arn:aws:s3:::to/copy/*, --quiet",
        "DESTINATION, PUT_OBJECT, arn:aws:s3:::to/copy/*, --delete",
        "DESTINATION, PUT_OBJECT_TAGGING, arn:aws:s3:::to/copy/*, --tags",
        "DESTINATION, PUT_OBJECT_ACL, arn:aws:s3:::to/copy/*, --acl=private",
        "DESTINATION, KMS_GENERATE_DATA_KEY, " + KEY + ", --sse=kms --sse-kms-key-id=" + KEY,
        "DESTINATION, ABORT_UPLOAD, arn:aws:s3:::to/copy/*, --quiet",
        "DESTINATION, LIST_PARTS, arn:aws:s3:::to/copy/*, --quiet",
        "DESTINATION, LIST_BUCKET_UPLOADS, arn:aws:s3:::to, --quiet",
        "DESTINATION, DELETE_OBJECT, arn:aws:s3:::to/copy/*, --delete"
    })
    void eachActionThatIsMissingIsNamedAndNoOther(Side side, Action action, String resource, String options)
            throws Exception {
        clinic.deny(side, action);
        List<String> all = new ArrayList<>(List.of(options.replace("=", " ").split(" ")));
        all.add("--json");
        JsonNode found = clinic.doctor(all.toArray(String[]::new)).ended(1).json();
        assertEquals(Set.of(action.id() + " " + resource), missing(found.get(side.toString())), found::toPrettyString);
        Side other = side == Side.SOURCE ? Side.DESTINATION : Side.SOURCE;
        assertEquals(Set.of(), missing(found.get(other.toString())), found::toPrettyString);
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCE, LIST_BUCKET_VERSIONS",
        "SOURCE, GET_BUCKET_VERSIONING",
        "SOURCE, GET_OBJECT_VERSION",
        "SOURCE, GET_OBJECT_VERSION_TAGGING",
        "DESTINATION, LIST_BUCKET_VERSIONS",
        "DESTINATION, DELETE_OBJECT_VERSION",
    })
    void likewiseWhatHistoriesTake(Side side, Action action) throws Exception {
        clinic.keepVersions();
        clinic.put("a", 2_000);
        clinic.doctor("--versions", "all", "--tags").ended(0);
        clinic.deny(side, action);
        JsonNode found =
                clinic.doctor("--versions", "all", "--tags", "--json").ended(1).json();
        Set<String> names = new TreeSet<>();
        missing(found.get(side.toString())).forEach(name -> names.add(name.split(" ")[0]));
        assertEquals(Set.of(action.id()), names, found::toPrettyString);
        clinic.disarm();
        assertEquals(
                List.<ListedVersion>of(),
                clinic.destination
                        .versions()
                        .orElseThrow()
                        .list(VersionListRequest.first(""))
                        .entries(),
                "versions were left");
    }

    @ParameterizedTest
    @CsvSource({"GET_BUCKET_LOCK", "GET_LIFECYCLE", "GET_OWNERSHIP", "GET_BUCKET_VERSIONING"})
    void settingsThatMayNotBeReadAreNotKnownAndNoFault(Action action) {
        clinic.deny(Side.DESTINATION, action);
        clinic.doctor("--acl", "private")
                .ended(0)
                .says("not known", "to have it looked at, allow " + action.id() + " on arn:aws:s3:::to")
                .doesNotSay("Missing at");
    }

    @Test
    void whatARefusalSaysCounts() {
        String who = "User: arn:aws:iam::123456789012:user/me is not authorized to perform: ";
        clinic.answer(
                Side.DESTINATION,
                Requests.uploadingAPart(),
                Reply.s3Error(
                        403,
                        "AccessDenied",
                        who + "kms:Decrypt on resource: " + KEY + " because no resource-based policy allows it"));
        clinic.answer(
                Side.SOURCE,
                Requests.readingAnObject().or(head -> head.path().equals("/photos/a")),
                Reply.s3Error(
                        403,
                        "AccessDenied",
                        who + "s3:GetObject on resource: arn:aws:s3:::from/photos/a with an explicit deny in a"
                                + " resource-based policy"));
        clinic.doctor("--sse", "kms")
                .ended(1)
                .says("allow kms:Decrypt on " + KEY, "take s3:GetObject out of what the resource-based policy denies");
    }

    @Test
    void aWrongClockIsToldInSeconds() {
        String late = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(Duration.ofMinutes(10)).atOffset(ZoneOffset.UTC));
        var unused = clinic.proxy(Side.DESTINATION)
                .arm(Rule.of(Requests.method("HEAD"), Turn.always(), new Fault.Rewrite(reply -> dated(reply, late))));
        Ran ran = clinic.doctor().ended(0);
        String line = ran.out()
                .lines()
                .filter(one -> one.contains("seconds"))
                .findFirst()
                .orElse("");
        assertTrue(
                line.matches(".*warning +clock +this machine is (59[0-9]|60[01]) seconds behind the store.*"),
                ran::toString);
    }

    private static Reply dated(Reply reply, String date) {
        List<String> headers = new ArrayList<>(reply.headers());
        headers.removeIf(header -> header.regionMatches(true, 0, "date:", 0, 5));
        return new Reply(reply.status(), headers, reply.body()).with("Date", date);
    }

    @Test
    void aWrongRegionIsToldWithTheRightOne() {
        clinic.answer(
                Side.SOURCE,
                Requests.all(),
                Reply.xml(
                        400,
                        "<Error><Code>AuthorizationHeaderMalformed</Code><Message>the region 'eu-west-1' is wrong;"
                                + " expecting 'ap-south-1'</Message><Region>ap-south-1</Region></Error>"));
        clinic.doctor("--source-region", "eu-west-1")
                .ended(1)
                .says("the bucket is in region ap-south-1: set that region");
    }

    @Test
    void aSideThatIsNotThereIsToldApart() {
        clinic.scene().sourceAt(URI.create("http://localhost:1"));
        clinic.doctor().ended(3).says("fault", "list", "see that the endpoint is right", "Destination");
    }

    @Test
    void aBucketThatIsNotThere() {
        clinic.scene().to("s3://nobucket/x");
        clinic.doctor().ended(1).says("NoSuchBucket").doesNotSay("would be allowed", "likewise");
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
    void credentialsAreToldByTheFieldThatIsWrong() throws Exception {
        try (Vaults vaults = new Vaults(clinic.scene(), folder)) {
            String broken = vaults.document(
                    Vaults.Kind.PARAMETER, "source", "{\"access_key_id\": \"LEAN\", \"secret\": \"canary-secret\"}");
            clinic.doctor("--source-credentials", broken)
                    .ended(3)
                    .says("fault", "credentials", "secret_access_key", "/drh/source")
                    .doesNotSay("canary-secret");
            String good = vaults.document(
                    Vaults.Kind.PARAMETER,
                    "good",
                    "{\"access_key_id\": \"LEAN\", \"secret_access_key\": \"canary-secret\"}");
            vaults.services().deny("ssm:GetParameter");
            // AWS's own name of the refusal has "Exception" in it.
            List<String> arguments = clinic.arguments("doctor", "--source-credentials", good);
            Ran.drh(clinic.scene().environment(), arguments.toArray(String[]::new))
                    .ended(3)
                    .doesNotSay("canary-secret")
                    .says("allow ssm:GetParameter on arn:aws:ssm:*:*:parameter/drh/good");
        }
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

    /** What the findings say is missing, as action and resource. */
    private static Set<String> missing(JsonNode side) {
        Set<String> missing = new TreeSet<>();
        side.get("findings").forEach(finding -> {
            if (finding.has("missing") && finding.get("verdict").asText().equals("fault")) {
                JsonNode grant = finding.get("missing");
                missing.add(grant.get("action").asText() + " "
                        + grant.get("resource").asText());
            }
        });
        return missing;
    }
}
