package io.replicationhub.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Has no message tell of the invocation that sent it. Within Lambda the SDK adds the invocation's trace to each request, and
 * by that Lambda counts how often messages that were sent on have come to the function: beyond sixteen times it hands the
 * next one out no more (Lambda Developer Guide, "Use Lambda recursive loop detection to prevent infinite loops"). A large
 * object goes on as a new message for as many invocations as it takes, and one that must wait is put off every quarter of
 * an hour, so that both would end as dead letters after four hours. What ends them by rights is in docs/ordering.md. The
 * function's own setting for it (RecursiveLoop) is not in every region, and a template that says it is refused there.
 */
final class FirstInLine implements ExecutionInterceptor {
    private static final String TRACE = "X-Amzn-Trace-Id";

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        return request.firstMatchingHeader(TRACE).isEmpty()
                ? request
                : request.toBuilder().removeHeader(TRACE).build();
    }
}
