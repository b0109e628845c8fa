package io.replicationhub.storage.oss;

import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.storage.oss.OssSettings.Payer;
import io.replicationhub.wire.HttpProxies;
import io.replicationhub.wire.http.ConnectionPool;
import io.replicationhub.wire.http.Connector;
import io.replicationhub.wire.http.Endpoint;
import io.replicationhub.wire.http.TlsTrust;
import java.time.InstantSource;
import java.util.Map;

/** Opens buckets of Aliyun OSS. */
public final class OssStores {
    private static final String SDK = "com.aliyun.sdk.service.oss2.OSSClient";

    private OssStores() {}

    /**
     * Opens a bucket. Nothing is asked of the store yet.
     *
     * @throws IllegalArgumentException where the settings cannot be used: the SDK is asked for and not there, or the
     *     environment names a proxy, which neither face knows. The message says which
     */
    public static ObjectStore open(
            OssSettings settings, CredentialsSource credentials, Map<String, String> environment) {
        if (HttpProxies.forEndpoint(settings.service(), environment).isPresent()) {
            throw new IllegalArgumentException("oss://" + settings.bucket()
                    + " cannot be reached through the proxy that the environment names; name "
                    + settings.service().getHost() + " in NO_PROXY if there is a way without it");
        }
        return open(settings, credentials, InstantSource.system());
    }

    static ObjectStore open(OssSettings settings, CredentialsSource credentials, InstantSource clock) {
        OssCaller caller = switch (settings.face()) {
            case WIRE -> wire(settings, credentials, clock);
            case SDK -> sdk(settings, credentials);
        };
        return new OssObjectStore(
                settings.bucket(), settings.payer() == Payer.REQUESTER ? new PayingCaller(caller) : caller);
    }

    private static OssCaller wire(OssSettings settings, CredentialsSource credentials, InstantSource clock) {
        Endpoint service = Endpoint.of(settings.service());
        Endpoint bucket = service.withHost(settings.bucket() + '.' + service.host());
        RequestSigner signer = switch (settings.signature()) {
            case V4 -> new SignerV4(settings.bucket(), settings.signingRegion());
            case V1 -> new SignerV1(settings.bucket());
        };
        ConnectionPool pool = new ConnectionPool(
                new Connector(bucket, TlsTrust.of(settings.service(), settings.caCertificates())), System::nanoTime);
        return new WireCaller(new OssRoute(pool, signer), credentials, clock);
    }

    private static OssCaller sdk(OssSettings settings, CredentialsSource credentials) {
        try {
            Class.forName(SDK, false, OssStores.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "Aliyun's SDK is not part of this program: leave the client at its own", e);
        }
        return SdkStores.caller(settings, credentials);
    }
}
