package io.replicationhub.emulator;

import io.replicationhub.config.Setting;
import io.replicationhub.stack.StackOutput;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** What the stack tells its two programs: read from what was deployed, not from the template. */
final class DeployedSettings {
    private final Services services;
    private final Deployment deployment;
    private final URI endpoint;

    DeployedSettings(Services services, Deployment deployment, URI endpoint) {
        this.services = services;
        this.deployment = deployment;
        this.endpoint = endpoint;
    }

    /** The variables of the function. */
    Map<String, String> ofTheWorker() throws Deployment.NotDeployed {
        String function = deployment.output(StackOutput.JOB_WORKER);
        return here(services.lambda()
                .getFunctionConfiguration(request -> request.functionName(function))
                .environment()
                .variables());
    }

    /** The variables of the container, or those of the function where the emulator has no ECS: they are of one making. */
    Map<String, String> ofTheSender() throws Deployment.NotDeployed {
        Map<String, String> variables = new HashMap<>();
        try {
            String task = deployment.output(StackOutput.JOB_SENDER_TASK);
            for (ContainerDefinition container : services.ecs()
                    .describeTaskDefinition(request -> request.taskDefinition(task))
                    .taskDefinition()
                    .containerDefinitions()) {
                container.environment().forEach(variable -> variables.put(variable.name(), variable.value()));
            }
        } catch (SdkException e) {
            System.err.println("  the emulator has no task definition (" + e.getMessage()
                    + "): the JobSender gets the function's settings");
        }
        return variables.isEmpty() ? ofTheWorker() : here(variables);
    }

    /** In AWS every service is found by its name; here all are at one address. */
    private Map<String, String> here(Map<String, String> deployed) {
        Map<String, String> environment = new HashMap<>(deployed);
        for (Setting address :
                new Setting[] {Setting.SOURCE_ENDPOINT, Setting.DESTINATION_ENDPOINT, Setting.QUEUE_ENDPOINT}) {
            if (environment.getOrDefault(address.variable(), "").isEmpty()) {
                environment.put(address.variable(), endpoint.toString());
            }
        }
        environment.put("AWS_ENDPOINT_URL", endpoint.toString());
        environment.put("AWS_REGION", Services.REGION);
        environment.put("AWS_ACCESS_KEY_ID", Services.KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", Services.SECRET);
        return environment;
    }
}
