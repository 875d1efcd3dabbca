package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `SimpleImputer`: another value in the place of each missing one.
///
/// @param absent what is missing, as a category: null for NaN and `None`
/// @param fills what stands for it in each column, null for a column that is left out
/// @param indicated the columns of which a column says whether the value was missing
record Impute(
        Inputs inputs, @Nullable Object absent, List<@Nullable Object> fills, boolean numeric, Indicator indicated)
        implements Step {

    /// @param strict whether another column must not have missing values
    record Indicator(List<Integer> columns, boolean strict) {}

    static Impute of(Item imputer) {
        Inputs inputs = Inputs.of(imputer).withMissing();
        List<@Nullable Object> fills = imputer.get("statistics_").scalars();
        if (fills.size() != inputs.features()) {
            throw imputer.get("statistics_").wrong("%d values".formatted(inputs.features()));
        }
        boolean keepsEmpty = imputer.get("keep_empty_features").truthOr(false);
        String strategy = imputer.get("strategy").text();
        if (!List.of("mean", "median", "most_frequent", "constant").contains(strategy)) {
            throw new OnlyPythonException("has a SimpleImputer with a strategy of its own");
        }
        fills.forEach(Values::requireExact);
        fills.replaceAll(fill -> fill instanceof Double number && number.isNaN() && !keepsEmpty ? null : fill);
        return new Impute(
                inputs,
                Values.keyOf(Values.requireExact(imputer.get("missing_values").scalar())),
                fills,
                !strategy.equals("most_frequent") && !strategy.equals("constant"),
                indicator(imputer.get("indicator_"), inputs.features()));
    }

    private static Indicator indicator(Item indicator, int features) {
        if (indicator.isNone()) {
            return new Indicator(List.of(), false);
        }
        List<Integer> columns = new ArrayList<>();
        for (double column : indicator.get("features_").numbers().values) {
            if (!(column >= 0 && column < features)) {
                throw indicator.wrong("columns of %d".formatted(features));
            }
            columns.add((int) column);
        }
        if (columns.size() > features) {
            throw indicator.wrong("%d columns at most".formatted(features));
        }
        return new Indicator(columns, indicator.get("error_on_new").truthOr(false));
    }

    @Override
    public Table apply(Table table, TimeLimit limit) {
        inputs.any(table);
        List<Values> columns = new ArrayList<>();
        for (int i = 0; i < fills.size(); i++) {
            Object fill = fills.get(i);
            if (fill != null) {
                columns.add(filled(table.column(i), fill));
            }
        }
        for (int column : indicated.columns()) {
            columns.add(indication(table.column(column)));
        }
        if (indicated.strict()) {
            requireKnown(table);
        }
        Columns all = new Columns(columns, List.of(), table.rows());
        boolean numbers = columns.stream().allMatch(Values.Numeric.class::isInstance);
        return numbers ? all.numbers() : all;
    }

    private Values filled(Values column, Object fill) {
        if (numeric || column instanceof Values.Numeric) {
            double[] filled = new double[column.size()];
            for (int row = 0; row < filled.length; row++) {
                filled[row] = isAbsent(column, row) ? number(fill) : column.number(row);
            }
            return new Values.Numeric(filled);
        }
        List<@Nullable Object> filled = new ArrayList<>(column.size());
        for (int row = 0; row < column.size(); row++) {
            filled.add(isAbsent(column, row) ? fill : column.key(row));
        }
        return new Values.Objects(filled);
    }

    private static double number(Object fill) {
        return switch (fill) {
            case Number number -> number.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            default ->
                throw new RefusedRowsException(
                        "The model fills a column of numbers with the text '%s'; it was fitted with texts."
                                .formatted(fill));
        };
    }

    private Values indication(Values column) {
        double[] missing = new double[column.size()];
        for (int row = 0; row < missing.length; row++) {
            missing[row] = isAbsent(column, row) ? 1 : 0;
        }
        return new Values.Numeric(missing);
    }

    private void requireKnown(Table table) {
        BitSet known = new BitSet();
        indicated.columns().forEach(known::set);
        for (int i = known.nextClearBit(0); i < fills.size(); i = known.nextClearBit(i + 1)) {
            Values column = table.column(i);
            for (int row = 0; row < table.rows(); row++) {
                if (isAbsent(column, row)) {
                    throw new RefusedRowsException(
                            "The features [%d] have missing values in transform but have no missing values in fit."
                                    .formatted(i));
                }
            }
        }
    }

    private boolean isAbsent(Values column, int row) {
        Object key = column.key(row);
        if (key == null && absent != null) {
            throw new RefusedRowsException("Input X contains NaN.\nSimpleImputer does not accept missing values"
                    + " encoded as NaN natively.");
        }
        return Objects.equals(key, absent);
    }
}
