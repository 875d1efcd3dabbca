package dev.cairn.scoring;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import dev.cairn.scoring.limits.OverdueException;
import dev.cairn.scoring.limits.TimeLimit;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// A model of CatBoost, run by its evaluator. Thread-safe.
final class CatboostScorer implements Scorer {
    private static final JsonMapper JSON = new JsonMapper();

    /// Rows between two looks at the time.
    private static final int BLOCK = 1_024;

    private final CatBoostModel model;
    private final CatboostFeed feed;
    private final CatboostAnswer answer;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private CatboostScorer(CatBoostModel model, CatboostFeed feed, CatboostAnswer answer) {
        this.model = model;
        this.feed = feed;
        this.answer = answer;
    }

    static CatboostScorer open(Path file, String modelClass) {
        try {
            CatBoostModel model = CatBoostModel.loadModel(file.toString());
            try {
                JsonNode loss = metadata(model, "params").path("loss_function").path("type");
                JsonNode classes = metadata(model, "class_params");
                CatboostAnswer answer =
                        CatboostAnswer.of(modelClass, loss.asString(""), classes, model.getPredictionDimension());
                return new CatboostScorer(model, CatboostFeed.of(model), answer);
            } catch (ModelFormatException unsupported) {
                model.close();
                throw unsupported;
            }
        } catch (CatBoostError unreadable) {
            throw new ModelFormatException(
                    "CatBoost cannot load '%s': %s".formatted(file.getFileName(), unreadable.getMessage()), unreadable);
        }
    }

    private static JsonNode metadata(CatBoostModel model, String name) {
        String json = model.getMetadata().get(name);
        return json == null ? MissingNode.getInstance() : JSON.readTree(json);
    }

    @Override
    public Predictions score(Payload payload) {
        return score(payload, new TimeLimit());
    }

    Predictions score(Payload payload, TimeLimit limit) {
        CatboostFeed.Rows rows = feed.rows(payload);
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The model has been closed.");
            }
            int width = model.getPredictionDimension();
            ScoringLimits.DEFAULT.requireAnswer((long) rows.count() * width);
            if (rows.count() == 0) {
                return new Predictions.Plain(new Tensor(List.of(0), new Column.Doubles(DoubleBuffer.allocate(0))));
            }
            return new Predictions.Plain(answer.tensor(predicted(rows, width, limit), rows.count(), width));
        } catch (CatBoostError refused) {
            throw InvalidInput.evaluation(String.valueOf(refused.getMessage()));
        } catch (OverdueException late) {
            throw InvalidInput.evaluation(late.getMessage());
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The raw values of rows, computed block by block, as nothing ends the evaluator in one.
    private double[] predicted(CatboostFeed.Rows rows, int width, TimeLimit limit) throws CatBoostError {
        double[] values = new double[rows.count() * width];
        for (int begin = 0; begin < rows.count(); begin += BLOCK) {
            limit.check();
            int end = Math.min(begin + BLOCK, rows.count());
            CatBoostPredictions raw = new CatBoostPredictions(end - begin, width);
            model.predict(
                    Arrays.copyOfRange(rows.numbers(), begin, end), Arrays.copyOfRange(rows.texts(), begin, end), raw);
            System.arraycopy(raw.copyRowMajorPredictions(), 0, values, begin * width, (end - begin) * width);
        }
        return values;
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                model.close();
            }
        } catch (CatBoostError failed) {
            throw new IllegalStateException("CatBoost could not free the model.", failed);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
