package io.replicationhub.cli.operate;

import io.replicationhub.config.SettingName;
import java.util.Locale;

/** Every option of these commands, once. */
enum OperateOption implements SettingName {
    STACK("NAME", "the name of the stack; its outputs tell where all else is"),
    QUEUE("URL", "the dead-letter queue itself, where there is no stack"),
    TO("URL", "with --queue: the queue of tasks to send to"),
    CLASS(
            "CLASS",
            "messages of one class: missing | denied | changed | throttled | unavailable | corrupt | archived | expired |"
                    + " rejected | unreadable | unsettled"),
    KEY("GLOB", "messages of which a source key matches"),
    DRY_RUN("", "tell what would be moved, and move nothing"),
    LIMIT("N", "look at so many messages at most, 1 to 100000 (default 1000)"),
    WAIT("", "follow the run until it ends, and exit by its exit code"),
    WATCH("", "look again every 30 s until there is nothing left to do"),
    REGION("REGION", "the region of the stack (default: AWS_REGION, then the profile's)"),
    CREDENTIALS(
            "REF",
            "default | profile:NAME | env:PREFIX | file:PATH | ssm:NAME | secretsmanager:NAME |"
                    + " role:ARN[?external-id=ID]"),
    PROFILE("NAME", "short for --credentials profile:NAME"),
    ENDPOINT_URL("URL", "one address for all of AWS's services, such as an emulator's (also AWS_ENDPOINT_URL)"),
    JSON("", "JSON on standard output");

    private final String label;
    private final String meaning;

    OperateOption(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    boolean isFlag() {
        return label.isEmpty();
    }

    String label() {
        return label;
    }

    @Override
    public String variable() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
