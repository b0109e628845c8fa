package io.replicationhub.stackhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.aws.call.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bucket's own notifications are added to and taken from, never replaced. */
@Timeout(30)
final class BucketEventsTest {
    /** One of each kind that S3 knows, and one that it may know one day. */
    private static final String CUSTOMERS = """
            <QueueConfiguration><Id>theirs</Id><Queue>arn:aws:sqs:us-east-1:1:q</Queue><Event>s3:ObjectTagging:*</Event></QueueConfiguration>
            <TopicConfiguration><Id>t &amp; "t"</Id><Topic>arn:aws:sns:us-east-1:1:t</Topic><Event>s3:ObjectRestore:*</Event><Filter><S3Key><FilterRule><Name>Suffix</Name><Value>.jpg</Value></FilterRule></S3Key></Filter></TopicConfiguration>
            <CloudFunctionConfiguration><Id>f</Id><CloudFunction>arn:aws:lambda:us-east-1:1:function:f</CloudFunction><Event>s3:ReducedRedundancyLostObject</Event></CloudFunctionConfiguration>
            <EventBridgeConfiguration/>
            <x:WormholeConfiguration xmlns:x="urn:next" x:deep="1"><x:Id>w</x:Id><![CDATA[<raw>]]></x:WormholeConfiguration>
            """;

    private static final Map<String, String> PROPERTIES = Map.of(
            "Bucket", "source",
            "Region", "us-east-1",
            "Prefix", "photos/summer 2026/ä+b",
            "QueueArn", "arn:aws:sqs:us-east-1:1:tasks",
            "Id", "drh-stack",
            "Events", "s3:ObjectCreated:*,s3:ObjectRemoved:*");
    private static final String OURS =
            "<QueueConfiguration><Id>drh-stack</Id><Queue>arn:aws:sqs:us-east-1:1:tasks</Queue>"
                    + "<Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event><Filter><S3Key><FilterRule>"
                    + "<Name>prefix</Name><Value>photos/summer+2026/%C3%A4%2Bb</Value></FilterRule></S3Key></Filter></QueueConfiguration>";

    private final StandIn aws;
    private final Events events;
    private final BucketStandIn s3;

