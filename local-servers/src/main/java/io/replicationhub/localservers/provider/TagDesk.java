package io.replicationhub.localservers.provider;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tags of objects. They stay as they came, {@code a=1&b=2} with percent signs, among the headers that are kept; what goes
 * back with an object is their number, and they themselves to those who ask for them.
 */
final class TagDesk {
    static final String HEADER = "x-amz-tagging";
    private static final int MOST = 10;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9 +\\-=._:/]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9 +\\-=._:/]{0,256}");

    private TagDesk() {}

    /**
     * Refuses what is no set of tags. Source: www.tencentcloud.com/document/product/436/35709. That what its page does
     * not allow is refused, and with this code, is unconfirmed, and the harder case.
     */
    static void check(String text) throws Refusal {
        Map<String, String> tags = parse(text);
        boolean fine = tags.size() <= MOST
                && tags.entrySet().stream()
                        .allMatch(tag -> KEY.matcher(tag.getKey()).matches()
                                && VALUE.matcher(tag.getValue()).matches());
        if (!fine) {
            throw new Refusal(400, "InvalidTag", "The tag provided was not a valid tag.");
        }
    }

    static int count(String text) {
        return parse(text).size();
    }

    /** The tags of an object, in the form of www.tencentcloud.com/document/product/436/35710. */
    static Reply read(Kept object) {
        StringBuilder document = new StringBuilder("<Tagging><TagSet>");
        parse(object.headers().getOrDefault(HEADER, ""))
                .forEach((key, value) -> document.append("<Tag><Key>")
                        .append(Call.xml(key))
                        .append("</Key><Value>")
                        .append(Call.xml(value))
                        .append("</Value></Tag>"));
        return Reply.document(200, document.append("</TagSet></Tagging>").toString());
    }

    /** The headers of an object with these tags and no others. */
    static Map<String, String> with(String tags, Map<String, String> headers) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.remove(HEADER);
        if (!tags.isEmpty()) {
            changed.put(HEADER, tags);
        }
        return changed;
    }

    private static Map<String, String> parse(String text) {
        Map<String, String> tags = new TreeMap<>();
        for (String tag : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = tag.indexOf('=');
            tags.put(
                    plain(equals < 0 ? tag : tag.substring(0, equals)),
                    equals < 0 ? "" : plain(tag.substring(equals + 1)));
        }
        return tags;
    }

    private static String plain(String encoded) {
        return Call.decode(encoded.replace('+', ' '));
    }
}
