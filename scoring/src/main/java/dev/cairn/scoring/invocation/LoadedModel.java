package dev.cairn.scoring.invocation;

import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.Scorer;
import dev.cairn.scoring.ScoringLimits;
import java.nio.file.Path;

/// A model of a local folder that answers requests: JSON bytes in, JSON bytes out. Thread-safe.
public final class LoadedModel implements AutoCloseable {
    private final MlModel model;
    private final Scorer scorer;
    private final InvocationParser parser;

    private LoadedModel(MlModel model, Scorer scorer, InvocationParser parser) {
        this.model = model;
        this.scorer = scorer;
        this.parser = parser;
    }

    /// Loads the model in a folder; `ModelFormatException` where that cannot be done.
    public static LoadedModel open(Path folder, ScoringLimits limits) {
        ModelFolder opened = ModelFolder.open(folder);
        return new LoadedModel(opened.model(), Scorer.open(opened, limits.threads()), new InvocationParser(limits));
    }

    /// What the model says about itself.
    public MlModel model() {
        return model;
    }

    /// Answers the body of a request to `/invocations`; `InvalidInput` where it cannot be answered.
    public byte[] invoke(byte[] body) {
        return new InvocationResponse(score(parser.parse(body).payload())).toJson();
    }

    /// The predictions for data that need not match the signature yet.
    public Predictions score(Payload payload) {
        return scorer.score(model.signature().inputs().enforce(payload));
    }

    @Override
    public void close() {
        scorer.close();
    }
}
