package dev.cairn.scoring.trees;

/// Small linear models, as LightGBM's linear trees have one in each leaf: model *i* is `constants[i]` plus the products
/// of the terms from `starts[i]` to `starts[i + 1]`.
final class LinearModels {
    private final double[] constants;
    private final int[] starts;
    private final int[] features;
    private final double[] weights;

    private LinearModels(Builder from) {
        constants = from.constants.toArray();
        starts = from.starts.toArray();
        features = from.features.toArray();
        weights = from.weights.toArray();
    }

    /// The value of a model for the row that begins at `offset`; `otherwise` where it uses a missing value.
    double value(int model, double[] rows, int offset, double otherwise) {
        double sum = constants[model];
        for (int i = starts[model]; i < starts[model + 1]; i++) {
            double value = rows[offset + features[i]];
            if (Double.isNaN(value)) {
                return otherwise;
            }
            sum += weights[i] * value;
        }
        return sum;
    }

    /// Collects models. Used by one thread.
    static final class Builder {
        private final NumberList constants = new NumberList();
        private final IntList starts = new IntList();
        private final IntList features = new IntList();
        private final NumberList weights = new NumberList();
        private final int inputs;

        /// @param inputs the number of values of a row
        Builder(int inputs) {
            this.inputs = inputs;
            starts.add(0);
        }

        int size() {
            return constants.size();
        }

        /// Adds a term to the model that is added next.
        void addTerm(int feature, double weight) {
            if (feature < 0 || feature >= inputs) {
                throw new BoosterFormatException(
                        "is damaged: a leaf has a term of feature %d of %d".formatted(feature, inputs));
            }
            features.add(feature);
            weights.add(weight);
        }

        /// Adds the model of the terms since the last one.
        void add(double constant) {
            constants.add(constant);
            starts.add(features.size());
        }

        LinearModels build() {
            return new LinearModels(this);
        }
    }
}
