package io.replicationhub.stackhooks;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Json;
import io.replicationhub.aws.call.Refusal;
import java.util.regex.Pattern;

/**
 * Schedules of EventBridge Scheduler. An update says the whole schedule: what it leaves out goes back to its default
 * (EventBridge Scheduler API reference, UpdateSchedule), so everything that was read is sent again.
 */
final class Schedules {
    /** What GetSchedule tells and UpdateSchedule does not take. */
    private static final String[] READ_ONLY = {"Arn", "CreationDate", "LastModificationDate", "Name"};

    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]+");

    private final AwsClient scheduler;

    Schedules(AwsClient scheduler) {
        this.scheduler = scheduler;
    }

    /** @param schedule its name, with {@code GROUP/} before it where it is not in the default group */
    void disable(String schedule) throws Refusal, InterruptedException {
        int slash = schedule.indexOf('/');
        String group = slash < 0 ? "" : schedule.substring(0, slash);
        String name = schedule.substring(slash + 1);
        if (!NAME.matcher(name).matches()
                || !group.isEmpty() && !NAME.matcher(group).matches()) {
            throw new Refusal(400, "", schedule + " is no name of a schedule", null);
        }
        String path = "/schedules/" + name;
        String query = group.isEmpty() ? "" : "groupName=" + group;
        Json read = scheduler.ask("the schedule " + schedule, "GET", path, query, Json.NOTHING);
        if (!(read instanceof Json.Fields known)) {
            throw new Refusal(200, "", "the schedule " + schedule + " was answered with something else", null);
        }
        if (known.textAt("State").equals("DISABLED")) {
            return;
        }
        Json unused = scheduler.ask(
                "disabling the schedule " + schedule,
                "PUT",
                path,
                "",
                known.without(READ_ONLY).with("State", "DISABLED"));
    }
}
