package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.plan.Side;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code drh doctor} says of a side that cannot be worked with at all. */
@Timeout(120)
class DoctorContactTest extends InClinic {
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
}
