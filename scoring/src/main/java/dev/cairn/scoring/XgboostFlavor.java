package dev.cairn.scoring;

import dev.cairn.scoring.trees.BoostedModel;
import dev.cairn.scoring.trees.BoosterFormatException;
import dev.cairn.scoring.trees.XgboostFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The `xgboost` flavour: what `predict` of the Python class answers that the model was logged as.
final class XgboostFlavor {
    static final String NAME = "xgboost";

    private static final String BOOSTER = "xgboost.core.Booster";
    private static final String CLASSIFIER = "xgboost.sklearn.XGBClassifier";
    private static final String FOREST_CLASSIFIER = "xgboost.sklearn.XGBRFClassifier";
    private static final Set<String> CLASSES = Set.of(
            BOOSTER,
            CLASSIFIER,
            FOREST_CLASSIFIER,
            "xgboost.sklearn.XGBModel",
            "xgboost.sklearn.XGBRegressor",
            "xgboost.sklearn.XGBRFRegressor",
            "xgboost.sklearn.XGBRanker");

    private XgboostFlavor() {}

    static Scorer open(ModelFolder folder, JsonNode settings) {
        String name = settings.path("model_class").asString("");
        String modelClass = name.isEmpty() ? BOOSTER : name;
        if (!CLASSES.contains(modelClass)) {
            throw new UnsupportedFlavorException(
                    "The model is of the class %s, which only a Python worker can score; those scored here are %s."
                            .formatted(modelClass, CLASSES.stream().sorted().toList()));
        }
        Path file = folder.fileForHeap(settings.path("data").asString(""));
        try {
            XgboostFile read = XgboostFile.read(file);
            return modelClass.equals(BOOSTER)
                    ? new BoosterScorer(read.model(), XgboostFlavor::boosterRows, BoosterAnswers::numbers)
                    : scikitLearn(read, modelClass);
        } catch (BoosterFormatException unreadable) {
            throw new ModelFormatException(
                    "The file '%s' %s.".formatted(file.getFileName(), unreadable.getMessage()), unreadable);
        }
    }

    /// The classes for scikit-learn stop at the best iteration, and classifiers answer labels.
    private static Scorer scikitLearn(XgboostFile file, String modelClass) {
        boolean linear = file.booster().equals("gblinear");
        int rounds = linear ? 0 : file.bestRounds();
        BoostedModel model = file.modelInPlace(rounds);
        BoosterScorer.Answer answer = modelClass.equals(CLASSIFIER) || modelClass.equals(FOREST_CLASSIFIER)
                ? labels(file, model.width())
                : BoosterAnswers::numbers;
        BoosterScorer.Feed feed = linear ? XgboostFlavor::boosterRows : XgboostFlavor::rows;
        return new BoosterScorer(model, feed, answer);
    }

    /// Several predictions a row are those of the classes, or of as many labels that are each there or not.
    private static BoosterScorer.Answer labels(XgboostFile file, int predictions) {
        List<JsonNode> names = file.labels();
        int classes = Math.max(2, file.classes());
        boolean areNamed = !names.isEmpty() && (predictions == 1 || file.classes() > 2);
        if (areNamed && names.size() < classes) {
            throw new BoosterFormatException("has %d classes and keeps the labels (classes_) of %d: save it again from"
                            .formatted(classes, names.size())
                    + " the classifier that was fitted");
        }
        boolean numbered = file.objective().equals("multi:softmax");
        boolean few = file.classes() < 3; // asked now, so that the parsed file need not stay
        return (values, rows, width) -> {
            if (width > 1 && few) {
                return BoosterAnswers.numbers(BoosterAnswers.likely(values), rows, width);
            }
            double[] classesOfRows = width > 1 || numbered ? values : BoosterAnswers.likely(values);
            return BoosterAnswers.classes(classesOfRows, rows, width, names);
        };
    }

    /// What `DMatrix` takes: the model's own names, and no infinite number.
    private static BoosterFeed boosterRows(Payload payload, BoostedModel.Inputs inputs) {
        if (!inputs.names().isEmpty() && !(payload instanceof Frame)) {
            throw InvalidInput.evaluation("data did not contain feature names, but the following fields are expected: "
                    + String.join(", ", inputs.names()));
        }
        BoosterFeed feed = rows(payload, inputs);
        for (double value : feed.values()) {
            if (Double.isInfinite(value)) {
                throw InvalidInput.evaluation("Input data contains `inf` or a value too large for 32 bits.");
            }
        }
        return feed;
    }

    private static BoosterFeed rows(Payload payload, BoostedModel.Inputs inputs) {
        if (payload instanceof Frame frame && !inputs.names().isEmpty()) {
            List<String> names = List.copyOf(frame.columns().keySet());
            if (!names.equals(inputs.names())) {
                throw InvalidInput.evaluation(
                        "feature_names mismatch: %s %s".formatted(quoted(inputs.names()), quoted(names)));
            }
        }
        return BoosterFeed.of(payload, inputs.count());
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map("'%s'"::formatted).toList();
    }
}
