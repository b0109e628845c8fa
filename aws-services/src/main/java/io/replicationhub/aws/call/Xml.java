package io.replicationhub.aws.call;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an answer to a form. Lists have their entries in {@code member} elements (Smithy specification, "AWS Query
 * protocol").
 */
public record Xml(String name, String text, List<Xml> children) {
    static final Xml NOTHING = new Xml("", "", List.of());

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException where it is no XML; the text is not quoted, for it may hold secrets
     */
    static Xml parse(String document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(document));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    return read(reader);
                }
            }
        } catch (XMLStreamException e) {
            // Said below: the parser's own complaint might quote it.
        }
        throw new IllegalArgumentException("this is not XML");
    }

    /** Without what stands in it, which may be a secret. */
    @Override
    public String toString() {
        return "Xml[" + name + ']';
    }

    private static Xml read(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<Xml> children = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(read(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new Xml(name, text.toString().strip(), List.copyOf(children));
                }
                default -> {}
            }
        }
    }

    /** The first child of a name. */
    public Optional<Xml> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /** The text of a child; empty where there is none. */
    public String text(String wanted) {
        return child(wanted).map(Xml::text).orElse("");
    }

    /** The entries of a child that is a list. */
    public List<Xml> members(String list) {
        return child(list)
                .map(found -> found.children.stream()
                        .filter(entry -> entry.name.equals("member"))
                        .toList())
                .orElse(List.of());
    }
}
