package io.replicationhub.storage.s3;

import io.replicationhub.wire.http.Answer;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An answer that the SDK received, whose body is still to be read. */
record SdkBody(SdkAnswer head, ResponseInputStream<GetObjectResponse> body) implements Answer {
    static SdkBody of(ResponseInputStream<GetObjectResponse> body) {
        return new SdkBody(new SdkAnswer(body.response().sdkHttpResponse()), body);
    }

    @Override
    public int status() {
        return head.status();
    }

    @Override
    public @Nullable String header(String name) {
        return head.header(name);
    }

    @Override
    public void headers(BiConsumer<String, String> visitor) {
        head.headers(visitor);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            body.abort();
        }
    }

    @Override
    public void abandon() {
        body.abort();
    }
}
