package io.replicationhub.storage.s3;

import io.replicationhub.object.ObjectTags;
import io.replicationhub.wire.xml.XmlDocument;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the tags of an object. Source of the form: Amazon S3 API Reference, GetObjectTagging. */
final class TagDocument {
    private TagDocument() {}

    static ObjectTags read(XmlDocument document) throws IOException, MalformedXmlException {
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
