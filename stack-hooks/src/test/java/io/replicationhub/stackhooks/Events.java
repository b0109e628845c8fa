package io.replicationhub.stackhooks;

import com.amazonaws.services.lambda.runtime.Context;
import io.replicationhub.aws.call.Json;
import io.replicationhub.testkit.FakeClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/** Plays CloudFormation and Lambda: an event in, an answer at the address. */
final class Events {
    final StandIn aws;
    final FakeClock clock = FakeClock.atStart();

    Events(StandIn aws) {
        this.aws = aws;
    }

    /** As the hooks are deployed, but for the clock that waits for nobody. */
    StackHooks hooks() {
        return with(Hooks.of(aws.environment(), clock, clock.sleeper(), new Random(1)));
    }

    StackHooks with(Map<String, Hook> hooks) {
        return new StackHooks(hooks, new ReplyDesk(clock.sleeper(), new Random(1)), clock, clock.sleeper());
    }

    /** Sends an event as CloudFormation does (CloudFormation User Guide, "Custom resource request objects"). */
    Json send(StackHooks hooks, Json event) throws IOException {
        return send(hooks, event, 900_000);
    }

    Json send(StackHooks hooks, Json event, int millis) throws IOException {
        hooks.handleRequest(
                new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                lambda(millis));
        return aws.reply();
    }

    Json.Fields event(String verb, String type, Map<String, String> properties) {
        Json.Fields given = Json.object().with("ServiceToken", "arn:aws:lambda:us-east-1:1:function:hooks");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            given = given.with(property.getKey(), property.getValue());
        }
        Json.Fields event = Json.object()
                .with("RequestType", verb)
                .with("ResponseURL", aws.address() + "/cloudformation?X-Amz-Signature=of+the%2Faddress")
                .with("StackId", "arn:aws:cloudformation:us-east-1:1:stack/s/5b1")
                .with("RequestId", "5478ac18-f600-4f1f-8ea7-a6dcd1f54bc8")
                .with("ResourceType", type)
                .with("LogicalResourceId", "Logical")
                .with("ResourceProperties", given);
        return verb.equals("Create") ? event : event.with("PhysicalResourceId", "physical");
    }

    private static Context lambda(int millis) {
        return (Context) Proxy.newProxyInstance(
                Events.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getRemainingTimeInMillis")) {
                        return millis;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
