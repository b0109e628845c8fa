package io.replicationhub.wire;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a store, for messages and for how far a refusal reaches.
 *
 * @param place the bucket as a URL: {@code s3://bucket}
 * @param key null where the whole bucket was asked about
 */
public record Asked(String what, String place, @Nullable ObjectKey key) {

    public static Asked ofBucket(String what, String place) {
        return new Asked(what, place, null);
    }

    /** How far a failure reaches of which no more is known. */
    public FailureScope scope() {
        return key == null ? FailureScope.BUCKET : FailureScope.OBJECT;
    }

    /** Control characters of a key are shown as their codes: a message is one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(what).append(' ').append(place);
        if (key != null) {
            text.append('/');
            key.value().chars().forEach(c -> {
                if (Character.isISOControl(c)) {
                    text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xF, 16));
                } else {
                    text.append((char) c);
                }
            });
        }
        return text.toString();
    }
}
