package io.replicationhub.aws.scheduler;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Json;
import io.replicationhub.aws.call.Refusal;
import java.util.regex.Pattern;

/**
 * Schedules of EventBridge Scheduler (its API reference, GetSchedule and UpdateSchedule), by their names, with {@code
 * GROUP/} before it where one is not in the default group. An update says the whole schedule: what it leaves out goes back
 * to its default, so everything that was read is sent again.
 */
public final class Schedules {
    private static final String DISABLED = "DISABLED";

    /** What GetSchedule tells and UpdateSchedule does not take. */
    private static final String[] READ_ONLY = {"Arn", "CreationDate", "LastModificationDate", "Name"};

    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]+");

    private final AwsClient scheduler;

    public Schedules(AwsClient scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * A schedule.
     *
     * @param expression {@code rate(1 hour)}
     * @param isEnabled whether it starts anything
     */
    public record Plan(String expression, boolean isEnabled) {}

    public Plan read(String schedule) throws Refusal, InterruptedException {
        Json.Fields known = get(schedule);
        return new Plan(
                known.textAt("ScheduleExpression"), !known.textAt("State").equals(DISABLED));
    }

    public void disable(String schedule) throws Refusal, InterruptedException {
        Json.Fields known = get(schedule);
        if (known.textAt("State").equals(DISABLED)) {
            return;
        }
        Json unused = scheduler.ask(
                "disabling the schedule " + schedule,
                "PUT",
                path(schedule),
                "",
                known.without(READ_ONLY).with("State", DISABLED));
    }

    private Json.Fields get(String schedule) throws Refusal, InterruptedException {
        String group = group(schedule);
        String query = group.isEmpty() ? "" : "groupName=" + checked(group, schedule);
        Json read = scheduler.ask("the schedule " + schedule, "GET", path(schedule), query, Json.NOTHING);
        if (!(read instanceof Json.Fields known)) {
            throw new Refusal(200, "", "the schedule " + schedule + " was answered with something else", null);
        }
        return known;
    }

    private static String path(String schedule) throws Refusal {
        return "/schedules/" + checked(schedule.substring(schedule.indexOf('/') + 1), schedule);
    }

    private static String group(String schedule) {
        int slash = schedule.indexOf('/');
        return slash < 0 ? "" : schedule.substring(0, slash);
    }

    private static String checked(String name, String schedule) throws Refusal {
        if (!NAME.matcher(name).matches()) {
            throw new Refusal(400, "", schedule + " is no name of a schedule", null);
        }
        return name;
    }
}
