package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.Scorer;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Signature;
import java.nio.file.Path;
import tools.jackson.databind.node.MissingNode;

/// A model of a local folder that is in this JVM and answers requests: JSON bytes in, JSON bytes out. Thread-safe.
public final class LoadedModel implements Servable {
    private final ModelFolder folder;
    private final Scorer scorer;
    private final InvocationParser parser;
    private final ScoringLimits limits;

    private LoadedModel(ModelFolder folder, Scorer scorer, ScoringLimits limits) {
        this.folder = folder;
        this.scorer = scorer;
        this.parser = new InvocationParser(limits);
        this.limits = limits;
    }

    /// Loads the model in a folder; `ModelFormatException` where that cannot be done.
    public static LoadedModel open(Path folder, ScoringLimits limits) {
        return open(ModelFolder.open(folder), limits);
    }

    /// Loads a model; `UnsupportedFlavorException` where none of its flavours can be scored in this JVM.
    public static LoadedModel open(ModelFolder folder, ScoringLimits limits) {
        return new LoadedModel(folder, Scorer.open(folder, limits.threads()), limits);
    }

    @Override
    public ModelFolder folder() {
        return folder;
    }

    @Override
    public Answer answer(byte[] body, String contentType) {
        try {
            if (contentType.equals(MediaType.JSON)) {
                return Answer.json(invoke(body));
            }
            MediaType type = MediaType.parse(contentType);
            String refusal = type.refusal();
            if (!refusal.isEmpty()) {
                return Answer.unsupported(refusal);
            }
            InvocationRequest request = switch (type.name()) {
                case MediaType.CSV ->
                    table(new CsvReader(body, limits).read(model().signature().inputs()));
                case MediaType.PARQUET -> table(new ParquetReader(body, limits).read());
                case MediaType.ARROW -> table(new ArrowReader(body, limits).read());
                default -> parser.parse(body);
            };
            return Answer.json(invoke(request));
        } catch (InvalidInput refused) {
            return Answer.refusal(refused);
        } catch (AnswerTooLargeException refused) {
            return Answer.tooLarge(refused);
        }
    }

    private static InvocationRequest table(Frame frame) {
        return new InvocationRequest(frame, MissingNode.getInstance());
    }

    /// Answers a body of JSON; `InvalidInput` where it cannot be answered, `AnswerTooLargeException` where the answer
    /// would be too large.
    public byte[] invoke(byte[] body) {
        return invoke(parser.parse(body));
    }

    private byte[] invoke(InvocationRequest request) {
        Payload payload = model().signature().inputs().enforce(request.payload());
        // no flavour that is scored here takes any, but wrong ones are refused all the same
        model().signature().enforceParams(request.params());
        return new InvocationResponse(scorer.score(payload)).toJson();
    }

    @Override
    public Predictions score(Payload payload) {
        return scorer.score(model().signature().inputs().enforce(payload));
    }

    /// What its file itself says that it takes and gives; [Signature#NONE] where it says nothing of types.
    public Signature declared() {
        return scorer.declared();
    }

    @Override
    public boolean computesHere() {
        return true;
    }

    @Override
    public void close() {
        scorer.close();
    }
}
