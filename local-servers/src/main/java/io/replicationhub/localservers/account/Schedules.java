package io.replicationhub.localservers.account;

import io.replicationhub.localservers.identity.Refusal;
import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.RefusedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Schedules of the default group. Source: EventBridge Scheduler API reference, GetSchedule. */
public final class Schedules {
    static final String PATH = "/schedules/";

    private final Map<String, String> states = new ConcurrentHashMap<>();

    Schedules() {}

    /** @param state {@code ENABLED} or {@code DISABLED} */
    public void put(String name, String state) {
        states.put(name, state);
    }

    public void remove(String name) {
        states.remove(name);
    }

    Answer get(String path) throws RefusedException {
        String name = path.substring(PATH.length());
        @Nullable String state = states.get(name);
        if (state == null) {
            throw new RefusedException(
                    new Refusal(404, "ResourceNotFoundException", "Schedule " + name + " does not exist."));
        }
        return Functions.json("{\"Name\":" + Functions.quoted(name) + ",\"GroupName\":\"default\",\"State\":"
                + Functions.quoted(state) + ",\"ScheduleExpression\":\"rate(1 hour)\"}");
    }
}
