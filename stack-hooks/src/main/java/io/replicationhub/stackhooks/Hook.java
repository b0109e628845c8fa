package io.replicationhub.stackhooks;

/** One kind of custom resource. What it does may be asked of it again: Lambda delivers an event at least once. */
interface Hook {
    /**
     * The name under which CloudFormation knows the resource after a Create or an Update. Where an Update gives another
     * name than there was, CloudFormation deletes what had the old one when the rest of the stack is done, or the new one
     * when it goes back.
     */
    String physicalId(HookRequest request) throws HookFailed;

    /**
     * Does the work.
     *
     * @return what is worth saying in the stack's events; empty where nothing is
     */
    String run(HookRequest request, Deadline deadline) throws HookFailed, InterruptedException;
}
