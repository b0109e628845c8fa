package io.replicationhub.aws.call;

import io.replicationhub.wire.HttpProxies;
import io.replicationhub.wire.http.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Makes exchanges with one endpoint. Thread-safe. */
interface Transport extends AutoCloseable {
    Reply exchange(SignedRequest request) throws IOException;

    @Override
    void close();

    /** Over the wire; by the AWS SDK, which must be there then, where the environment names a proxy for the endpoint. */
    static Transport to(Endpoint endpoint, Map<String, String> environment) {
        URI address = URI.create(endpoint.toString());
        Optional<URI> proxy = HttpProxies.forEndpoint(address, environment);
        return proxy.isPresent() ? ProxiedTransport.open(address, proxy.get()) : WireTransport.open(endpoint);
    }
}
