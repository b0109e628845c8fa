package io.replicationhub.operate.aws;

import io.replicationhub.aws.credentials.AwsCall;
import io.replicationhub.object.StorageException;
import io.replicationhub.operate.Unreachable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A service that is spoken to in AWS's query protocol: a form in, XML out. The SDK's modules for CloudFormation, CloudWatch
 * and ECS are not used: they would add eight megabytes to twenty-one for six requests, and the one for CloudWatch speaks
 * a protocol that emulators do not know.
 *
 * @param version of the service's API
 */
record QueryApi(AwsCall call, String prefix, String version) {
    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8");

    /**
     * Makes a request and gives the element with its result.
     *
     * @param what is asked for, as messages are to name it
     */
    XmlTree ask(String what, String action, Map<String, String> parameters) throws Unreachable {
        String body = "Action=" + action + "&Version=" + version
                + parameters.entrySet().stream()
                        .map(entry -> '&' + entry.getKey() + '=' + encoded(entry.getValue()))
                        .collect(Collectors.joining());
        String answer;
        try {
            answer = call.post(what, HEADERS, body);
        } catch (StorageException e) {
            throw Refused.because(e, prefix + ':' + action);
        }
        return XmlTree.parse(answer)
                .flatMap(response -> response.child(action + "Result"))
                .orElseThrow(() ->
                        new Unreachable(what + ": the answer to " + prefix + ':' + action + " cannot be read", null));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
