package io.replicationhub.storage.oss;

import com.aliyun.sdk.service.oss2.OSSClient;
import com.aliyun.sdk.service.oss2.OSSClientBuilder;
import com.aliyun.sdk.service.oss2.retry.NopRetryer;
import com.aliyun.sdk.service.oss2.transport.HttpClient;
import com.aliyun.sdk.service.oss2.transport.HttpClientOptions;
import com.aliyun.sdk.service.oss2.transport.apache5client.Apache5HttpClientBuilder;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.wire.http.TlsTrust;
import io.replicationhub.wire.http.WireLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.X509TrustManager;

/** Sets up Aliyun's SDK. */
final class SdkStores {
    private SdkStores() {}

    static OssCaller caller(OssSettings settings, CredentialsSource source) {
        SdkCredentials credentials = new SdkCredentials(source);
        OSSClientBuilder builder = OSSClient.newBuilder()
                .region(settings.signingRegion())
                .endpoint(settings.service().toString())
                .signatureVersion(settings.signature() == OssSettings.Signature.V1 ? "v1" : "v4")
                .retryer(new NopRetryer())
                .connectTimeout(WireLimits.CONNECT_TIMEOUT)
                .readWriteTimeout(WireLimits.READ_TIMEOUT)
                .credentialsProvider(credentials);
        settings.caCertificates().ifPresent(pem -> builder.httpClient(trusting(pem)));
        return new SdkCaller(
                builder.build(),
                credentials,
                settings.bucket(),
                settings.service().toString());
    }

    /** What the SDK builds for itself where it is given none, with authorities beside the platform's. */
    private static HttpClient trusting(Path pemFile) {
        X509TrustManager[] authorities;
        try {
            authorities = Arrays.stream(TlsTrust.managers(pemFile))
                    .map(X509TrustManager.class::cast)
                    .toArray(X509TrustManager[]::new);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        HttpClientOptions options = HttpClientOptions.custom()
                .connectTimeout(WireLimits.CONNECT_TIMEOUT)
                .readWriteTimeout(WireLimits.READ_TIMEOUT)
                .build();
        return Apache5HttpClientBuilder.create()
                .options(options)
                .x509TrustManagers(authorities)
                .build();
    }
}
