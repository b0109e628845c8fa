package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ConnectionFailures;
import io.replicationhub.wire.StoreRequest;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes calls of the SDK and tells their failures as the wire tells its own. */
final class SdkCalls {
    private final SdkIdentity identity;
    private final CredentialsSource credentials;
    private final String endpoint;

    SdkCalls(SdkIdentity identity, CredentialsSource credentials, String endpoint) {
        this.identity = identity;
        this.credentials = credentials;
        this.endpoint = endpoint;
    }

    /**
     * Makes the call, once more where the credentials are refused and newer ones are to be had, or where a clock is wrong:
     * the SDK, which makes no second attempt here, has set its own by the server's then.
     */
    <T> T call(Asked asked, Supplier<T> call) throws StorageException {
        Credentials used = credentials.current();
        identity.renew(used);
        try {
            return attempt(asked, call);
        } catch (StorageException.Expired | StorageException.Denied e) {
            if (e.scope() != FailureScope.CREDENTIALS) {
                throw e;
            }
            if (e.getCause() instanceof S3Exception refused && error(refused).hasCode("RequestTimeTooSkewed")) {
                return attempt(asked, call);
            }
            credentials.expired(used);
            Credentials newer = credentials.current();
            // Not what the identity holds: another thread may have renewed that already.
            if (newer.equals(used)) {
                throw e;
            }
            identity.renew(newer);
            return attempt(asked, call);
        }
    }

    /** The body, for the SDK to read. */
    RequestBody body(Asked asked, Payload payload) throws StorageException {
        return SdkBodies.of(asked, endpoint, payload);
    }

    /** Makes a call that removes something; that it is not there, as somebody removed it before, is no failure. */
    void remove(Asked asked, Runnable call) throws StorageException {
        try {
            var unused = call(asked, () -> {
                call.run();
                return Boolean.TRUE;
            });
        } catch (StorageException.Missing e) {
            if (e.scope() != FailureScope.OBJECT) {
                throw e;
            }
        }
    }

    /** The headers of a request, for the SDK to send as they are. */
    static AwsRequestOverrideConfiguration headers(StoreRequest request) {
        AwsRequestOverrideConfiguration.Builder headers = AwsRequestOverrideConfiguration.builder();
        for (int i = 0; i < request.headerCount(); i++) {
            headers.putHeader(request.headerName(i), request.headerValue(i));
        }
        return headers.build();
    }

    /** What it means that a body broke. */
    StorageException broken(Asked asked, IOException failure) {
        return ConnectionFailures.classify(asked, endpoint, failure);
    }

    private <T> T attempt(Asked asked, Supplier<T> call) throws StorageException {
        if (Thread.currentThread().isInterrupted()) {
            throw ConnectionFailures.interrupted(asked);
        }
        try {
            return call.get();
        } catch (S3Exception e) {
            throw S3Errors.classify(asked, error(e), e);
        } catch (AbortedException e) {
            throw ConnectionFailures.interrupted(asked);
        } catch (SdkException e) {
            throw unreached(asked, e);
        } catch (IllegalArgumentException e) {
            // It decodes what a service did not encode, such as the prefix of a listing.
            throw S3Errors.exception(
                    FailureClass.REJECTED,
                    asked,
                    asked + " at " + endpoint + ": the AWS SDK does not understand the answer: " + e.getMessage(),
                    e);
        }
    }

    private StorageException unreached(Asked asked, SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException broken) {
                return broken(asked, broken);
            }
        }
        return S3Errors.exception(FailureClass.REJECTED, asked, asked + " at " + endpoint + ": " + e.getMessage(), e);
    }

    private static S3Error error(S3Exception e) {
        String code =
                e.awsErrorDetails() == null ? "" : orEmpty(e.awsErrorDetails().errorCode());
        String message =
                e.awsErrorDetails() == null ? "" : orEmpty(e.awsErrorDetails().errorMessage());
        String region = e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
                ? ""
                : e.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("x-amz-bucket-region")
                        .orElse("");
        // Where there is no document the SDK puts the status in the place of the code.
        boolean made = code.equals(Integer.toString(e.statusCode()));
        return new S3Error(e.statusCode(), made ? "" : code, made ? "" : message, orEmpty(e.requestId()), region);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
