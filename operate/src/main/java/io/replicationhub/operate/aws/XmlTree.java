package io.replicationhub.operate.aws;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of an answer in AWS's query protocol. Lists have their entries in {@code member} elements. */
record XmlTree(String name, String text, List<XmlTree> children) {
    /** Reads a document; its parser's complaint is not repeated. */
    static Optional<XmlTree> parse(String document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(document));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    return Optional.of(read(reader));
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static XmlTree read(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlTree> children = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(read(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlTree(name, text.toString().strip(), List.copyOf(children));
                }
                default -> {}
            }
        }
    }

    /** The first child of a name. */
    Optional<XmlTree> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /** The text of a child; empty where there is none. */
    String text(String wanted) {
        return child(wanted).map(XmlTree::text).orElse("");
    }

    /** The entries of a child that is a list. */
    List<XmlTree> members(String list) {
        return child(list)
                .map(found -> found.children.stream()
                        .filter(entry -> entry.name.equals("member"))
                        .toList())
                .orElse(List.of());
    }
}
