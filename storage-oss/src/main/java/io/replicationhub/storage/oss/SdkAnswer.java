package io.replicationhub.storage.oss;

import com.aliyun.sdk.service.oss2.OperationOutput;
import com.aliyun.sdk.service.oss2.transport.Abortable;
import io.replicationhub.wire.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An answer that came through the SDK. */
final class SdkAnswer implements Answer {
    private final OperationOutput output;
    private final InputStream body;

    SdkAnswer(OperationOutput output) {
        this.output = output;
        this.body = output.body().map(data -> data.toStream()).orElseGet(InputStream::nullInputStream);
    }

    @Override
    public int status() {
        return output.statusCode();
    }

    /** The SDK's map does not look at the case of names. */
    @Override
    public @Nullable String header(String name) {
        return output.headers().get(name);
    }

    @Override
    public void headers(BiConsumer<String, String> visitor) {
        output.headers().forEach(visitor);
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // What was read stays good.
        }
    }

    @Override
    public void abandon() {
        if (body instanceof Abortable connection) {
            connection.abort();
        } else {
            close();
        }
    }
}
