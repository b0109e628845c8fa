package io.replicationhub.localservers.identity;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An error as a service answers it. Sources: Systems Manager, Secrets Manager and STS API references, "Common Error
 * Types" (the statuses and codes) and the errors of each action; AWS JSON 1.1 and AWS Query protocol of the Smithy
 * specification (the bodies).
 */
public record Refusal(int status, String code, String message) {
    public Answer toAnswer(Api api) {
        return switch (api) {
            case JSON ->
                new Answer(
                        status,
                        "application/x-amz-json-1.1",
                        "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}");
            case QUERY ->
                new Answer(
                        status,
                        "text/xml",
                        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <Error>\n    <Type>Sender</Type>\n"
                                + "    <Code>" + code + "</Code>\n    <Message>" + message + "</Message>\n  </Error>\n"
                                + "  <RequestId>3c5a1bd2-local</RequestId>\n</ErrorResponse>\n");
        };
    }

    /** In which form a service is spoken to. The two have other names for the same faults. */
    public enum Api {
        JSON,
        QUERY;

        Refusal unknownKey() {
            return pick(
                    "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "The security token included in the request is invalid.");
        }

        Refusal expired() {
            return pick(
                    "ExpiredTokenException", "ExpiredToken", "The security token included in the request is expired");
        }

        Refusal badSignature() {
            return pick(
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                            + " Access Key and signing method. Consult the service documentation for details.");
        }

        Refusal unsigned() {
            return pick(
                    "MissingAuthenticationTokenException",
                    "MissingAuthenticationToken",
                    "Missing Authentication Token");
        }

        public Refusal notAllowed(String action, String resource) {
            return pick(
                    "AccessDeniedException",
                    "AccessDenied",
                    "User: arn:aws:iam::123456789012:user/local is not authorized to perform: " + action
                            + " on resource: " + resource);
        }

        Refusal throttled() {
            return new Refusal(400, this == JSON ? "ThrottlingException" : "Throttling", "Rate exceeded");
        }

        Refusal internal() {
            return new Refusal(
                    500,
                    this == JSON ? "InternalServerError" : "InternalFailure",
                    "An error occurred on the server side.");
        }

        private Refusal pick(String json, String query, String message) {
            return this == JSON ? new Refusal(400, json, message) : new Refusal(403, query, message);
        }
    }

    /** What goes back. */
    public record Answer(int status, String contentType, String text) {
        /** What an action of the Query protocol gives. */
        public static Answer ofQuery(String namespace, String action, String result) {
            return new Answer(
                    200,
                    "text/xml",
                    "<" + action + "Response xmlns=\"" + namespace + "\">\n  <" + action + "Result>" + result + "</"
                            + action
                            + "Result>\n  <ResponseMetadata><RequestId>3c5a1bd2-local</RequestId></ResponseMetadata>\n</"
                            + action + "Response>\n");
        }

        public void send(HttpExchange exchange) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
