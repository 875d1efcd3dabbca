package dev.cairn.serving.shadows;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Two answers to one request, value by value.
///
/// The column of a value is its place in a row of the predictions, such as `price` or `[1]`; where rows are values
/// themselves it is `predictions`.
final class Comparison {
    static final int MOST_COLUMNS = 100;
    private static final String OTHERS = "(others)";
    static final String ROWS = "predictions";

    private final double tolerance;
    private final Map<String, Counts> columns = new LinkedHashMap<>();

    /// The values of a column.
    static final class Counts {
        long equal;
        long within;
        long different;
        long numbers;
        double sum;
        double largest;

        void add(Counts other) {
            equal += other.equal;
            within += other.within;
            different += other.different;
            numbers += other.numbers;
            sum += other.sum;
            largest = Math.max(largest, other.largest);
        }
    }

    private Comparison(double tolerance) {
        this.tolerance = tolerance;
    }

    static Comparison of(JsonNode answer, JsonNode shadowed, double tolerance) {
        Comparison comparison = new Comparison(tolerance);
        comparison.compare("", false, predictions(answer), predictions(shadowed));
        return comparison;
    }

    private static JsonNode predictions(JsonNode answer) {
        return answer.has(ROWS) ? answer.path(ROWS) : answer;
    }

    Map<String, Counts> columns() {
        return columns;
    }

    boolean isEqual() {
        return columns.values().stream().allMatch(column -> column.within + column.different == 0);
    }

    /// The first column that differs by more than the tolerance.
    Optional<String> different() {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().different > 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// @param inRow whether the place in the list of rows is left out of the path already
    private void compare(String path, boolean inRow, JsonNode one, JsonNode other) {
        if (one.isArray() && other.isArray()) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                compare(inRow ? "%s[%d]".formatted(path, i) : path, true, one.path(i), other.path(i));
            }
        } else if (one.isObject() && other.isObject()) {
            Set<String> names = new LinkedHashSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            names.forEach(name ->
                    compare(path.isEmpty() ? name : path + "." + name, inRow, one.path(name), other.path(name)));
        } else if (one.isNumber() && other.isNumber()) {
            numbers(column(path), one.doubleValue(), other.doubleValue());
        } else if (one.equals(other)) {
            column(path).equal++;
        } else {
            column(path).different++;
        }
    }

    private void numbers(Counts column, double one, double other) {
        if (one == other || Double.compare(one, other) == 0) { // NaN beside NaN, too
            column.numbers++;
            column.equal++;
            return;
        }
        double difference = Math.abs(one - other);
        if (Double.isFinite(difference)) {
            column.numbers++;
            column.sum += difference;
            column.largest = Math.max(column.largest, difference);
        }
        if (difference <= tolerance * Math.max(1, Math.max(Math.abs(one), Math.abs(other)))) {
            column.within++;
        } else {
            column.different++;
        }
    }

    private Counts column(String path) {
        String name = path.isEmpty() ? ROWS : path;
        return columns.computeIfAbsent(
                columns.containsKey(name) || columns.size() < MOST_COLUMNS ? name : OTHERS, _ -> new Counts());
    }
}
