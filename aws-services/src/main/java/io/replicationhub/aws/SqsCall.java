package io.replicationhub.aws;

import io.replicationhub.queue.QueueException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.InvalidIdFormatException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** One request to SQS, with the SDK's failures told in ours. */
final class SqsCall {
    private SqsCall() {}

    /** Makes a call that answers soon. */
    static <T> T of(String url, String operation, Supplier<T> call) throws QueueException, InterruptedException {
        try {
            return call.get();
        } catch (AbortedException e) {
            Thread.interrupted();
            var interrupted = new InterruptedException(operation + " at " + url + " was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } catch (SdkException e) {
            throw failure(url, operation, e);
        }
    }

    /**
     * Makes a call that may wait for long. It is made by a virtual thread, whose socket an interrupt closes; a platform
     * thread would sit in its read until the answer came.
     */
    static <T> T patiently(String url, String operation, Supplier<T> call) throws QueueException, InterruptedException {
        var task = new FutureTask<>(call::get);
        Thread caller = Thread.ofVirtual().name("sqs-" + operation).start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            caller.interrupt();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SdkException cause) {
                throw failure(url, operation, cause);
            }
            throw new IllegalStateException(operation + " at " + url + " failed", e);
        }
    }

    /** Makes a call about one delivery. That the delivery is no longer ours is no failure. */
    static void settle(String url, String operation, Runnable call) throws QueueException {
        try {
            call.run();
        } catch (ReceiptHandleIsInvalidException | MessageNotInflightException | InvalidIdFormatException e) {
            // It has been deleted, or its visibility ran out and it is, or will be, somebody else's.
            return;
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            throw failure(url, operation, e);
        } catch (SqsException e) {
            if (!isStaleReceipt(e)) {
                throw failure(url, operation, e);
            }
        } catch (SdkException e) {
            throw failure(url, operation, e);
        }
    }

    /** SQS reports a receipt that has run out as a bad parameter (API reference, ChangeMessageVisibility). */
    private static boolean isStaleReceipt(SqsException e) {
        String message = String.valueOf(e.getMessage());
        return e.statusCode() == 400
                && (message.contains("ReceiptHandle") || message.contains("receipt handle"))
                && !message.contains("NonExistentQueue");
    }

    private static QueueException failure(String url, String operation, SdkException e) {
        return new QueueException(operation + " at " + url + " failed: " + e.getMessage(), e);
    }
}
