package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.ArrayList;
import java.util.List;

/// The products of columns that `PolynomialFeatures` makes: those of one degree are those of the degree below with one
/// more factor in front, which is no later column than theirs. Immutable.
final class Products {
    private static final int MAX_PRODUCTS = 1_000_000;

    private final List<Term> terms;
    private final int skipped;
    private final boolean bias;

    /// A column times the term of a place.
    private record Term(int column, int place) {}

    private Products(List<Term> terms, int skipped, boolean bias) {
        this.terms = List.copyOf(terms);
        this.skipped = skipped;
        this.bias = bias;
    }

    static Products of(Item features, int columns) {
        int least = features.get("_min_degree").integer();
        int most = features.get("_max_degree").integer();
        boolean different = features.get("interaction_only").truth();
        List<Term> terms = new ArrayList<>();
        int below = 0; // where the terms of the degree below begin
        int skipped = 0;
        for (int degree = 1; degree <= most; degree++) {
            int start = terms.size();
            add(terms, columns, below, start, degree == 1, different);
            features.file().heap().take(terms.size() - start, Heap.OBJECT);
            below = start;
            skipped = degree < least ? terms.size() : skipped;
            if (start == terms.size()) {
                break;
            }
        }
        return new Products(terms, skipped, features.get("include_bias").truth());
    }

    private static void add(List<Term> terms, int columns, int from, int to, boolean first, boolean different) {
        for (int column = 0; column < columns; column++) {
            if (first) {
                terms.add(new Term(column, -1));
            }
            for (int place = from; place < to; place++) {
                int leading = terms.get(place).column();
                if (different ? leading > column : leading >= column) {
                    terms.add(new Term(column, place));
                }
            }
            if (terms.size() > MAX_PRODUCTS) {
                throw new OnlyPythonException("makes more than %d products of columns".formatted(MAX_PRODUCTS));
            }
        }
    }

    Numbers of(Numbers rows, TimeLimit limit) {
        int ahead = bias ? 1 : 0;
        Numbers products = Numbers.room(rows.rows, ahead + terms.size() - skipped);
        double[] values = new double[terms.size()];
        for (int row = 0; row < rows.rows; row++) {
            limit.checkAt(row);
            for (int i = 0; i < values.length; i++) {
                Term term = terms.get(i);
                double value = rows.at(row, term.column());
                values[i] = term.place() < 0 ? value : values[term.place()] * value;
            }
            int at = row * products.width;
            if (bias) {
                products.values[at] = 1;
            }
            System.arraycopy(values, skipped, products.values, at + ahead, values.length - skipped);
        }
        return products;
    }
}
