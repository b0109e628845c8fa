package io.replicationhub.localservers.oss;

import io.replicationhub.localservers.provider.Call;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param key empty where the bucket itself is asked
 * @param query decoded, by name; the value is empty where there is none
 * @param headers by name in lower case, as the text that their bytes are in UTF-8
 */
record OssRequest(
        String method,
        String bucket,
        String key,
        Map<String, String> query,
        TreeMap<String, String> headers,
        byte[] body) {

    /** @param service the host that buckets stand before */
    static OssRequest read(Call call, String service) throws OssRefusal {
        TreeMap<String, String> headers = new TreeMap<>();
        call.headers().forEach((name, value) -> headers.put(name, utf8(value)));
        String host = headers.getOrDefault("host", "");
        String name = host.indexOf(':') < 0 ? host : host.substring(0, host.indexOf(':'));
        if (!name.endsWith('.' + service)) {
            // OSS documentation, "HTTP 403 errors".
            throw OssRefusal.of(
                    403,
                    "SecondLevelDomainForbidden",
                    "The bucket you are attempting to access must be addressed using OSS third level domain.");
        }
        Map<String, String> query = new TreeMap<>();
        call.query().forEach((key, value) -> query.put(utf8(key), utf8(value)));
        return new OssRequest(
                call.method(),
                name.substring(0, name.length() - service.length() - 1),
                utf8(Call.decode(call.path().substring(1))),
                query,
                headers,
                call.body());
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    boolean asks(String parameter) {
        return query.containsKey(parameter);
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean isOf(String methodName) {
        return method.equals(methodName);
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
