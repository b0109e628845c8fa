package io.replicationhub.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The results of one workload as a Markdown table and as JSON lines. */
record Report(Workload workload, List<Result> results) {
    private static final String HEAD = "| tool | wall s | %s | CPU s | CPU s per %s | peak RSS MiB | servers' CPU s |"
            + " first write s | metadata kept | requests (median round) | verified |\n"
            + "|---|---|---|---|---|---|---|---|---|---|---|\n";

    String markdown() {
        String base = base();
        boolean bytes = workload.bytes() >= 1L << 30;
        double unit = bytes ? workload.bytes() / (double) (1L << 30) : workload.objects() / 1000.0;
        StringBuilder text = new StringBuilder("### " + workload.name() + ": " + workload.title() + "\n\n");
        text.append(HEAD.formatted("wall ÷ " + base, bytes ? "GiB" : "1,000"));
        for (Contestant contestant : workload.contestants()) {
            List<Result> own = of(contestant.name());
            if (own.isEmpty()) {
                continue;
            }
            text.append("| ").append(contestant.name());
            text.append(" | ").append(spread(own, r -> r.cost().wallSeconds()).text(2));
            text.append(" | ").append(ratios(own, of(base)).text(2));
            text.append(" | ").append(spread(own, r -> r.cost().cpuSeconds()).text(2));
            text.append(" | ")
                    .append(spread(own, r -> r.cost().cpuSeconds() / unit).text(3));
            text.append(" | ")
                    .append(spread(own, r -> r.cost().peakKiB() / 1024.0).text(0));
            text.append(" | ")
                    .append(spread(own, r -> r.sourceCpuSeconds() + r.destinationCpuSeconds())
                            .text(2));
            text.append(" | ").append(spread(own, Result::firstWriteSeconds).text(2));
            text.append(" | ").append(metadata(own));
            text.append(" | ").append(typical(own).map(r -> kinds(r.requests())).orElse("–"));
            text.append(" | ").append(verdict(own)).append(" |\n");
        }
        return text.append('\n').toString();
    }

    /** Only the lean server tells the headers of its objects; and only what went right counts. */
    private String metadata(List<Result> own) {
        List<Result> right = own.stream().filter(Result::right).toList();
        if (right.isEmpty() || !(workload.bed() instanceof Workload.Bed.Lean)) {
            return "–";
        }
        return right.stream().allMatch(Result::metadataKept) ? "yes" : "no";
    }

    /** The round that took neither long nor short. */
    private static Optional<Result> typical(List<Result> own) {
        List<Result> right = own.stream()
                .filter(Result::right)
                .sorted(Comparator.comparingDouble(r -> r.cost().wallSeconds()))
                .toList();
        return right.isEmpty() ? Optional.empty() : Optional.of(right.get((right.size() - 1) / 2));
    }

    /** Ratios are against drh, or against the relay, or the first, where drh did not run. */
    private String base() {
        List<String> ran = workload.contestants().stream()
                .map(Contestant::name)
                .filter(name -> !of(name).isEmpty())
                .toList();
        Optional<String> ours = ran.stream().filter(name -> name.equals("drh")).findFirst();
        Optional<String> limit =
                ran.stream().filter(name -> name.startsWith("relay")).findFirst();
        return ours.or(() -> limit).orElse(ran.isEmpty() ? "-" : ran.getFirst());
    }

    private List<Result> of(String tool) {
        return results.stream().filter(r -> r.tool().equals(tool)).toList();
    }

    private static Spread spread(List<Result> results, ToDoubleFunction<Result> figure) {
        return Spread.of(results.stream()
                .filter(Result::right)
                .map(figure::applyAsDouble)
                .toList());
    }

    /** Each round's wall time by that of the base in the same round. */
    private static Spread ratios(List<Result> own, List<Result> base) {
        Map<Integer, Double> walls = base.stream()
                .filter(Result::right)
                .collect(Collectors.toMap(Result::round, r -> r.cost().wallSeconds()));
        return Spread.of(own.stream()
                .filter(Result::right)
                .map(r -> r.cost().wallSeconds() / walls.getOrDefault(r.round(), Double.NaN))
                .toList());
    }

    private static String kinds(Map<String, Long> requests) {
        return new TreeMap<>(requests)
                .entrySet().stream()
                        .map(e -> e.getKey() + " " + String.format(Locale.ROOT, "%,d", e.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String verdict(List<Result> own) {
        long right = own.stream().filter(Result::right).count();
        String first = own.stream()
                .filter(r -> !r.right())
                .map(Result::verified)
                .findFirst()
                .orElse("");
        String reason = first.isEmpty() ? "" : ": " + first.replace('|', '/');
        return right + " of " + own.size() + reason;
    }

    /** One JSON object a line, one line a run. */
    String json() {
        StringBuilder text = new StringBuilder();
        for (Result r : results) {
            String requests = r.requests().entrySet().stream()
                    .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                    .collect(Collectors.joining(","));
            text.append(String.format(
                    Locale.ROOT,
                    "{\"workload\":\"%s\",\"tool\":\"%s\",\"round\":%d,\"exit\":%d,\"wallSeconds\":%.3f,"
                            + "\"cpuSeconds\":%s,\"peakKiB\":%d,\"sourceCpuSeconds\":%.3f,"
                            + "\"destinationCpuSeconds\":%.3f,\"firstWriteSeconds\":%s,\"metadataKept\":%b,"
                            + "\"right\":%b,\"requests\":{%s}}%n",
                    workload.name(),
                    r.tool(),
                    r.round(),
                    r.cost().exit(),
                    r.cost().wallSeconds(),
                    number(r.cost().cpuSeconds()),
                    r.cost().peakKiB(),
                    r.sourceCpuSeconds(),
                    r.destinationCpuSeconds(),
                    number(r.firstWriteSeconds()),
                    r.metadataKept(),
                    r.right(),
                    requests));
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.3f", value);
    }
}
