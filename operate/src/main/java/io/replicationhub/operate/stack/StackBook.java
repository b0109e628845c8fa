package io.replicationhub.operate.stack;

import io.replicationhub.operate.Unreachable;
import java.util.List;

/** The stacks of an account in a region. Thread-safe. */
public interface StackBook {
    /** Throws where there is no stack of that name. */
    DeployedStack find(String name) throws Unreachable;

    /** The names of the alarms that a stack made. */
    List<String> alarms(String name) throws Unreachable;
}
