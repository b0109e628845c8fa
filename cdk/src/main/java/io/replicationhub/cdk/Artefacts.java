package io.replicationhub.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.CfnFunction;

/** Where the code of a stack comes from. */
interface Artefacts {
    /** The version that all files of a build bear in their names. */
    String VERSION = "0.1.0";

    String WORKER_JAR = "lambda-worker-" + VERSION + "-arm64.jar";
    String WORKER_JAR_X86 = "lambda-worker-" + VERSION + "-x86_64.jar";
    String HOOKS_JAR = "stack-hooks-" + VERSION + ".jar";

    /** What there is code for; a choice is asked for in the sheet. */
    Processor processor(Stack stack, ParameterSheet sheet);

    /** The JobWorker's jar. */
    CfnFunction.CodeProperty worker(Stack stack, Processor processor);

    /** The jar of the custom resources. */
    CfnFunction.CodeProperty hooks(Stack stack);

    /** The JobSender's image. */
    Image image(Stack stack, ParameterSheet sheet);

    /**
     * A container image.
     *
     * @param pulling statements that its puller needs
     */
    record Image(String address, List<Map<String, Object>> pulling) {}
}
