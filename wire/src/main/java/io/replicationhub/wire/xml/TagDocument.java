package io.replicationhub.wire.xml;

import io.replicationhub.object.ObjectTags;
import io.replicationhub.wire.text.UriEncoding;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags of an object, in both forms that they travel in. Source: Amazon S3 API Reference, GetObjectTagging and the
 * request header {@code x-amz-tagging} of PutObject; OSS has the same.
 */
public final class TagDocument {
    private TagDocument() {}

    /** As URL query parameters, for a header: {@code a=1&b=2}. */
    public static String inHeader(ObjectTags tags) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> tag : tags.pairs().entrySet()) {
            if (text.length() > 0) {
                text.append('&');
            }
            text.append(UriEncoding.value(tag.getKey())).append('=').append(UriEncoding.value(tag.getValue()));
        }
        return text.toString();
    }

    public static ObjectTags read(XmlDocument document) throws IOException, MalformedXmlException {
        SortedMap<String, String> tags = new TreeMap<>();
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            if (name.equals("TagSet")) {
                readSet(document, tags);
            } else {
                document.skip();
            }
        }
        return new ObjectTags(tags);
    }

    private static void readSet(XmlDocument document, SortedMap<String, String> into)
            throws IOException, MalformedXmlException {
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            if (name.equals("Tag")) {
                readTag(document, into);
            } else {
                document.skip();
            }
        }
    }

    private static void readTag(XmlDocument document, SortedMap<String, String> into)
            throws IOException, MalformedXmlException {
        String key = "";
        String value = "";
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            switch (name) {
                case "Key" -> key = document.text();
                case "Value" -> value = document.text();
                default -> document.skip();
            }
        }
        into.put(key, value);
    }
}
