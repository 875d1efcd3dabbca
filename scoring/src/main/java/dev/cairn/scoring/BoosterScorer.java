package dev.cairn.scoring;

import dev.cairn.scoring.limits.OverdueException;
import dev.cairn.scoring.limits.TimeLimit;
import dev.cairn.scoring.trees.BoostedModel;

/// A model of XGBoost or LightGBM, scored by our own engine on the heap. Thread-safe.
final class BoosterScorer implements Scorer {
    private final BoostedModel model;
    private final Feed feed;
    private final Answer answer;

    BoosterScorer(BoostedModel model, Feed feed, Answer answer) {
        this.model = model;
        this.feed = feed;
        this.answer = answer;
    }

    @Override
    public Predictions score(Payload payload) {
        BoosterFeed rows = feed.rows(payload, model.inputs());
        requireFew(rows.rows());
        try {
            double[] predictions = model.predict(rows.values(), rows.rows(), new TimeLimit());
            return new Predictions.Plain(answer.tensor(predictions, rows.rows(), model.width()));
        } catch (OverdueException late) {
            throw InvalidInput.evaluation(late.getMessage());
        }
    }

    /// A small request of many rows is a large answer where the model has many classes.
    private void requireFew(int rows) {
        int most = ScoringLimits.DEFAULT.maxValues();
        if ((long) rows * model.sums() > most) {
            throw InvalidInput.evaluation(
                    "The model has %d values for each of the %d rows, and a request may have %d; send the data in smaller requests."
                            .formatted(model.sums(), rows, most));
        }
    }

    /// Nothing is to be freed; a call after it is answered all the same.
    @Override
    public void close() {}

    /// What a flavour makes of a payload; `InvalidInput` where its library would refuse it.
    @FunctionalInterface
    interface Feed {
        BoosterFeed rows(Payload payload, BoostedModel.Inputs inputs);
    }

    /// What a flavour makes of `width` predictions a row.
    @FunctionalInterface
    interface Answer {
        Tensor tensor(double[] predictions, int rows, int width);
    }
}
