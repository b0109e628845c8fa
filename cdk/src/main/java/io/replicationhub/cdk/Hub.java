package io.replicationhub.cdk;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/** The CDK app. {@code cdk/app} starts it; the {@code cdk} command by way of cdk.json. */
public final class Hub {
    private static final String PROPERTY = "drh.root";
    private static final int MISSING = 2;

    private Hub() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath().normalize();
        if (arguments.length == 1 && arguments[0].equals("templates")) {
            Templates.write(root);
            return;
        }
        var artefacts = new BuiltArtefacts(root);
        Optional<String> missing = artefacts.missing();
        if (missing.isPresent()) {
            System.err.println(missing.get());
            System.exit(MISSING);
        }
        var app = new App();
        HubStack.add(app, artefacts);
        checked(app).synth();
    }

    /** Under cdk-nag's rules. */
    static App checked(App app) {
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        return app;
    }
}
