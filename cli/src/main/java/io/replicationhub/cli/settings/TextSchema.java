package io.replicationhub.cli.settings;

import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.constructor.ConstructYamlNull;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * Takes values as they are written: read as a number, the glob {@code 1.10} would be {@code 1.1}. That there is none is
 * still told from an empty text.
 */
final class TextSchema implements Schema {
    @Override
    public ScalarResolver getScalarResolver() {
        return (value, plain) -> plain && (value.isEmpty() || value.equals("null")) ? Tag.NULL : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of(Tag.NULL, new ConstructYamlNull());
    }
}
