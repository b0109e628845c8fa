package io.replicationhub.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The repeated elements of a small request document, each as its children's texts by name. */
final class XmlItems {
    private XmlItems() {}

    static List<Map<String, String>> read(byte[] document, String item) throws S3Error {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        List<Map<String, String>> items = new ArrayList<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals(item)) {
                    items.add(children(reader, item));
                }
            }
        } catch (XMLStreamException bad) {
            throw new S3Error(400, "MalformedXML", "The XML you provided was not well-formed");
        }
        return items;
    }

    private static Map<String, String> children(XMLStreamReader reader, String item) throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        for (int event = reader.next(); ; event = reader.next()) {
            if (event == XMLStreamReader.END_ELEMENT && reader.getLocalName().equals(item)) {
                return fields;
            }
            if (event == XMLStreamReader.START_ELEMENT) {
                String name = reader.getLocalName();
                byte[] utf8 = reader.getElementText().getBytes(StandardCharsets.UTF_8);
                fields.put(name, new String(utf8, StandardCharsets.ISO_8859_1));
            }
        }
    }
}
