package io.replicationhub.operate.stack;

import io.replicationhub.operate.Unreachable;
import java.util.List;

/** The alarms of an account. Thread-safe. */
public interface AlarmBoard {
    /** Those of the given names that are ringing now. */
    List<Alarm> ringing(List<String> names) throws Unreachable;
}
