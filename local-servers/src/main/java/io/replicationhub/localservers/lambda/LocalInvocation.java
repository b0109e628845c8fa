package io.replicationhub.localservers.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What Lambda tells a handler of its invocation, for handlers within this process; the time runs from the making of it. */
public final class LocalInvocation implements Context {
    private final long endNanos;

    /** @param limit the function's timeout */
    public LocalInvocation(Duration limit) {
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, (endNanos - System.nanoTime()) / 1_000_000);
    }

    @Override
    public String getAwsRequestId() {
        return "local";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + FunctionProcess.NAME;
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return FunctionProcess.NAME;
    }

    @Override
    public String getFunctionVersion() {
        return FunctionProcess.VERSION;
    }

    @Override
    public String getInvokedFunctionArn() {
        return RuntimeApi.ARN;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1_024;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {}

            @Override
            public void log(byte[] message) {}
        };
    }
}
