package io.replicationhub.stackhooks;

import io.replicationhub.aws.call.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What CloudFormation asks (CloudFormation User Guide, "Custom resource request objects").
 *
 * @param physicalId under which the resource is known; empty for a Create
 * @param old the properties before an Update; {@link Json#NOTHING} otherwise
 */
record HookRequest(
        Verb verb,
        String stackId,
        String requestId,
        String type,
        String logicalId,
        Optional<String> physicalId,
        Json properties,
        Json old) {

    enum Verb {
        CREATE,
        UPDATE,
        DELETE,
        /** None that CloudFormation is known to send. */
        UNKNOWN
    }

    static HookRequest read(Json event) {
        Verb verb = switch (event.textAt("RequestType")) {
            case "Create" -> Verb.CREATE;
            case "Update" -> Verb.UPDATE;
            case "Delete" -> Verb.DELETE;
            default -> Verb.UNKNOWN;
        };
        return new HookRequest(
                verb,
                event.textAt("StackId"),
                event.textAt("RequestId"),
                event.textAt("ResourceType"),
                event.textAt("LogicalResourceId"),
                event.at("PhysicalResourceId").text(),
                event.at("ResourceProperties"),
                event.at("OldResourceProperties"));
    }

    /** A property that must be there. */
    String required(String name) throws HookFailed {
        String value = text(name);
        if (value.isEmpty()) {
            throw new HookFailed("the property " + name + " of " + type + " is missing");
        }
        return value;
    }

    /** A property; empty text where it is not set. */
    String text(String name) {
        return properties.textAt(name).strip();
    }

    /** A property that is a list, or text with commas. */
    List<String> list(String name) {
        Json value = properties.at(name);
        List<String> parts = value.items().isEmpty()
                ? Arrays.asList(value.text().orElse("").split(",", -1))
                : value.items().stream().map(item -> item.text().orElse("")).toList();
        return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
