package io.replicationhub.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.replicationhub.event.Intake.Taken;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.select.BadGlobException;
import io.replicationhub.select.Filter;
import io.replicationhub.select.FilterRule;
import io.replicationhub.select.Selection;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.LookTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.task.UnreadableMessageException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes are those of the S3 User Guide and the SNS Developer Guide, with their own sample values. */
class IntakeTest {
    private final Intake intake = new Intake("amzn-s3-demo-bucket", Selection.EVERYTHING);

    /** S3 User Guide, "Event message structure": the example of an ObjectCreated:Put. */
    private static String record(String name, String bucket, String encodedKey) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2",
                 "eventTime":"1970-01-01T00:00:00.000Z","eventName":"%s",
                 "userIdentity":{"principalId":"AIDAJDPLRKLG7UEXAMPLE"},
                 "requestParameters":{"sourceIPAddress":"172.16.0.1"},
                 "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8/IgAtTv8xRj"},
                 "s3":{"s3SchemaVersion":"1.0","configurationId":"testConfigRule",
                  "bucket":{"name":"%s","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},
                   "arn":"arn:aws:s3:::%s"},
                  "object":{"key":"%s","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e",
                   "versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko","sequencer":"0055AED6DCD90281E5"}}}""".formatted(name, bucket, bucket, encodedKey);
    }

    private static String records(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    private static String created(String encodedKey) {
        return records(record("ObjectCreated:Put", "amzn-s3-demo-bucket", encodedKey));
    }

    /** S3 User Guide, "EventBridge event message structure". */
    private static String bridged(String type, String bucket, String key) {
        return """
                {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"%s","source":"aws.s3",
                 "account":"111122223333","time":"2021-11-12T00:00:00Z","region":"ca-central-1",
                 "resources":["arn:aws:s3:::%s"],
                 "detail":{"version":"0","bucket":{"name":"%s"},
                  "object":{"key":"%s","size":5,"etag":"b1946ac92492d2347c6235b4d2611184",
                   "version-id":"IYV3p45BT0ac8hjHg1houSdS1a.Mro8e","sequencer":"617f08299329d189"},
                  "request-id":"N4N7GDK58NMKJ12R","requester":"123456789012","source-ip-address":"1.2.3.4",
                  "reason":"PutObject"}}""".formatted(type, bucket, bucket, key);
    }

    /** SNS Developer Guide, "Parsing message formats": an HTTP/S notification, as a queue gets it without raw delivery. */
    private static String bySns(String message) {
        return """
                {"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
                 "TopicArn":"arn:aws:sns:us-west-2:123456789012:MyTopic","Subject":"Amazon S3 Notification",
                 "Message":"%s","Timestamp":"2012-05-02T00:54:06.655Z","SignatureVersion":"1",
                 "Signature":"EXAMPLEw6JRN","SigningCertURL":"https://sns.us-west-2.amazonaws.com/x.pem",
                 "UnsubscribeURL":"https://sns.us-west-2.amazonaws.com/?Action=Unsubscribe"}""".formatted(new String(JsonStringEncoder.getInstance().quoteAsString(message)));
    }

    private static final String TEST_EVENT = """
            {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z",
             "Bucket":"amzn-s3-demo-bucket","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3e"}""";

    @Test
    void everyShapeOfOneEventIsOneLookAtItsKey() throws Exception {
        for (String text : List.of(
                created("HappyFace.jpg"),
                bySns(created("HappyFace.jpg")),
                bySns(bySns(created("HappyFace.jpg"))),
                bridged("Object Created", "amzn-s3-demo-bucket", "HappyFace.jpg"),
                bySns(bridged("Object Created", "amzn-s3-demo-bucket", "HappyFace.jpg")))) {
            assertEquals(List.of(look("HappyFace.jpg")), tasks(text), text);
        }
    }

    @Test
    void theStoresTestMessageIsNothingToDoAndNoFault() throws Exception {
        Taken nothing = new Taken(Optional.empty(), 0, Optional.empty());
        assertEquals(nothing, intake.take(TEST_EVENT));
        assertEquals(nothing, intake.take(bySns(TEST_EVENT)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    red+flower.jpg           | red flower.jpg
                    a%2Bb                    | a+b
                    a+%2B+b                  | a + b
                    %252B                    | %2B
                    100%25                   | 100%
                    a/b//c                   | a/b//c
                    %E6%97%A5%E6%9C%AC       | 日本
                    %F0%9F%99%82             | 🙂
                    a%26b%3Dc%3Fd%23e        | a&b=c?d#e
                    """)
    void keysOfRecordsAreDecodedOnce(String encoded, String key) throws Exception {
        assertEquals(List.of(look(key)), tasks(created(encoded)));
        assertEquals(List.of(look(key)), tasks(created(URLEncoder.encode(key, StandardCharsets.UTF_8))));
    }

    @Test
    void keysByEventBridgeAreAsTheyAre() throws Exception {
        for (String key : List.of("a+b", "100%", "red flower", "%2B")) {
            assertEquals(List.of(look(key)), tasks(bridged("Object Created", "amzn-s3-demo-bucket", key)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ObjectCreated:Put",
                "ObjectCreated:Copy",
                "ObjectCreated:CompleteMultipartUpload",
                "s3:ObjectCreated:Post",
                "ObjectRemoved:Delete",
                "ObjectRemoved:DeleteMarkerCreated",
                "LifecycleExpiration:Delete",
                "LifecycleExpiration:DeleteMarkerCreated",
                "ObjectRestore:Completed"
            })
    void whatMayChangeAnObjectIsLookedAt(String name) throws Exception {
        assertEquals(1, tasks(records(record(name, "amzn-s3-demo-bucket", "k"))).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ObjectTagging:Put",
                "ObjectAcl:Put",
                "ObjectRestore:Post",
                "LifecycleTransition",
                "Replication:OperationFailedReplication",
                "SomethingNew:Of2031"
            })
    void whatChangesNoObjectIsIgnoredAndCounted(String name) throws Exception {
        Taken taken = intake.take(records(record(name, "amzn-s3-demo-bucket", "k")));
        assertEquals(new Taken(Optional.empty(), 1, Optional.empty()), taken);
    }

    @Test
    void detailTypesOfEventBridgeAlike() throws Exception {
        assertEquals(
                1, tasks(bridged("Object Deleted", "amzn-s3-demo-bucket", "k")).size());
        assertEquals(
                1,
                tasks(bridged("Object Restore Completed", "amzn-s3-demo-bucket", "k"))
                        .size());
        assertEquals(
                1,
                intake.take(bridged("Object Tags Added", "amzn-s3-demo-bucket", "k"))
                        .ignored());
    }

    @Test
    void oneMessageOfManyRecordsLooksAtEachKeyOnce() throws Exception {
        String text = records(
                record("ObjectCreated:Put", "amzn-s3-demo-bucket", "a"),
                record("ObjectRemoved:Delete", "amzn-s3-demo-bucket", "b"),
                record("ObjectRemoved:Delete", "amzn-s3-demo-bucket", "a"));
        assertEquals(List.of(look("a"), look("b")), tasks(text));
    }

    @Test
    void anotherBucketsEventIsRefusedWithBothNamesAndTheOthersAreDone() throws Exception {
        Taken taken = intake.take(records(
                record("ObjectCreated:Put", "another-bucket", "a"),
                record("ObjectCreated:Put", "amzn-s3-demo-bucket", "b")));
        assertEquals(List.of(look("b")), taken.message().orElseThrow().tasks());
        String reason = taken.refusal().orElseThrow();
        assertTrue(reason.contains("another-bucket") && reason.contains("amzn-s3-demo-bucket"), reason);
        assertEquals(
                Optional.empty(),
                intake.take(bridged("Object Created", "another-bucket", "k")).message());
    }

    @Test
    void prefixAndRulesLeaveKeysOutAndOnlyThePrefixIsReplaced() throws Exception {
        Intake narrow = new Intake("amzn-s3-demo-bucket", new Selection("in/", "out/", onlyCsv()));
        assertEquals(
                List.of(new LookTask(new ObjectKey("in/a b.csv"), new ObjectKey("out/a b.csv"))),
                narrow.take(created("in/a+b.csv")).message().orElseThrow().tasks());
        for (String outside : List.of("in/a.txt", "elsewhere/a.csv", "a.csv")) {
            assertEquals(1, narrow.take(created(outside)).ignored(), outside);
        }
    }

    @Test
    void aSendersMessageIsTakenAsItIs() throws Exception {
        ObjectKey key = new ObjectKey("k");
        TaskMessage message = new TaskMessage(
                3, List.of(new CopyTask(key, key, new ObjectStamp(1, ETag.NONE, Instant.EPOCH)), look("l")));
        Taken taken = intake.take(TaskCodec.encode(message));
        assertEquals(new Taken(Optional.of(message), 0, Optional.empty()), taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "[1]",
                "{\"Records\":[]}",
                "{\"Records\":[{}]}",
                "{\"Records\":[7]}",
                "{\"Records\":{}}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"b\"}}}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"object\":{\"key\":\"k\"}}}]}",
                "{\"Type\":\"Notification\",\"Message\":\"hello\"}",
                "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"You have chosen\"}",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{}}",
                "{\"source\":\"aws.ec2\",\"detail-type\":\"x\",\"detail\":{}}"
            })
    void whatIsNeitherIsUnreadable(String text) {
        assertThrows(UnreadableMessageException.class, () -> intake.take(text));
    }

    @Test
    void aKeyThatIsNotEncodedIsNotGuessedAt() {
        assertThrows(UnreadableMessageException.class, () -> intake.take(created("100%")));
    }

    @Test
    void aBombOfBracketsIsNoEvent() {
        String bomb = "{\"a\":".repeat(5_000);
        assertThrows(UnreadableMessageException.class, () -> intake.take(bomb));
    }

    private static Filter onlyCsv() throws BadGlobException {
        return new Filter(
                List.of(FilterRule.include("*.csv")),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static LookTask look(String key) {
        return new LookTask(new ObjectKey(key), new ObjectKey(key));
    }

    private List<Task> tasks(String text) throws UnreadableMessageException {
        Taken taken = intake.take(text);
        assertEquals(Optional.empty(), taken.refusal());
        return taken.message().orElseThrow().tasks();
    }
}
