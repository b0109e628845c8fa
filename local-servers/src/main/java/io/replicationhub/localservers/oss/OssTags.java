package io.replicationhub.localservers.oss;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tags. Source: OSS documentation, "Object tagging": ten at most, names to 128 and values to 256 characters, of letters,
 * digits, spaces and {@code + - = . _ : /}; "PutObject", x-oss-tagging: pairs as in a query.
 */
final class OssTags {
    private static final int MOST = 10;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N} +\\-=._:/@]*");

    private OssTags() {}

    static Map<String, String> parse(String header) throws OssRefusal {
        Map<String, String> tags = new TreeMap<>();
        if (!header.isEmpty()) {
            for (String pair : header.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                boolean fits = !name.isEmpty() && name.length() <= 128 && value.length() <= 256;
                boolean allowed = ALLOWED.matcher(name).matches()
                        && ALLOWED.matcher(value).matches();
                if (!fits || !allowed || tags.put(name, value) != null) {
                    throw OssRefusal.of(400, "InvalidTag", "The Tag you provided is invalid.");
                }
            }
        }
        if (tags.size() > MOST) {
            throw OssRefusal.of(400, "InvalidTag", "Object tags cannot be greater than 10.");
        }
        return tags;
    }

    /** GetObjectTagging. */
    static String document(Map<String, String> tags) {
        StringBuilder text = new StringBuilder(OssXml.HEAD).append("<Tagging><TagSet>");
        tags.forEach((name, value) -> text.append("<Tag>")
                .append(OssXml.element("Key", name))
                .append(OssXml.element("Value", value))
                .append("</Tag>"));
        return text.append("</TagSet></Tagging>").toString();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
