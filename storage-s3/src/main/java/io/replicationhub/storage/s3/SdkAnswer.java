package io.replicationhub.storage.s3;

import io.replicationhub.wire.http.AnswerHead;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The head of an answer that the SDK received. */
record SdkAnswer(SdkHttpResponse response) implements AnswerHead {
    @Override
    public int status() {
        return response.statusCode();
    }

    @Override
    public @Nullable String header(String name) {
        return response.firstMatchingHeader(name).orElse(null);
    }

    @Override
    public void headers(BiConsumer<String, String> visitor) {
        response.forEachHeader((name, values) -> values.forEach(value -> visitor.accept(name, value)));
    }
}
