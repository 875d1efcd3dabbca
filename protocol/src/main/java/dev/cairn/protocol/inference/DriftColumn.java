package dev.cairn.protocol.inference;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column of inputs or predictions, as it was and as it is.
///
/// @param psi   the population stability index: over parts of the baseline with as many numbers each, ten where there
///              are enough, or over the most frequent texts and all others
/// @param ks    the largest distance of the two distributions of numbers, of Kolmogorov and Smirnov
/// @param edges of the bars of both profiles
public record DriftColumn(
        String name,
        Side side,
        Kind kind,
        Level level,
        @Nullable Double psi,
        @Nullable Double ks,
        List<Double> edges,
        Profile baseline,
        Profile current) {
    public DriftColumn {
        edges = Require.listOrEmpty(edges);
    }

    /// Of what a column is.
    public enum Side {
        INPUT,
        PREDICTION
    }

    /// What its values are.
    public enum Kind {
        NUMBER,
        TEXT
    }

    /// How much it differs.
    public enum Level {
        /// Fewer than 50 values on a side tell nothing.
        TOO_FEW,
        /// A PSI below 0.1.
        STABLE,
        /// A PSI below 0.25.
        MODERATE,
        /// A PSI of 0.25 or more.
        STRONG
    }

    /// What is known of the values of a column in some rows.
    ///
    /// @param missing   how many of the rows have none
    /// @param quantiles at 5, 25, 50, 75 and 95 %
    /// @param bars      the share of the numbers between two edges
    /// @param top       the most frequent texts
    public record Profile(
            long count,
            long missing,
            @Nullable Double mean,
            @Nullable Double std,
            @Nullable Double min,
            @Nullable Double max,
            List<Double> quantiles,
            List<Double> bars,
            List<Frequent> top) {
        public Profile {
            quantiles = Require.listOrEmpty(quantiles);
            bars = Require.listOrEmpty(bars);
            top = Require.listOrEmpty(top);
        }
    }

    /// A text, and how often it was there.
    public record Frequent(String value, long count) {}
}
