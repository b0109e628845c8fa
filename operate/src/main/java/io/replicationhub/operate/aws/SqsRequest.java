package io.replicationhub.operate.aws;

import io.replicationhub.operate.Unreachable;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** One request to SQS, with its failures in sentences. */
final class SqsRequest {
    private SqsRequest() {}

    /** @param action as a policy names it, without the service */
    static <T> T of(String url, String action, Supplier<T> request) throws Unreachable {
        try {
            return request.get();
        } catch (QueueDoesNotExistException e) {
            throw new Unreachable("there is no queue " + url, e);
        } catch (AwsServiceException e) {
            throw new Unreachable(refused(url, "sqs:" + action, e), e);
        } catch (SdkException e) {
            throw new Unreachable("the queue " + url + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private static String refused(String url, String action, AwsServiceException e) {
        String code = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
        String said = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorMessage());
        boolean denied = e.statusCode() == 403 || code.contains("AccessDenied");
        return "the queue " + url + (denied ? ": not allowed; it takes " + action : ": " + action + " failed")
                + " (SQS says " + e.statusCode() + (code.isEmpty() ? "" : ' ' + code)
                + (said.isEmpty() || said.equals("null") ? "" : ": " + said) + ")";
    }
}
