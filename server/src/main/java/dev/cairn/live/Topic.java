package dev.cairn.live;

/// What a change is about, or what a client watches.
///
/// @param experiment the number of the experiment, [#MODELS] for a registered model
/// @param run        the id of one of its runs, empty for the experiment itself; a [ModelTopic] in a word
record Topic(long experiment, String run) implements Interest {
    /// Everything: the topic of the word that changes may have been lost.
    static final Topic ALL = new Topic(-1, "");

    static final long MODELS = -2;

    static Topic of(long experiment) {
        return new Topic(experiment, "");
    }

    /// Whether somebody who watches this hears of a change. Who watches an experiment hears of its runs, and who
    /// watches a run of its experiment.
    @Override
    public boolean hears(Topic change) {
        return change.equals(ALL)
                || (experiment == change.experiment
                        && (run.isEmpty() || change.run.isEmpty() || run.equals(change.run)));
    }
}
