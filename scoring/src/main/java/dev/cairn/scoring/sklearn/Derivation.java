package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Transformers that make other columns of numbers.
sealed interface Derivation extends Step {

    /// The products of the columns up to a degree; see `Products`.
    record Polynomial(Inputs inputs, Products products) implements Derivation {
        @Override
        public Table apply(Table table, TimeLimit limit) {
            return products.of(inputs.numbers(table), limit);
        }
    }

    /// The number of the bin of each value, or a column for each bin.
    ///
    /// @param edges the inner edges of each column's bins
    record Bins(Inputs inputs, List<Numbers> edges, boolean oneHot) implements Derivation {
        static Bins of(Item bins) {
            Inputs inputs = Inputs.of(bins);
            List<Item> edges = bins.get("bin_edges_").list();
            if (edges.size() != inputs.features()) {
                throw bins.get("bin_edges_").wrong("the edges of %d columns".formatted(inputs.features()));
            }
            String encode = bins.get("encode").text();
            return new Bins(inputs, edges.stream().map(Bins::inner).toList(), !encode.equals("ordinal"));
        }

        private static Numbers inner(Item edges) {
            double[] all = edges.numbers().values;
            if (all.length < 2) {
                throw edges.wrong("two edges or more");
            }
            return Numbers.row(java.util.Arrays.copyOfRange(all, 1, all.length - 1));
        }

        @Override
        public Table apply(Table table, TimeLimit limit) {
            Numbers rows = inputs.numbers(table);
            int width = oneHot ? edges.stream().mapToInt(each -> each.width + 1).sum() : edges.size();
            Numbers binned = Numbers.room(rows.rows, width);
            for (int row = 0; row < rows.rows; row++) {
                limit.checkAt(row);
                int first = row * width;
                for (int i = 0; i < rows.width; i++) {
                    int bin = bin(edges.get(i).values, rows.at(row, i));
                    binned.values[oneHot ? first + bin : first] = oneHot ? 1 : bin;
                    first += oneHot ? edges.get(i).width + 1 : 1;
                }
            }
            return binned;
        }

        private static int bin(double[] edges, double value) {
            int bin = 0;
            while (bin < edges.length && edges[bin] <= value) {
                bin++;
            }
            return bin;
        }
    }

    /// `(x · components - offset) / scale`.
    record Projection(Inputs inputs, Numbers components, Numbers offset, Numbers scale) implements Derivation {
        /// Of what was centered on `mean` before.
        static Projection of(Inputs inputs, Numbers components, Numbers mean, Numbers scale) {
            double[] offset = new double[components.rows];
            for (int i = 0; i < offset.length; i++) {
                offset[i] = Numbers.dot(mean.values, 0, components.values, i * components.width, components.width);
            }
            return new Projection(inputs, components, Numbers.row(offset), scale);
        }

        @Override
        public Table apply(Table table, TimeLimit limit) {
            Numbers rows = inputs.numbers(table);
            Numbers projected = Numbers.room(rows.rows, components.rows);
            for (int row = 0; row < rows.rows; row++) {
                limit.checkAt(row);
                for (int i = 0; i < components.rows; i++) {
                    double product =
                            Numbers.dot(rows.values, row * rows.width, components.values, i * rows.width, rows.width);
                    projected.values[row * components.rows + i] = (product - offset.values[i]) / scale.values[i];
                }
            }
            return projected;
        }
    }

    /// Some of the columns.
    record Selection(Inputs inputs, List<Integer> chosen) implements Derivation {
        static Selection of(Inputs inputs, java.util.function.IntPredicate chosen) {
            return new Selection(
                    inputs,
                    IntStream.range(0, inputs.features()).filter(chosen).boxed().toList());
        }

        @Override
        public Table apply(Table table, TimeLimit limit) {
            Table selected = inputs.numbers(table).select(chosen);
            return new Numbers(selected.numbers().values, selected.rows(), selected.width());
        }
    }

    /// A function of NumPy of each number; the columns keep their names.
    record Function(DoubleUnaryOperator function) implements Derivation {
        @Override
        public Table apply(Table table, TimeLimit limit) {
            double[] values = table.numbers().values.clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = function.applyAsDouble(values[i]);
            }
            return new Numbers(values, table.rows(), table.width(), table.names());
        }
    }
}
