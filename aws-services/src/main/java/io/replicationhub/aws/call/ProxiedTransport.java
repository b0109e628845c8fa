package io.replicationhub.aws.call;

import io.replicationhub.wire.HttpProxies;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** The AWS SDK's connections, for the wire knows no proxies. */
record ProxiedTransport(URI endpoint, SdkHttpClient http) implements Transport {
    static ProxiedTransport open(URI endpoint, URI proxy) {
        ProxyConfiguration.Builder through = ProxyConfiguration.builder()
                .useEnvironmentVariableValues(false)
                .useSystemPropertyValues(false)
                .endpoint(HttpProxies.withoutUser(proxy));
        String user = proxy.getUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            through.username(colon < 0 ? user : user.substring(0, colon));
            through.password(colon < 0 ? "" : user.substring(colon + 1));
        }
        return new ProxiedTransport(
                endpoint,
                Apache5HttpClient.builder()
                        .connectionTimeout(Patience.CONNECT_MOST)
                        .socketTimeout(Patience.ANSWER_MOST)
                        .proxyConfiguration(through.build())
                        .build());
    }

    @Override
    public Reply exchange(SignedRequest signed) throws IOException {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(signed.method()))
                .uri(URI.create(endpoint + signed.target()));
        signed.headers().forEach(request::putHeader);
        HttpExecuteRequest.Builder sending = HttpExecuteRequest.builder().request(request.build());
        if (signed.hasBody()) {
            sending.contentStreamProvider(ContentStreamProvider.fromUtf8String(signed.body()));
        }
        try {
            HttpExecuteResponse answer = http.prepareRequest(sending.build()).call();
            String text = "";
            if (answer.responseBody().isPresent()) {
                try (InputStream body = answer.responseBody().get()) {
                    text = new String(body.readNBytes(Reply.BYTES_MOST), StandardCharsets.UTF_8);
                }
            }
            return new Reply(
                    answer.httpResponse().statusCode(),
                    answer.httpResponse().firstMatchingHeader(Reply.ERROR_TYPE).orElse(""),
                    text);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
