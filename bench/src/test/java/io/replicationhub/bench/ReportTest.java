package io.replicationhub.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Workload WORKLOAD = new Workload(
            "W1",
            "a few",
            new Workload.Bed.Lean(1_000, 4_096, 0, false, false),
            1_000,
            4_096_000,
            Duration.ofMinutes(1),
            List.of(new Contestant("drh", lane -> List.of(), Map.of())));

    @Test
    void requestsAreThoseOfTheRightRoundThatTookNeitherLongNorShort() {
        String table =
                table(round(1, 3, "", 30), round(2, 1, "one is missing", 7), round(3, 2, "", 20), round(4, 1, "", 10));
        assertTrue(table.contains("| get 20 | 3 of 4: one is missing |"), table);
    }

    @Test
    void metadataIsKeptWhereAllRightRoundsKeptIt() {
        Result lost = new Result("drh", 3, new Child.Cost(0, 2, 1, 1024), "", false, 0, 0, Map.of(), Double.NaN);
        assertTrue(table(round(1, 1, "", 1), round(2, 1, "", 1)).contains("| yes | get 1 |"));
        assertTrue(table(round(1, 1, "", 1), round(2, 1, "", 1), lost).contains("| no | get 1 |"));
    }

    @Test
    void whereNoRoundWentRightThereIsNothingToTell() {
        String table = table(round(1, 1, "one is missing", 7));
        assertTrue(table.contains("| – | – | 0 of 1: one is missing |"), table);
    }

    private static String table(Result... results) {
        return new Report(WORKLOAD, List.of(results)).markdown();
    }

    private static Result round(int round, double wall, String problem, long gets) {
        boolean kept = problem.isEmpty();
        var cost = new Child.Cost(0, wall, 1, 1024);
        return new Result("drh", round, cost, problem, kept, 0, 0, Map.of("get", gets), Double.NaN);
    }
}
