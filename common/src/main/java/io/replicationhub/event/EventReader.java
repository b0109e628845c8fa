package io.replicationhub.event;

import io.replicationhub.event.ObjectEvent.Meaning;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.task.UnreadableMessageException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shapes in which S3 tells of events. Sources, all of the S3 User Guide: "Event message structure" for
 * {@code Records} and for {@code s3:TestEvent}, which says that "the object key name value is URL encoded" and that "red
 * flower.jpg" becomes "red+flower.jpg"; "EventBridge event message structure" (ev-events), which says no such thing, and
 * whose keys are as they are: so sends LocalStack, whose events are compared with those of AWS (EventBridgeNotifier in
 * its s3/notifications.py, which quotes keys for SQS, SNS and Lambda only). Of the SNS Developer Guide, "Parsing message
 * formats", for what SNS wraps around either. Stores that imitate S3 (Ceph, MinIO) send {@code Records}. Pure.
 */
final class EventReader {
    /** SNS wraps once, and so may another topic behind it. */
    private static final int MOST_WRAPPINGS = 3;

    /**
     * What may change whether, or with which bytes, a key can be read. A restored object can be read that could not be.
     * Both with and without the prefix that events had in their first years.
     */
    private static final List<String> RECORDS_TO_LOOK_AT = List.of(
            "ObjectCreated:",
            "ObjectRemoved:",
            "LifecycleExpiration:",
            "ObjectRestore:Completed",
            "ReducedRedundancyLostObject");

    private static final Set<String> DETAILS_TO_LOOK_AT =
            Set.of("Object Created", "Object Deleted", "Object Restore Completed");

    private EventReader() {}

    /**
     * The events of a message; none for the store's test message. Empty where the text has no such shape at all.
     *
     * @throws UnreadableMessageException where it has the shape of an event and lacks what makes it one
     */
    static Optional<List<ObjectEvent>> read(String text) throws UnreadableMessageException {
        Optional<Map<?, ?>> document = EventJson.object(text);
        for (int wrappings = 0; document.isPresent() && wrappings < MOST_WRAPPINGS; wrappings++) {
            Map<?, ?> found = document.get();
            if (found.get("Records") instanceof List<?> records) {
                return Optional.of(records(records));
            }
            if (EventJson.text(found, "Event").equals("s3:TestEvent")) {
                return Optional.of(List.of());
            }
            if (EventJson.text(found, "source").equals("aws.s3") && found.get("detail") instanceof Map<?, ?>) {
                return Optional.of(List.of(bridged(found)));
            }
            String inner = EventJson.text(found, "Message");
            boolean wrapped = EventJson.text(found, "Type").equals("Notification");
            document = wrapped ? EventJson.object(inner) : Optional.empty();
        }
        return Optional.empty();
    }

    private static List<ObjectEvent> records(List<?> records) throws UnreadableMessageException {
        if (records.isEmpty()) {
            throw new UnreadableMessageException("an event notification without records");
        }
        List<ObjectEvent> events = new ArrayList<>(records.size());
        for (Object each : records) {
            String name = EventJson.text(each, "eventName").replaceFirst("^s3:", "");
            String bucket = EventJson.text(each, "s3", "bucket", "name");
            String key = EventJson.text(each, "s3", "object", "key");
            Meaning meaning = RECORDS_TO_LOOK_AT.stream().anyMatch(name::startsWith) ? Meaning.LOOK : Meaning.NOTHING;
            events.add(event(bucket, decoded(key), name, meaning));
        }
        return events;
    }

    private static ObjectEvent bridged(Map<?, ?> event) throws UnreadableMessageException {
        String name = EventJson.text(event, "detail-type");
        @Nullable Object detail = event.get("detail");
        return event(
                EventJson.text(detail, "bucket", "name"),
                EventJson.text(detail, "object", "key"),
                name,
                DETAILS_TO_LOOK_AT.contains(name) ? Meaning.LOOK : Meaning.NOTHING);
    }

    private static ObjectEvent event(String bucket, String key, String name, Meaning meaning)
            throws UnreadableMessageException {
        if (bucket.isEmpty() || key.isEmpty() || name.isEmpty()) {
            throw new UnreadableMessageException("an event notification without "
                    + (bucket.isEmpty() ? "a bucket" : key.isEmpty() ? "a key" : "the name of the event"));
        }
        return new ObjectEvent(bucket, new ObjectKey(key), name, meaning);
    }

    /** As in a form: a plus is a space, and a plus is {@code %2B}. */
    private static String decoded(String key) throws UnreadableMessageException {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessageException("an event notification whose key is not URL-encoded: " + key);
        }
    }
}
