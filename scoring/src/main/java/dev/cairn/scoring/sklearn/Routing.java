package dev.cairn.scoring.sklearn;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Transformers that are made of others.
sealed interface Routing extends Step {

    /// `Pipeline`: one after the other.
    record Chain(List<Step> steps) implements Routing {
        public Chain {
            steps = List.copyOf(steps);
        }

        @Override
        public Table apply(Table table) {
            Table result = table;
            for (Step step : steps) {
                result = step.apply(result);
            }
            return result;
        }
    }

    /// `FeatureUnion`: side by side.
    record Union(List<Branch> branches) implements Routing {
        public Union {
            branches = List.copyOf(branches);
        }

        @Override
        public Table apply(Table table) {
            List<Table> parts = new ArrayList<>();
            for (Branch branch : branches) {
                parts.add(branch.apply(table));
            }
            return joined(parts, table.rows());
        }
    }

    /// `ColumnTransformer`: each step its columns, the results side by side. Of a table with names, columns are taken
    /// by
    /// them, and others are no matter.
    record Split(Inputs inputs, List<Branch> branches, boolean byName) implements Routing {
        public Split {
            branches = List.copyOf(branches);
        }

        @Override
        public Table apply(Table table) {
            boolean named = !inputs.names().isEmpty() && !table.names().isEmpty();
            if (named) {
                requireNamed(table.names());
            } else if (byName) {
                throw new RefusedRowsException(
                        "Specifying the columns using strings is only supported for dataframes.");
            } else {
                inputs.requireWidth(table);
            }
            List<Table> parts = new ArrayList<>();
            for (Branch branch : branches) {
                List<Integer> places = named
                        ? branch.columns().stream()
                                .map(column ->
                                        table.names().indexOf(inputs.names().get(column)))
                                .toList()
                        : branch.columns();
                parts.add(branch.apply(table.select(places)));
            }
            return joined(parts, table.rows());
        }

        private void requireNamed(List<String> given) {
            Set<String> missing = new TreeSet<>();
            branches.forEach(branch -> branch.columns()
                    .forEach(column -> missing.add(inputs.names().get(column))));
            given.forEach(missing::remove);
            if (!missing.isEmpty()) {
                throw new RefusedRowsException("columns are missing: {'%s'}".formatted(String.join("', '", missing)));
            }
        }
    }

    /// A step with the columns that it takes, none for all, and what its results are multiplied with.
    record Branch(Step step, List<Integer> columns, double weight) {
        public Branch {
            columns = List.copyOf(columns);
        }

        Table apply(Table table) {
            Table result = step.apply(table);
            return weight == 1 ? result : new Derivation.Function(each -> each * weight).apply(result);
        }
    }

    /// The columns of several tables of the same rows, which lose their names.
    private static Table joined(List<Table> parts, int rows) {
        if (parts.size() == 1 && parts.getFirst().names().isEmpty()) {
            return parts.getFirst();
        }
        int width = parts.stream().mapToInt(Table::width).sum();
        if (!parts.stream().allMatch(Numbers.class::isInstance)) {
            List<Values> columns = new ArrayList<>(width);
            for (Table part : parts) {
                for (int i = 0; i < part.width(); i++) {
                    columns.add(part.column(i));
                }
            }
            return new Columns(columns, List.of(), rows);
        }
        Numbers joined = Numbers.room(rows, width);
        int at = 0;
        for (Table part : parts) {
            double[] values = part.numbers().values;
            for (int row = 0; row < rows; row++) {
                System.arraycopy(values, row * part.width(), joined.values, row * width + at, part.width());
            }
            at += part.width();
        }
        return joined;
    }
}
