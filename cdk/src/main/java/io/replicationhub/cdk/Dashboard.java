package io.replicationhub.cdk;

import io.replicationhub.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;

/** Shows how far the replication is and how it goes. */
final class Dashboard {
    private static final int COLUMNS = 3;

    private Dashboard() {}

    static CfnDashboard add(Stack stack, Queues queues, JobWorkerFunction worker, Series failedTasks, Logs logs) {
        List<Object> widgets = new ArrayList<>();
        for (Graph graph : graphs(queues, worker.function().getRef(), failedTasks)) {
            widgets.add(graph.widget(widgets.size() % COLUMNS, widgets.size() / COLUMNS));
        }
        widgets.add(memory(logs, widgets.size()));
        return CfnDashboard.Builder.create(stack, "Dashboard")
                .dashboardName(Aws.STACK_NAME + '-' + Aws.REGION)
                .dashboardBody(stack.toJsonString(sorted(Map.of("start", "-PT12H", "widgets", widgets))))
                .build();
    }

    /** The body is one text to CloudFormation, and should change only when the dashboard does. */
    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, each) -> sorted.put((String) name, sorted(each)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(Dashboard::sorted).toList()
                : value;
    }

    private static List<Graph> graphs(Queues queues, String function, Series failedTasks) {
        String tasks = queues.tasks().getAttrQueueName();
        String dead = queues.deadLetters().getAttrQueueName();
        String missed = queues.missedStarts().getAttrQueueName();
        return List.of(
                Graph.of("Progress")
                        .sum(Series.of(Metric.OBJECTS_FOUND), "found")
                        .sum(Series.of(Metric.OBJECTS_TO_COPY), "to copy")
                        .sum(Series.of(Metric.OBJECTS_COPIED), "copied")
                        .sum(Series.of(Metric.OBJECTS_FAILED), "failed")
                        .asNumbers(),
                Graph.of("Objects")
                        .sum(Series.of(Metric.OBJECTS_TO_COPY), "to copy")
                        .sum(Series.of(Metric.OBJECTS_COPIED), "copied")
                        .sum(Series.of(Metric.OBJECTS_COPIED_WITH_LOSS), "of these with a loss")
                        .sum(Series.of(Metric.OBJECTS_FAILED), "failed")
                        .sum(Series.of(Metric.OBJECTS_TO_DELETE), "to delete")
                        .sum(Series.of(Metric.OBJECTS_DELETED), "deleted"),
                Graph.of("Not copied, by reason")
                        .sum(Series.of(Metric.OBJECTS_ALREADY_THERE), "already there")
                        .sum(Series.of(Metric.OBJECTS_SKIPPED_ARCHIVED), "archived")
                        .sum(Series.of(Metric.OBJECTS_SKIPPED_NOT_SELECTED), "not selected")
                        .sum(Series.of(Metric.OBJECTS_SKIPPED_DELETES_OFF), "deletes are off")
                        .sum(Series.of(Metric.OBJECTS_SUPERSEDED), "changed meanwhile")
                        .sum(Series.of(Metric.OBJECTS_GONE), "gone from the source")
                        .sum(Series.of(Metric.OBJECTS_ALREADY_GONE), "already deleted"),
                Graph.of("Bytes")
                        .sum(Series.of(Metric.BYTES_FOUND), "found")
                        .sum(Series.of(Metric.BYTES_TO_COPY), "to copy")
                        .sum(Series.of(Metric.BYTES_COPIED), "copied"),
                Graph.of("Throughput")
                        .perSecond(Series.of(Metric.BYTES_MOVED), "bytes", "bytes per second")
                        .perSecond(Series.of(Metric.OBJECTS_COPIED), "objects", "objects per second"),
                Graph.of("Replication lag").most(Series.of(Metric.LAG_MAX), "from change to copy (s)"),
                Graph.of("Backlog")
                        .most(Series.queue("ApproximateNumberOfMessagesVisible", tasks), "waiting")
                        .most(Series.queue("ApproximateNumberOfMessagesNotVisible", tasks), "being worked on")
                        .most(Series.queue("ApproximateNumberOfMessagesDelayed", tasks), "put off")
                        .right(
                                Series.queue("ApproximateAgeOfOldestMessage", tasks),
                                "Maximum",
                                "age of the oldest (s)"),
                Graph.of("Dead letters")
                        .most(Series.queue("ApproximateNumberOfMessagesVisible", dead), "dead letters")
                        .most(
                                Series.queue("ApproximateNumberOfMessagesVisible", missed),
                                "starts and runs that failed, told by ECS")
                        .sum(Series.of(Metric.MESSAGES_UNREADABLE), "unreadable messages"),
                Graph.of("JobSender: runs")
                        .sum(Series.of(Metric.RUNS_COMPLETED), "completed")
                        .sum(Series.of(Metric.RUNS_OVERLAPPED), "left to the one before")
                        .sum(Series.of(Metric.RUNS_FAILED), "incomplete")
                        .sum(failedTasks, "failed in any way, by ECS")
                        .sum(Series.of(Metric.DELETES_REFUSED), "deletes refused"),
                Graph.of("JobSender: duration and work")
                        .most(Series.of(Metric.RUN_DURATION), "duration (s)")
                        .right(Series.of(Metric.MESSAGES_SENT), "Sum", "messages sent")
                        .right(Series.of(Metric.UPLOADS_ABORTED), "Sum", "stale uploads aborted"),
                Graph.of("JobWorker: invocations")
                        .most(Series.function("ConcurrentExecutions", function), "at once")
                        .right(Series.function("Invocations", function), "Sum", "in all")
                        .right(Series.of(Metric.EVENTS_IGNORED), "Sum", "events of no concern"),
                Graph.of("JobWorker: duration")
                        .line(Series.function("Duration", function), "Average", "average (ms)")
                        .line(Series.function("Duration", function), "p99", "99 of 100 (ms)")
                        .most(Series.function("Duration", function), "longest (ms)"),
                Graph.of("JobWorker: trouble")
                        .sum(Series.function("Errors", function), "errors")
                        .sum(Series.function("Throttles", function), "throttled")
                        .sum(Series.of(Metric.WORKER_HALTS), "halts"));
    }

    /** Lambda has no metric of it; it stands in the last line of each invocation's log. */
    private static Map<String, Object> memory(Logs logs, int number) {
        return Graph.place(
                "log",
                number % COLUMNS,
                number / COLUMNS,
                Map.of(
                        "title",
                        "JobWorker: memory (MB)",
                        "region",
                        Aws.REGION,
                        "view",
                        "timeSeries",
                        "query",
                        "SOURCE '" + logs.worker().getRef()
                                + "' | filter @type = \"REPORT\" | stats max(@maxMemoryUsed / 1000 / 1000) as used,"
                                + " max(@memorySize / 1000 / 1000) as given by bin(5m)"));
    }
}
