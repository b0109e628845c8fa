package io.replicationhub.storage.s3;

import io.replicationhub.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/** What was asked of a store, for messages and for how far a refusal reaches. */
record Asked(String what, String bucket, @Nullable ObjectKey key) {

    static Asked ofBucket(String what, String bucket) {
        return new Asked(what, bucket, null);
    }

    /** Control characters of a key are shown as their codes: a message is one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(what).append(" s3://").append(bucket);
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
