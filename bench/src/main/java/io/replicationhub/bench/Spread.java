package io.replicationhub.bench;

import java.util.List;
import java.util.Locale;

/** Median and range of some measurements. */
record Spread(double median, double least, double most) {
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().filter(v -> !v.isNaN()).sorted().toList();
        if (sorted.isEmpty()) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** {@code 1.23 (1.10–1.40)}, or a dash where there is nothing. */
    String text(int decimals) {
        if (Double.isNaN(median)) {
            return "–";
        }
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", median, least, most);
    }
}
