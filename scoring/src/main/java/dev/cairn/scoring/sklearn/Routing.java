package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        public Table apply(Table table, TimeLimit limit) {
            Table result = table;
            for (Step step : steps) {
                limit.checkBefore(result.rows());
                result = step.apply(result, limit);
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
        public Table apply(Table table, TimeLimit limit) {
            Parts parts = new Parts(table.rows());
            for (Branch branch : branches) {
                parts.add(branch.apply(table, limit));
            }
            return parts.joined();
        }
    }

    /// `ColumnTransformer`: each step its columns, the results side by side. Of a table with names, columns are taken
    /// by them, and others are no matter.
    record Split(Inputs inputs, List<Branch> branches, boolean byName) implements Routing {
        public Split {
            branches = List.copyOf(branches);
        }

        @Override
        public Table apply(Table table, TimeLimit limit) {
            boolean named = !inputs.names().isEmpty() && !table.names().isEmpty();
            if (!named && byName) {
                throw new RefusedRowsException(
                        "Specifying the columns using strings is only supported for dataframes.");
            } else if (!named) {
                inputs.requireWidth(table);
            }
            boolean moved = named && !table.names().equals(inputs.names());
            Map<String, Integer> places = moved ? places(table.names()) : Map.of();
            Parts parts = new Parts(table.rows());
            for (Branch branch : branches) {
                List<Integer> columns = moved
                        ? branch.columns().stream()
                                .map(column -> places.get(inputs.names().get(column)))
                                .toList()
                        : branch.columns();
                parts.add(branch.apply(table.select(columns), limit));
            }
            return parts.joined();
        }

        /// Where each name is given, which those of all branches' columns must be.
        private Map<String, Integer> places(List<String> given) {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < given.size(); i++) {
                places.putIfAbsent(given.get(i), i);
            }
            Set<String> missing = new TreeSet<>();
            for (Branch branch : branches) {
                branch.columns().stream()
                        .map(inputs.names()::get)
                        .filter(name -> !places.containsKey(name))
                        .forEach(missing::add);
            }
            if (!missing.isEmpty()) {
                throw new RefusedRowsException("columns are missing: {'%s'}".formatted(String.join("', '", missing)));
            }
            return places;
        }
    }

    /// A step with the columns that it takes, none for all, and what its results are multiplied with.
    record Branch(Step step, List<Integer> columns, double weight) {
        public Branch {
            columns = List.copyOf(columns);
        }

        Table apply(Table table, TimeLimit limit) {
            limit.checkBefore(table.rows());
            Table result = step.apply(table, limit);
            return weight == 1 ? result : new Derivation.Function(each -> each * weight).apply(result, limit);
        }
    }

    /// Collects tables of the same rows, to be one of all their columns, which lose their names. Used by one thread.
    final class Parts {
        private final List<Table> tables = new ArrayList<>();
        private final int rows;
        private long width;

        private Parts(int rows) {
            this.rows = rows;
        }

        /// `RefusedRowsException` where they are more than an answer may take.
        private void add(Table table) {
            width += table.width();
            Numbers.requireRoom(rows, width);
            tables.add(table);
        }

        private Table joined() {
            if (tables.size() == 1 && tables.getFirst().names().isEmpty()) {
                return tables.getFirst();
            }
            if (!tables.stream().allMatch(Numbers.class::isInstance)) {
                List<Values> columns = new ArrayList<>();
                for (Table table : tables) {
                    for (int i = 0; i < table.width(); i++) {
                        columns.add(table.column(i));
                    }
                }
                return new Columns(columns, List.of(), rows);
            }
            Numbers joined = Numbers.room(rows, Math.toIntExact(width));
            int at = 0;
            for (Table table : tables) {
                double[] values = table.numbers().values;
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(
                            values, row * table.width(), joined.values, row * joined.width + at, table.width());
                }
                at += table.width();
            }
            return joined;
        }
    }
}
