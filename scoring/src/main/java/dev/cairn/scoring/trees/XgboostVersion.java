package dev.cairn.scoring.trees;

/// The version of XGBoost that wrote a document, and that is needed to load it: what its predictions depend on.
/// Each rule was seen of the library, in the last version that has it and the first that has not.
record XgboostVersion(int major, int minor) {
    /// What a document that does not say its version is read as.
    private static final XgboostVersion UNKNOWN = new XgboostVersion(2, 0);

    static XgboostVersion of(Part document) {
        double[] numbers = document.get("version").numbersOrNone();
        return numbers.length < 2 ? UNKNOWN : new XgboostVersion((int) numbers[0], (int) numbers[1]);
    }

    /// Whether trees are summed up by themselves, and what an output begins with is added to their sum.
    boolean addsBaseLast(boolean dart) {
        return isBefore(1, dart ? 4 : 3);
    }

    /// Whether the classes for scikit-learn predict as boosters do, and not in place.
    boolean copiesRows() {
        return isBefore(1, 4);
    }

    /// Whether the classes for scikit-learn keep the number of trees until the best one, and not that of rounds.
    boolean countsTrees() {
        return isBefore(1, 4);
    }

    /// Whether the exponential of a sigmoid may overflow 32 bits, which makes it 0.
    boolean overflowsSigmoids() {
        return isBefore(1, 6);
    }

    /// Whether the `base_score` of `binary:logitraw` is a probability, and not a sum.
    boolean startsRawAtProbability() {
        return isBefore(1, 3);
    }

    /// Whether a category that a split has no bit for goes where missing values go.
    boolean takesNewCategoriesForMissing() {
        return isBefore(1, 7);
    }

    /// Whether a `base_score` that is a probability is kept away from 0 and 1: seen of 3.2.0, and not of 3.1.3.
    boolean boundsProbabilities() {
        return !isBefore(3, 2);
    }

    private boolean isBefore(int otherMajor, int otherMinor) {
        return major < otherMajor || (major == otherMajor && minor < otherMinor);
    }
}
