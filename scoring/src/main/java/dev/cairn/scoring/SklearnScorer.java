package dev.cairn.scoring;

import dev.cairn.scoring.limits.OverdueException;
import dev.cairn.scoring.limits.TimeLimit;
import dev.cairn.scoring.sklearn.Answer;
import dev.cairn.scoring.sklearn.Predictor;
import dev.cairn.scoring.sklearn.RefusedRowsException;
import java.nio.DoubleBuffer;
import java.util.List;

/// An estimator of scikit-learn, scored on the heap. Thread-safe.
final class SklearnScorer implements Scorer {
    private final Predictor predictor;

    SklearnScorer(Predictor predictor) {
        this.predictor = predictor;
    }

    @Override
    public Predictions score(Payload payload) {
        try {
            return new Predictions.Plain(
                    switch (predictor.predict(SklearnFeed.table(payload), new TimeLimit())) {
                        case Answer.Figures figures -> figures(figures);
                        case Answer.Labels labels -> labels(labels.labels());
                    });
        } catch (RefusedRowsException refused) {
            throw InvalidInput.evaluation(refused.getMessage());
        } catch (OverdueException late) {
            throw InvalidInput.evaluation(late.getMessage());
        }
    }

    /// Nothing is to be freed; a call after it is answered all the same.
    @Override
    public void close() {}

    private static Tensor figures(Answer.Figures figures) {
        int rows = figures.numbers().rows();
        List<Integer> shape =
                figures.flat() ? List.of(rows) : List.of(rows, figures.numbers().width());
        return new Tensor(
                shape, new Column.Doubles(DoubleBuffer.wrap(figures.numbers().values())));
    }

    private static Tensor labels(List<Object> labels) {
        ColumnBuilder column = new ColumnBuilder();
        for (Object label : labels) {
            switch (label) {
                case Long number -> column.add(number.longValue());
                case Double number -> column.add(number.doubleValue());
                default -> column.addObject(label);
            }
        }
        return new Tensor(List.of(labels.size()), column.build());
    }
}
