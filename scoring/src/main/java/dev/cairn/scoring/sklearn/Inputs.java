package dev.cairn.scoring.sklearn;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What an estimator takes, as its `validate_data` checks it.
///
/// @param estimator the name of its class
/// @param features how many columns it was fitted with
/// @param names those of the columns, empty where it was fitted with an array
/// @param takes which numbers that are no usual ones it takes
/// @param single whether it takes numbers of 32 bits
record Inputs(String estimator, int features, List<String> names, Takes takes, boolean single) {
    private static final int MAX_FEATURES = 1_000_000;
    private static final int MAX_NAMES = 5;

    static Inputs of(Item estimator) {
        int features = estimator.get("n_features_in_").integer();
        List<String> names = estimator.has("feature_names_in_")
                ? estimator.get("feature_names_in_").texts()
                : List.of();
        if (features < 0 || features > MAX_FEATURES || (!names.isEmpty() && names.size() != features)) {
            throw new SkopsFormatException("takes %d features and names %d".formatted(features, names.size()));
        }
        return new Inputs(estimator.className(), features, names, Takes.FINITE, false);
    }

    /// Numbers that are no usual ones.
    enum Takes {
        FINITE,
        MISSING,
        INFINITE
    }

    Inputs withMissing() {
        return new Inputs(estimator, features, names, Takes.MISSING, single);
    }

    /// The same that takes infinite numbers too.
    Inputs withAnything() {
        return new Inputs(estimator, features, names, Takes.INFINITE, single);
    }

    Inputs withMissing(boolean taken) {
        return taken ? withMissing() : this;
    }

    Inputs inSingle() {
        return new Inputs(estimator, features, names, takes, true);
    }

    /// The rows as numbers that the estimator takes.
    Numbers numbers(Table table) {
        requireNames(table.names());
        requireRows(table);
        Numbers numbers = single ? rounded(table.numbers()) : table.numbers();
        requireFinite(numbers.values);
        requireWidth(table);
        return numbers;
    }

    /// The rows as they are, of as many columns as the estimator takes.
    Table any(Table table) {
        requireNames(table.names());
        requireRows(table);
        requireWidth(table);
        return table;
    }

    void requireRows(Table table) {
        if (table.rows() == 0) {
            throw new RefusedRowsException(
                    "Found array with 0 sample(s) (shape=(0, %d)) while a minimum of 1 is required by %s."
                            .formatted(table.width(), estimator));
        }
    }

    void requireWidth(Table table) {
        if (table.width() != features) {
            throw new RefusedRowsException("X has %d features, but %s is expecting %d features as input."
                    .formatted(table.width(), estimator, features));
        }
    }

    private void requireFinite(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += 0 * value; // NaN for what is not finite
        }
        if (sum == 0 || takes == Takes.INFINITE) {
            return;
        }
        for (double value : values) {
            if (Double.isNaN(value) && takes == Takes.FINITE) {
                throw new RefusedRowsException(
                        "Input X contains NaN.\n%s does not accept missing values encoded as NaN natively."
                                .formatted(estimator));
            } else if (Double.isInfinite(value)) {
                throw new RefusedRowsException("Input X contains infinity or a value too large for dtype('%s')."
                        .formatted(single ? "float32" : "float64"));
            }
        }
    }

    private static Numbers rounded(Numbers numbers) {
        double[] rounded = new double[numbers.values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) numbers.values[i];
        }
        return new Numbers(rounded, numbers.rows, numbers.width);
    }

    private void requireNames(List<String> given) {
        if (names.isEmpty() || given.isEmpty() || given.equals(names)) {
            return;
        }
        StringBuilder message =
                new StringBuilder("The feature names should match those that were passed during fit.\n");
        TreeSet<String> unexpected = new TreeSet<>(given);
        names.forEach(unexpected::remove);
        TreeSet<String> absent = new TreeSet<>(names);
        given.forEach(absent::remove);
        if (!unexpected.isEmpty()) {
            message.append("Feature names unseen at fit time:\n").append(listed(unexpected));
        }
        if (!absent.isEmpty()) {
            message.append("Feature names seen at fit time, yet now missing:\n").append(listed(absent));
        }
        if (unexpected.isEmpty() && absent.isEmpty()) {
            message.append("Feature names must be in the same order as they were in fit.\n");
        }
        throw new RefusedRowsException(message.toString());
    }

    private static String listed(TreeSet<String> names) {
        List<String> lines = new ArrayList<>();
        names.stream().limit(MAX_NAMES).forEach(name -> lines.add("- " + name + "\n"));
        return String.join("", lines) + (names.size() > MAX_NAMES ? "- ...\n" : "");
    }
}
