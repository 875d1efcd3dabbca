package dev.cairn.scoring.trees;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What XGBoost's `save_model` wrote, in JSON or UBJSON: the model, and what the Python classes keep beside it.
public final class XgboostFile {
    /// Python's JSON, which has NaN in it.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final long MAX_BYTES = 1L << 30;

    /// What pickles begin with from protocol 2 on.
    private static final byte PICKLE = (byte) 0x80;

    private final Part document;
    private final Part learner;

    private XgboostFile(Part document, Part learner) {
        this.document = document;
        this.learner = learner;
    }

    /// Reads a file; `BoosterFormatException` where it is not such a one.
    public static XgboostFile read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BoosterFormatException("is larger than %d bytes".formatted(MAX_BYTES));
            }
            return read(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static XgboostFile read(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] == PICKLE) {
            throw new BoosterFormatException(
                    "is a pickle, which is not read; save the model with save_model, as .ubj or .json");
        }
        if (bytes.length < 2 || bytes[0] != '{') {
            throw new BoosterFormatException(
                    "is not in XGBoost's JSON or UBJSON format but, it seems, in its deprecated"
                            + " binary one; load it with XGBoost 3.0 or older and save it as .ubj");
        }
        boolean json = bytes[1] == '"' || bytes[1] == '}' || Character.isWhitespace(bytes[1]);
        Part document = json ? JsonDocument.read(new ByteArrayInputStream(bytes), true) : UbjDocument.read(bytes);
        Part learner = document.get("learner");
        if (!learner.isMap()) {
            throw new BoosterFormatException("has no 'learner', as XGBoost's models do");
        }
        return new XgboostFile(document, learner);
    }

    /// The model as `predict` of a booster uses it.
    public BoostedModel model() {
        return XgboostReader.read(document, 0, false);
    }

    /// The model as `inplace_predict` uses it, with its first `rounds` boosting rounds, or with all where that is 0.
    public BoostedModel modelInPlace(int rounds) {
        return XgboostReader.read(document, rounds, true);
    }

    public String objective() {
        return learner.get("objective").get("name").text();
    }

    public String booster() {
        return learner.get("gradient_booster").get("name").text();
    }

    /// The number of classes; 0 where it is not a model of three or more.
    public int classes() {
        return learner.get("learner_model_param").get("num_class").integerOr(0);
    }

    /// How many boosting rounds the classes for scikit-learn predict with: those until early stopping found the
    /// best, or 0 for all. Before 1.4 it is a number of trees of each output, of which a round may have several
    /// (such files do not tell how many).
    public int bestRounds() {
        if (XgboostVersion.of(document).countsTrees()) {
            return Math.max(0, scikitLearn().path("best_ntree_limit").asInt(0));
        }
        Part best = learner.get("attributes").get("best_iteration");
        return best.value() == null ? 0 : Math.clamp(best.integer(), 0, Integer.MAX_VALUE - 1) + 1;
    }

    /// The labels that the scikit-learn classes of XGBoost 1.0 to 1.5 keep for the numbers of the classes; empty where
    /// the numbers are the labels.
    public List<JsonNode> labels() {
        return scikitLearn().path("_le").path("classes_").valueStream().toList();
    }

    /// What the scikit-learn classes keep of themselves.
    private JsonNode scikitLearn() {
        String kept = learner.get("attributes").get("scikit_learn").textOr("{}");
        try {
            return JSON.readTree(kept);
        } catch (JacksonException unreadable) {
            throw new BoosterFormatException("has attributes of scikit-learn that are not JSON", unreadable);
        }
    }
}
