package dev.cairn.client;

import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.tracking.LoggedModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/// A classifier that Tribuo trains, logged, registered and given an alias; `conformance` has the Python client load it.
///
/// The run keeps `expected.json`: rows, and the probabilities that Tribuo itself gives for them.
public final class TrainedInJava {
    static final String ALIAS = "Champion";

    /// In the order in which Tribuo puts them into arrays.
    private static final String[] FEATURES = {"height", "length", "weight"};

    private static final String[] KINDS = {"cat", "dog", "hen"};

    private TrainedInJava() {}

    /// To the server of the environment, under the name of the first argument.
    public static void main(String[] arguments) throws IOException {
        log(CairnClient.fromEnvironment(), arguments[0]);
    }

    static ModelVersion log(CairnClient client, String name) throws IOException {
        Model<Label> model = train();
        Path folder = Files.createTempDirectory("trained");
        Path file = folder.resolve("model.onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            ((LinearSGDModel) model).exportONNXModel("dev.cairn", 1).writeTo(out);
        }
        MlModel description = MlModel.onnx("model.onnx")
                .taking(Field.tensor("input", "float32", -1, FEATURES.length))
                .giving(Field.tensor("output", "float32", -1, KINDS.length));
        String experiment = client.experiments().getOrCreate("trained in Java");
        try (ActiveRun run = client.runs().start(NewRun.in(experiment).named(name))) {
            run.param("trainer", "logistic regression");
            run.artifacts().upload(Json.text(expected(model)), "expected.json");
            LoggedModel logged = client.loggedModels().log(NewModel.of(run, name), description, folder);
            ModelVersion version = client.modelVersions().register(name, logged);
            client.registeredModels().setAlias(name, ALIAS, version.version());
            run.finish();
            return version;
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    private static Model<Label> train() {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance("animals", labels), labels);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            data.add(animal(i % KINDS.length, random));
        }
        return new LogisticRegressionTrainer().train(data);
    }

    private static Example<Label> animal(int kind, Random random) {
        double[] values = new double[FEATURES.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() + (i == kind ? 2 : 0));
        }
        return new ArrayExample<>(new Label(KINDS[kind]), FEATURES, values);
    }

    /// Rows, and of each the probabilities of the kinds, in the order of the model's outputs.
    private static Map<String, List<double[]>> expected(Model<Label> model) {
        Random random = new Random(8);
        List<double[]> rows = new ArrayList<>();
        List<double[]> probabilities = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Example<Label> animal = animal(i % KINDS.length, random);
            double[] row = new double[FEATURES.length];
            animal.forEach(feature -> row[Arrays.asList(FEATURES).indexOf(feature.getName())] = feature.getValue());
            rows.add(row);
            Map<String, Label> scores = model.predict(animal).getOutputScores();
            probabilities.add(model.getOutputIDInfo().getDomain().stream()
                    .sorted(Comparator.comparingInt(
                            label -> model.getOutputIDInfo().getID(label)))
                    .mapToDouble(label ->
                            Objects.requireNonNull(scores.get(label.getLabel())).getScore())
                    .toArray());
        }
        return Map.of("rows", rows, "probabilities", probabilities);
    }
}
