package dev.cairn.tables;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.runs.RunChoice;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Comparator;
import dev.cairn.search.Field;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Value;
import dev.cairn.tracking.RunFinder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a request says of which runs it means, checked.
final class Choices {
    private final RunFinder finder;

    Choices(RunFinder finder) {
        this.finder = finder;
    }

    RunFinder.Choice of(Transaction tx, Caller caller, String experimentId, RunChoice asked) {
        return new RunFinder.Choice(
                caller,
                finder.experiment(tx, caller, experimentId),
                Objects.requireNonNullElse(asked.runViewType(), ViewType.ACTIVE_ONLY),
                filter(asked),
                Boolean.TRUE.equals(asked.nested()),
                asked.parentRunId());
    }

    private static Optional<Filter> filter(RunChoice asked) {
        List<Filter> all = Stream.concat(
                        Grammars.RUNS.filter(asked.filter()).stream(),
                        Optional.ofNullable(asked.group()).map(Choices::ofGroup).stream())
                .toList();
        return all.size() < 2 ? all.stream().findFirst() : Optional.of(new Filter.And(all));
    }

    private static Filter ofGroup(RunChoice.Group group) {
        Field field = groupField(group.column());
        String value = group.value();
        if (value != null) {
            return new Filter.Compare(field, Comparator.EQUAL, isNumber(field) ? number(value) : new Value.Text(value));
        }
        if (isNumber(field)) {
            Value zero = new Value.Whole(0);
            return new Filter.Not(new Filter.Or(List.of(
                    new Filter.Compare(field, Comparator.EQUAL, zero),
                    new Filter.Compare(field, Comparator.NOT_EQUAL, zero))));
        }
        return new Filter.Null(field, false);
    }

    /// What runs are grouped by.
    static Field groupField(@Nullable String column) {
        if (column == null || column.isEmpty()) {
            throw ApiException.invalid("A group needs a column, such as params.depth.");
        }
        Field field = Grammars.RUNS.orderField(column);
        if (field.entity().equals("attributes") && !GroupColumns.ATTRIBUTES.contains(field.key())) {
            throw ApiException.invalid(
                    "Runs are not grouped by '%s'. Columns to group by are metrics, params, tags, %s."
                            .formatted(column, String.join(", ", GroupColumns.ATTRIBUTES)));
        }
        return field;
    }

    static boolean isNumber(Field field) {
        return field.entity().equals("metrics");
    }

    private static Value number(String value) {
        try {
            return new Value.Real(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            throw ApiException.invalid("A group of a metric has a number as its value, not '%s'.".formatted(value));
        }
    }
}
