package io.replicationhub.stackhooks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A bucket's notification configuration. Everything that is not our rule is kept as it is, also what we have never heard
 * of. Immutable: changes give another.
 */
final class NotificationDocument {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final String text;

    private NotificationDocument(String text) {
        this.text = text;
    }

    /** @throws HookFailed where it is no such document */
    static NotificationDocument read(String text) throws HookFailed {
        Document document = parse(text);
        if (!"NotificationConfiguration".equals(document.getDocumentElement().getLocalName())) {
            throw new HookFailed(
                    "S3 answered with <" + document.getDocumentElement().getLocalName()
                            + "> where the bucket's notification configuration was to be");
        }
        return new NotificationDocument(text);
    }

    String text() {
        return text;
    }

    /** Whether a rule is there and says what it is to say, in whatever order. */
    boolean has(EventRule rule) throws HookFailed {
        Optional<Element> there = rules(parse(text)).stream()
                .filter(element -> child(element, "Id").equals(rule.id()))
                .findFirst();
        return there.isPresent()
                && child(there.get(), "Queue").equals(rule.queueArn())
                && new TreeSet<>(children(there.get(), "Event")).equals(new TreeSet<>(rule.events()))
                && decoded(filters(there.get())).equals(decoded(filters(rule)));
    }

    boolean hasId(String id) throws HookFailed {
        return rules(parse(text)).stream()
                .anyMatch(element -> child(element, "Id").equals(id));
    }

    NotificationDocument without(Set<String> ids) throws HookFailed {
        Document document = parse(text);
        boolean found = false;
        for (Element element : rules(document)) {
            if (ids.contains(child(element, "Id"))) {
                document.getDocumentElement().removeChild(element);
                found = true;
            }
        }
        return found ? new NotificationDocument(write(document)) : this;
    }

    NotificationDocument with(EventRule rule) throws HookFailed {
        Document document = parse(without(Set.of(rule.id())).text);
        Element root = document.getDocumentElement();
        String namespace = root.getNamespaceURI() == null ? "" : root.getNamespaceURI();
        Element made = append(root, namespace, "QueueConfiguration");
        append(made, namespace, "Id").setTextContent(rule.id());
        append(made, namespace, "Queue").setTextContent(rule.queueArn());
        rule.events().forEach(event -> append(made, namespace, "Event").setTextContent(event));
        if (!rule.prefix().isEmpty()) {
            Element filter =
                    append(append(append(made, namespace, "Filter"), namespace, "S3Key"), namespace, "FilterRule");
            append(filter, namespace, "Name").setTextContent("prefix");
            append(filter, namespace, "Value").setTextContent(rule.writtenPrefix());
        }
        return new NotificationDocument(write(document));
    }

    /** Whether the rules beside the given ones are the same ones, whatever their order. */
    boolean agreesBeside(Set<String> ids, NotificationDocument other) throws HookFailed {
        return others(ids).equals(other.others(ids));
    }

    private List<String> others(Set<String> ids) throws HookFailed {
        List<String> others = new ArrayList<>();
        for (Element element : elements(parse(text).getDocumentElement())) {
            if (!ids.contains(child(element, "Id"))) {
                others.add(spelt(element));
            }
        }
        others.sort(null);
        return others;
    }

    /** The element without what may differ between two readings of the same. */
    private static String spelt(Element element) {
        List<String> inner = new ArrayList<>();
        elements(element).forEach(child -> inner.add(spelt(child)));
        if (inner.isEmpty()) {
            return element.getLocalName() + '=' + element.getTextContent().strip();
        }
        inner.sort(null);
        return element.getLocalName() + inner;
    }

    private static Element append(Element parent, String namespace, String name) {
        Document document = parent.getOwnerDocument();
        Element child = namespace.isEmpty()
                ? document.createElement(name)
                : document.createElementNS(namespace, qualified(parent, name));
        parent.appendChild(child);
        return child;
    }

    private static String qualified(Element parent, String name) {
        String prefix = parent.getPrefix();
        return prefix == null || prefix.isEmpty() ? name : prefix + ':' + name;
    }

    /** Every element with an Id is a rule, whatever its target. */
    private static List<Element> rules(Document document) {
        return elements(document.getDocumentElement()).stream()
                .filter(element -> !children(element, "Id").isEmpty())
                .toList();
    }

    /** The filters as S3 spells their names: it takes them in any case. */
    private static Set<String> filters(Element rule) {
        Set<String> filters = new TreeSet<>();
        for (Element filter : elements(rule)) {
            if ("Filter".equals(filter.getLocalName())) {
                elements(filter)
                        .forEach(key -> elements(key)
                                .forEach(each -> filters.add(child(each, "Name").toLowerCase(java.util.Locale.ROOT)
                                        + '='
                                        + child(each, "Value"))));
            }
        }
        filters.remove("prefix=");
        filters.remove("suffix=");
        return filters;
    }

    private static Set<String> filters(EventRule rule) {
        return rule.prefix().isEmpty() ? Set.of() : Set.of("prefix=" + rule.writtenPrefix());
    }

    private static Set<String> decoded(Set<String> filters) {
        Set<String> decoded = new TreeSet<>();
        for (String filter : filters) {
            try {
                decoded.add(URLDecoder.decode(filter, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                decoded.add(filter);
            }
        }
        return decoded;
    }

    private static String child(Element element, String name) {
        return children(element, name).stream().findFirst().orElse("");
    }

    private static List<String> children(Element element, String name) {
        return elements(element).stream()
                .filter(child -> name.equals(child.getLocalName()))
                .map(child -> child.getTextContent().strip())
                .toList();
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (@Nullable Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static Document parse(String text) throws HookFailed {
        // A bucket that tells nobody anything has an empty document, and some stores send nothing at all.
        String whole = text.isBlank() ? "<NotificationConfiguration xmlns=\"" + NAMESPACE + "\"/>" : text;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new HookFailed("the bucket's notification configuration cannot be read: " + e.getMessage(), e);
        }
    }

    private static String write(Document document) throws HookFailed {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter out = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new HookFailed("the bucket's notification configuration cannot be written: " + e.getMessage(), e);
        }
    }
}
