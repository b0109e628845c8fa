package io.replicationhub.storage.oss;

import com.aliyun.sdk.service.oss2.AttributeKey;
import com.aliyun.sdk.service.oss2.AttributeMap;
import com.aliyun.sdk.service.oss2.OSSClient;
import com.aliyun.sdk.service.oss2.OperationInput;
import com.aliyun.sdk.service.oss2.exceptions.ServiceException;
import com.aliyun.sdk.service.oss2.transport.BinaryData;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ConnectionFailures;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests by Aliyun's SDK, which addresses, signs and transports them; it does not repeat them, and reads bodies to
 * be sent whole into memory. One whose credentials are refused is made once more where newer ones are to be had.
 * Thread-safe.
 */
final class SdkCaller implements OssCaller {
    private final OSSClient client;
    private final SdkCredentials credentials;
    private final String bucket;
    private final String endpoint;

    SdkCaller(OSSClient client, SdkCredentials credentials, String bucket, String endpoint) {
        this.client = client;
        this.credentials = credentials;
        this.bucket = bucket;
        this.endpoint = endpoint;
    }

    @Override
    public Answer call(StoreRequest request) throws StorageException {
        Credentials used = credentials.current();
        try {
            return attempt(request);
        } catch (StorageException.Expired | StorageException.Denied e) {
            if (e.scope() != FailureScope.CREDENTIALS || !credentials.areNewerThan(used)) {
                throw e;
            }
            return attempt(request);
        }
    }

    private Answer attempt(StoreRequest request) throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw ConnectionFailures.interrupted(request.asked());
        }
        try {
            return new SdkAnswer(client.invokeOperation(input(request), null));
        } catch (IOException e) {
            throw broken(request.asked(), e);
        } catch (RuntimeException e) {
            throw failure(request.asked(), e);
        }
    }

    private OperationInput input(StoreRequest request) throws IOException, StorageException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < request.headerCount(); i++) {
            headers.put(request.headerName(i), ascii(request, request.headerValue(i)));
        }
        OperationInput.Builder input = OperationInput.newBuilder()
                .opName(request.asked().what())
                .method(request.method())
                .headers(headers)
                .parameters(parameters(request.query()))
                .bucket(bucket)
                .opMetadata(AttributeMap.empty().put(AttributeKey.RESPONSE_HEADERS_READ, Boolean.TRUE));
        ObjectKey key = request.key();
        if (key != null) {
            input.key(key.value());
        }
        Payload payload = request.payload();
        if (payload != null) {
            input.body(BinaryData.fromStream(payload.toStream(), payload.length()));
        }
        return input.build();
    }

    /** What its HTTP client writes of other text is not what the SDK signs. */
    private static String ascii(StoreRequest request, String value) throws StorageException {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > '~') {
                throw new StorageException.Rejected(
                        FailureScope.OBJECT,
                        ObjectTrait.USER_METADATA,
                        request.asked() + ": Aliyun's SDK cannot send metadata beyond ASCII; the wire can",
                        null);
            }
        }
        return value;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (int start = 0; start < query.length(); ) {
            int and = query.indexOf('&', start);
            int end = and < 0 ? query.length() : and;
            int equals = query.indexOf('=', start);
            boolean valued = equals >= 0 && equals < end;
            String value = valued ? URLDecoder.decode(query.substring(equals + 1, end), StandardCharsets.UTF_8) : "";
            parameters.put(query.substring(start, valued ? equals : end), value);
            start = end + 1;
        }
        return parameters;
    }

    private StorageException failure(Asked asked, RuntimeException thrown) {
        @Nullable IOException transport = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServiceException refusal) {
                return OssErrors.classify(asked, error(refusal));
            }
            if (cause instanceof IOException io) {
                transport = io;
            }
        }
        if (transport != null) {
            return broken(asked, transport);
        }
        if (Thread.currentThread().isInterrupted()) {
            return ConnectionFailures.interrupted(asked);
        }
        return OssErrors.unmakeable(asked, "Aliyun's SDK: " + root(thrown), thrown);
    }

    private static OssError error(ServiceException refusal) {
        Map<String, String> fields = refusal.errorFields();
        return new OssError(
                refusal.statusCode(),
                fields.getOrDefault("Code", ""),
                fields.getOrDefault("Message", ""),
                refusal.requestId() == null ? "" : refusal.requestId(),
                refusal.ec() == null ? "" : refusal.ec(),
                fields.getOrDefault("Endpoint", ""));
    }

    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public StorageException broken(Asked asked, IOException failure) {
        return ConnectionFailures.classify(asked, endpoint, failure);
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            // What it held ends with the process; nothing of ours is lost.
        }
    }
}
