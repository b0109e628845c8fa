package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.permission.Action;
import io.replicationhub.plan.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which actions {@code drh doctor} finds missing. */
@Timeout(120)
class DoctorPermissionTest extends InClinic {
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1-2";

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
