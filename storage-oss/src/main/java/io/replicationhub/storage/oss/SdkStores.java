package io.replicationhub.storage.oss;

import com.aliyun.sdk.service.oss2.OSSClient;
import com.aliyun.sdk.service.oss2.OSSClientBuilder;
import com.aliyun.sdk.service.oss2.retry.NopRetryer;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.wire.http.WireLimits;

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
        return new SdkCaller(
                builder.build(),
                credentials,
                settings.bucket(),
                settings.service().toString());
    }
}
