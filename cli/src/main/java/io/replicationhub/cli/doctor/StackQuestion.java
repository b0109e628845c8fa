package io.replicationhub.cli.doctor;

import io.replicationhub.cli.settings.Option;
import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.operate.stack.DeployedStack;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which stack is to be looked at, and as whom.
 *
 * @param reference the credentials as text; empty for those that AWS's tools find by themselves
 */
record StackQuestion(
        String name,
        Optional<String> region,
        CredentialsReference credentials,
        Optional<String> reference,
        Optional<URI> endpoint) {
    /** What is looked up by others. */
    private static final Pattern LOOKED_UP = Pattern.compile("(ssm|secretsmanager|role):.*");

    /** Empty where no stack is named; then the other options that are about stacks say nothing. */
    static Optional<StackQuestion> read(SettingsReader reader) {
        Optional<String> stack = reader.parsed(Option.STACK, DeployedStack::name);
        Optional<CredentialsReference> named = reader.confidential(Option.CREDENTIALS, CredentialsReference::parse);
        Optional<String> profile = reader.text(Option.PROFILE);
        Optional<String> region = reader.text(Option.REGION);
        Optional<URI> endpoint = reader.endpoint(Option.ENDPOINT_URL);
        if (profile.isPresent() && named.isPresent()) {
            reader.problem("--profile and --credentials say the same: leave one out");
        }
        if (reader.text(Option.STACK).isEmpty()
                && (profile.isPresent() || named.isPresent() || region.isPresent() || endpoint.isPresent())) {
            reader.problem("--region, --credentials, --profile and --endpoint-url go with --stack;"
                    + " of a side they are --source-region, --destination-credentials and so on");
        }
        return stack.map(name -> new StackQuestion(
                name,
                region,
                named.or(() -> profile.map(CredentialsReference.Profile::new))
                        .orElse(new CredentialsReference.Default()),
                profile.map(text -> "profile:" + text).or(() -> reader.text(Option.CREDENTIALS)),
                endpoint));
    }

    /**
     * The settings of a program of the stack, to be read on this machine: what it does by its own role is done by the one
     * who asks.
     *
     * @param here of this process
     * @param deployed of the program
     */
    Map<String, String> settings(Map<String, String> here, Map<String, String> deployed, String stacksRegion) {
        Map<String, String> all = new TreeMap<>(here);
        all.keySet().removeIf(name -> name.startsWith(Setting.PREFIX));
        deployed.forEach((name, value) -> {
            if (name.startsWith(Setting.PREFIX)) {
                all.put(name, value);
            }
        });
        all.put("AWS_REGION", stacksRegion);
        for (Setting setting : new Setting[] {Setting.SOURCE_CREDENTIALS, Setting.DESTINATION_CREDENTIALS}) {
            all.put(setting.variable(), asked(all.getOrDefault(setting.variable(), "")));
        }
        return all;
    }

    private String asked(String deployed) {
        if (reference.isEmpty()) {
            return deployed;
        }
        if (deployed.isBlank() || deployed.equals("default")) {
            return reference.get();
        }
        return LOOKED_UP.matcher(deployed).matches() && !deployed.contains("from=")
                ? deployed + (deployed.contains("?") ? '&' : '?') + "from=" + reference.get()
                : deployed;
    }
}
