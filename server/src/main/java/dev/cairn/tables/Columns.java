package dev.cairn.tables;

import dev.cairn.http.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns of a table beside what a run is itself. Keys are all that comes behind the first dot.
record Columns(
        SequencedSet<String> metrics,
        SequencedSet<String> params,
        SequencedSet<String> tags,
        boolean datasets,
        boolean models) {
    private static final int MOST = 300;
    private static final int MOST_BY_DEFAULT = 20;
    private static final Set<String> KINDS = Set.of("metrics", "params", "tags");

    static Columns of(List<String> written) {
        if (written.size() > MOST) {
            throw ApiException.invalid(
                    "A table has at most %d columns, %d were asked for. Choose fewer.".formatted(MOST, written.size()));
        }
        Columns columns = none();
        boolean datasets = false;
        boolean models = false;
        for (String column : written) {
            switch (column) {
                case "datasets" -> datasets = true;
                case "models" -> models = true;
                default -> columns.add(column);
            }
        }
        return new Columns(columns.metrics, columns.params, columns.tags, datasets, models);
    }

    private static Columns none() {
        return new Columns(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), false, false);
    }

    private void add(String column) {
        int dot = column.indexOf('.');
        String kind = dot < 0 ? column : column.substring(0, dot);
        if (dot < 0 || dot == column.length() - 1 || !KINDS.contains(kind)) {
            throw ApiException.invalid(
                    "Invalid column '%s'. A column is metrics.KEY, params.KEY, tags.KEY, datasets or models."
                            .formatted(column));
        }
        keys(kind).add(column.substring(dot + 1));
    }

    private SequencedSet<String> keys(String kind) {
        return switch (kind) {
            case "metrics" -> metrics;
            case "params" -> params;
            default -> tags;
        };
    }

    static void requireKind(String kind) {
        if (!KINDS.contains(kind)) {
            throw ApiException.invalid(
                    "Invalid value '%s' for parameter 'kind' supplied. It must be metrics, params or tags."
                            .formatted(kind));
        }
    }

    /// How many columns of a kind the server may choose.
    static int countByDefault(@Nullable Integer asked) {
        int count = Objects.requireNonNullElse(asked, 0);
        if (count < 0 || count > MOST_BY_DEFAULT) {
            throw ApiException.invalid(
                    "Invalid value %d for parameter 'default_columns' supplied. It must be between 0 and %d."
                            .formatted(count, MOST_BY_DEFAULT));
        }
        return count;
    }

    /// The same, and others behind them.
    Columns with(List<String> others) {
        List<String> all = new ArrayList<>(written());
        all.addAll(others);
        return of(all.stream().limit(MOST).toList());
    }

    List<String> written() {
        return Stream.of(
                        metrics.stream().map(key -> "metrics." + key),
                        params.stream().map(key -> "params." + key),
                        tags.stream().map(key -> "tags." + key),
                        Stream.of("datasets").filter(name -> datasets),
                        Stream.of("models").filter(name -> models))
                .flatMap(names -> names)
                .toList();
    }
}