    BucketEventsTest() throws IOException {
        aws = new StandIn();
        events = new Events(aws);
        s3 = new BucketStandIn(aws, "source", "other");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private Json send(String verb, Map<String, String> properties) throws IOException {
        return events.send(events.hooks(), events.event(verb, Hooks.BUCKET_EVENTS, properties));
    }

    private Json update(Map<String, String> from, Map<String, String> to) throws IOException {
        Json.Fields old = Json.object();
        for (Map.Entry<String, String> property : from.entrySet()) {
            old = old.with(property.getKey(), property.getValue());
        }
        return events.send(
                events.hooks(), events.event("Update", Hooks.BUCKET_EVENTS, to).with("OldResourceProperties", old));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> changed = new HashMap<>(PROPERTIES);
        changed.put(name, value);
        return changed;
    }

    private String document(String bucket) {
        return s3.documents.get(bucket);
    }

    private void customers(String rules) {
        s3.documents.put("source", BucketStandIn.HEAD + rules + BucketStandIn.TAIL);
    }

    @Test
    void ourRuleIsAddedAndEverythingElseStaysAsItWasLetterForLetter() throws Exception {
        customers(CUSTOMERS);
        Json reply = send("Create", PROPERTIES);
        assertEquals("SUCCESS", reply.textAt("Status"), reply.toString());
        assertEquals("source/drh-stack", reply.textAt("PhysicalResourceId"));
        assertEquals(BucketStandIn.HEAD + CUSTOMERS + OURS + BucketStandIn.TAIL, document("source"));
        assertEquals(List.of(""), s3.skipped, "S3 is to try our queue");

        assertEquals("SUCCESS", send("Delete", PROPERTIES).textAt("Status"));
        assertEquals(BucketStandIn.HEAD + CUSTOMERS + BucketStandIn.TAIL, document("source"));
        assertEquals("true", s3.skipped.getLast(), "a rule of theirs whose queue is gone must not keep ours there");
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAgainInWhateverOrderS3TellsIt() throws Exception {
        customers(
                "<QueueConfiguration><Filter><S3Key><FilterRule><Name>Prefix</Name><Value>photos/summer+2026/%c3%a4%2bb</Value>"
                        + "</FilterRule></S3Key></Filter><Event>s3:ObjectRemoved:*</Event><Event>s3:ObjectCreated:*</Event>"
                        + "<Queue>arn:aws:sqs:us-east-1:1:tasks</Queue><Id>drh-stack</Id></QueueConfiguration>");
        assertEquals("SUCCESS", send("Create", PROPERTIES).textAt("Status"));
        assertEquals(List.of(), s3.written);
    }

    @Test
    void anUpdateReplacesOurRuleAlone() throws Exception {
        customers(CUSTOMERS + OURS);
        Map<String, String> all = with("Prefix", "");
        Json reply = update(PROPERTIES, all);
        assertEquals("SUCCESS", reply.textAt("Status"), reply.toString());
        assertFalse(document("source").contains("photos/summer"), document("source"));
        assertTrue(document("source").contains(CUSTOMERS.strip()), document("source"));
        assertEquals(1, s3.written.size());
    }

    @Test
    void anUpdateToAnotherBucketIsAnotherResourceWhoseOldOneIsThenDeleted() throws Exception {
        customers(CUSTOMERS + OURS);
        Json reply = update(PROPERTIES, with("Bucket", "other"));
        assertEquals("other/drh-stack", reply.textAt("PhysicalResourceId"));
        assertTrue(document("other").contains(OURS));
        assertTrue(document("source").contains(OURS), "until the stack is through");
        assertEquals("SUCCESS", send("Delete", PROPERTIES).textAt("Status"));
        assertFalse(document("source").contains("drh-stack"));
    }

    @Test
    void aRuleThatIsRenamedIsNeverThereTwice() throws Exception {
        customers(OURS);
        Json reply = update(PROPERTIES, with("Id", "drh-renamed"));
        assertEquals("SUCCESS", reply.textAt("Status"), reply.toString());
        assertEquals(
                BucketStandIn.HEAD + OURS.replace("drh-stack", "drh-renamed") + BucketStandIn.TAIL, document("source"));
        assertEquals(1, s3.written.size());
        assertEquals("SUCCESS", send("Delete", PROPERTIES).textAt("Status"));
        assertTrue(document("source").contains("drh-renamed"));
    }

    @Test
    void noEventsAreNoRule() throws Exception {
        customers(CUSTOMERS + OURS);
        assertEquals("SUCCESS", update(PROPERTIES, with("Events", "")).textAt("Status"));
        assertEquals(BucketStandIn.HEAD + CUSTOMERS + BucketStandIn.TAIL, document("source"));
    }

    @Test
    void aDeletionOfWhatIsGoneSucceeds() throws Exception {
        assertEquals("SUCCESS", send("Delete", PROPERTIES).textAt("Status"));
        assertEquals(List.of(), s3.written);
        s3.documents.remove("source");
        Json reply = send("Delete", PROPERTIES);
        assertEquals("SUCCESS", reply.textAt("Status"));
        assertTrue(reply.textAt("Reason").contains("is gone"));
        assertEquals("FAILED", send("Create", PROPERTIES).textAt("Status"));
    }

    @Test
    void aRuleOfTheCustomersForTheSameEventsIsS3sOwnRefusalWithAWayOut() throws Exception {
        customers(CUSTOMERS);
        s3.refuse(
                1,
                400,
                "InvalidArgument",
                "Configurations overlap. Configurations on the same bucket cannot share a common event type.");
        Json reply = send("Create", PROPERTIES);
        assertEquals("FAILED", reply.textAt("Status"));
        assertTrue(reply.textAt("Reason").contains("Configurations overlap"), reply.toString());
        assertTrue(reply.textAt("Reason").contains("turn events off"), reply.toString());
        assertEquals(BucketStandIn.HEAD + CUSTOMERS + BucketStandIn.TAIL, document("source"));
    }

    @Test
    void aQueueWhosePolicyIsNotSeenYetIsWaitedForAndNotForEver() throws Exception {
        s3.refuse(3, 400, "InvalidArgument", "Unable to validate the following destination configurations");
        assertEquals("SUCCESS", send("Create", PROPERTIES).textAt("Status"));
        assertTrue(document("source").contains(OURS));

        s3.refuse(1_000, 400, "InvalidArgument", "Unable to validate the following destination configurations");
        Json reply = send("Update", with("Prefix", "b/"));
        assertEquals("FAILED", reply.textAt("Status"));
        assertTrue(reply.textAt("Reason").contains("does not let S3 in"), reply.toString());
    }

    @Test
    void somebodyElsesWriteRightAfterOursIsBuiltUponAndNotUndone() throws Exception {
        String theirs =
                "<TopicConfiguration><Id>new</Id><Topic>arn:aws:sns:us-east-1:1:n</Topic><Event>s3:ObjectAcl:Put</Event></TopicConfiguration>";
        s3.afterNextWrite(ours -> BucketStandIn.HEAD + theirs + BucketStandIn.TAIL);
        Json reply = send("Create", PROPERTIES);
        assertEquals("SUCCESS", reply.textAt("Status"), reply.toString());
        assertEquals(BucketStandIn.HEAD + theirs + OURS + BucketStandIn.TAIL, document("source"));
    }

    @Test
    void somebodyWhoWritesOverOursEachTimeIsAFailureThatSaysSo() throws Exception {
        for (int i = 0; i < 20; i++) {
            s3.afterNextWrite(ours -> BucketStandIn.HEAD + BucketStandIn.TAIL);
        }
        Json reply = send("Create", PROPERTIES);
        assertEquals("FAILED", reply.textAt("Status"));
        assertTrue(reply.textAt("Reason").contains("written over by somebody else"), reply.toString());
        assertEquals(BucketRules.ATTEMPTS, s3.written.size());
    }

    @Test
    void aConfigurationThatIsShownLateIsNotTakenForSomebodyElses() throws Exception {
        s3.showLate(3);
        assertEquals("SUCCESS", send("Create", PROPERTIES).textAt("Status"));
        assertEquals(1, s3.written.size());
    }

    /** The right to it was made a moment ago, by the same stack. */
    @Test
    void aRightThatDoesNotCountYetIsWaitedFor() throws Exception {
        s3.refuse(3, 403, "AccessDenied", "not authorized to perform: s3:PutBucketNotification");
        assertEquals("SUCCESS", send("Create", PROPERTIES).textAt("Status"));
        assertEquals(1, s3.written.size());
    }

    @Test
    void aDenialIsSaidAsS3SaysIt() throws Exception {
        s3.refuse(100, 403, "AccessDenied", "not authorized to perform: s3:PutBucketNotification");
        Json reply = send("Create", PROPERTIES);
        assertEquals("FAILED", reply.textAt("Status"));
        assertTrue(reply.textAt("Reason").contains("s3:PutBucketNotification"), reply.toString());
    }
}
