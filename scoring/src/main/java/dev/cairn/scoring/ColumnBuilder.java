package dev.cairn.scoring;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the values of a column and finds its type from them. Used by one thread.
public final class ColumnBuilder {
    private final NumberBuffer numbers = new NumberBuffer();
    private final List<@Nullable Object> objects = new ArrayList<>();
    private boolean numeric = true;

    public void add(long value) {
        if (numeric) {
            numbers.add(value);
        } else {
            objects.add(value);
        }
    }

    public void add(double value) {
        if (numeric) {
            numbers.add(value);
        } else {
            objects.add(Double.isNaN(value) ? null : value);
        }
    }

    public void addMissing() {
        add(Double.NaN);
    }

    /// Adds a text, a boolean or a tensor.
    public void addObject(Object value) {
        if (numeric) {
            numbers.copyTo(objects);
            numeric = false;
        }
        objects.add(value);
    }

    void addAll(Column column) {
        for (int i = 0; i < column.size(); i++) {
            add(column, i);
        }
    }

    /// Adds one value of another column.
    void add(Column column, int index) {
        switch (column) {
            case Column.Longs longs -> add(longs.values().get(index));
            case Column.Doubles doubles -> add(doubles.values().get(index));
            case Column.Booleans booleans -> addObject(booleans.values().get(index));
            case Column.Texts texts -> addNullable(texts.values().get(index));
            case Column.Mixed mixed -> addNullable(mixed.values().get(index));
        }
    }

    public int size() {
        return numeric ? numbers.size() : objects.size();
    }

    public Column build() {
        if (numeric) {
            return numbers.build();
        }
        if (objects.stream().allMatch(Boolean.class::isInstance)) {
            return new Column.Booleans(objects.stream().map(Boolean.class::cast).toList());
        }
        if (objects.stream().allMatch(value -> value == null || value instanceof String)) {
            List<@Nullable String> texts = new ArrayList<>(objects.size());
            objects.forEach(value -> texts.add((String) value));
            return new Column.Texts(texts);
        }
        return new Column.Mixed(objects);
    }

    private void addNullable(@Nullable Object value) {
        switch (value) {
            case null -> addMissing();
            case Long number -> add(number.longValue());
            case Double number -> add(number.doubleValue());
            default -> addObject(value);
        }
    }
}
