package io.replicationhub.cdk;

import java.util.List;
import software.amazon.awscdk.CfnParameter;

/** Who is told, and how long logs are kept. */
record WatchParameters(CfnParameter alarmEmail, CfnParameter logRetention) {

    static WatchParameters add(ParameterSheet.Group group) {
        return new WatchParameters(
                group.required(
                        "alarmEmail",
                        "Alarm e-mail",
                        "Where alarms are sent. A first message asks for consent; before that none arrives.",
                        TextForm.EMAIL),
                group.choice(
                        "logRetentionDays",
                        "Days to keep logs",
                        "How long logs are kept.",
                        List.of("1", "3", "5", "7", "14", "30", "60", "90", "180", "365", "731"),
                        "14"));
    }
}
