package io.replicationhub.wire.xml;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks an XML document: elements by their local names, text where it is asked for. No entities but XML's own five are
 * resolved, and no document type is read. A document that ends early or is not well-formed is an error. Not thread-safe.
 */
public final class XmlDocument {
    private static final XMLInputFactory FACTORY = factory();
    private final XMLStreamReader reader;

    private XmlDocument(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** Opens a document and stands on its root. */
    public static XmlDocument open(InputStream in) throws IOException, MalformedXmlException {
        try {
            XmlDocument document = new XmlDocument(FACTORY.createXMLStreamReader(in, "UTF-8"));
            while (document.reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (!document.reader.hasNext()) {
                    throw new MalformedXmlException("it has no root element", null);
                }
            }
            return document;
        } catch (XMLStreamException e) {
            throw unwrap(e);
        }
    }

    public String name() {
        return reader.getLocalName();
    }

    /** Goes to the next child of the element it stands in and says its name; null, standing on the end, where there is none. */
    @Nullable
    public String nextChild() throws IOException, MalformedXmlException {
        try {
            while (true) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    return reader.getLocalName();
                }
                if (event == XMLStreamConstants.END_ELEMENT) {
                    return null;
                }
            }
        } catch (XMLStreamException e) {
            throw unwrap(e);
        }
    }

    /** The text of the element it stands on, and goes to its end. */
    public String text() throws IOException, MalformedXmlException {
        try {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return "";
            }
            if (event == XMLStreamConstants.CHARACTERS) {
                String text = reader.getText();
                if (reader.next() == XMLStreamConstants.END_ELEMENT) {
                    return text;
                }
                return text + rest();
            }
            return rest();
        } catch (XMLStreamException e) {
            throw unwrap(e);
        } catch (UncheckedStreamException e) {
            // Text is read when it is asked for, by a method that declares nothing.
            throw e.getCause() instanceof XMLStreamException checked
                    ? unwrap(checked)
                    : new MalformedXmlException(e.getMessage(), e);
        }
    }

    /** Goes to the end of the element it stands on. */
    public void skip() throws IOException, MalformedXmlException {
        try {
            for (int depth = 1; depth > 0; ) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
        } catch (XMLStreamException e) {
            throw unwrap(e);
        }
    }

    /** Reads what follows the root, which is nothing of note, to the end. */
    public void finish() throws IOException, MalformedXmlException {
        try {
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            throw unwrap(e);
        }
    }

    /** Text among comments and the like: rare, so slow. Children's text is left out. */
    private String rest() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = reader.getEventType() == XMLStreamConstants.START_ELEMENT ? 2 : 1;
        if (reader.getEventType() == XMLStreamConstants.CDATA) {
            text.append(reader.getText());
        }
        while (depth > 0) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (depth == 1) {
                        text.append(reader.getText());
                    }
                }
                default -> {}
            }
        }
        return text.toString();
    }

    private static MalformedXmlException unwrap(XMLStreamException e) throws IOException {
        if (e.getCause() instanceof IOException broken) {
            throw broken;
        }
        if (e.getNestedException() instanceof IOException broken) {
            throw broken;
        }
        return new MalformedXmlException(e.getMessage(), e);
    }

    private static XMLInputFactory factory() {
        InputFactoryImpl factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory;
    }

    /** What came is not XML, or not the document that was to come. */
    public static final class MalformedXmlException extends Exception {
        private static final long serialVersionUID = 1L;

        public MalformedXmlException(@Nullable String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        /** Whether it ended before it was complete, as what is cut off on the way does. The parser says so in words only. */
        public boolean isCutOff() {
            return getCause() instanceof XMLStreamException
                    && String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("end-of-input");
        }
    }
}
