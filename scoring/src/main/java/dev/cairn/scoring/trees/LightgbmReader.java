package dev.cairn.scoring.trees;

import dev.cairn.scoring.trees.BoostedModel.Inputs;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/// Makes a model of the text that LightGBM 2.1 to 4.x saves, beginning after its first line. Used once, by one thread.
final class LightgbmReader {
    private static final Set<String> VERSIONS = Set.of("v2", "v3", "v4");
    /// Outputs that a model may have without as many trees.
    private static final int FEW_OUTPUTS = 1_024;

    private static final String TREE = "Tree=";
    private static final String END_OF_TREES = "end of trees";
    private static final String PARAMETERS = "parameters:";
    private static final String END_OF_PARAMETERS = "end of parameters";
    private static final String CATEGORIES = "pandas_categorical:";
    /// No category is so low; what is cut to 0 is above it.
    private static final double BELOW_CATEGORIES = -1;

    private final BufferedReader lines;
    private final TextFields header;
    private final List<String> names;
    private final int features;
    private final int outputs;
    private final CategorySets.Builder sets = new CategorySets.Builder(BELOW_CATEGORIES);
    private final LinearModels.Builder linear;
    private final List<LightgbmTree> trees = new ArrayList<>();
    private List<List<?>> categories = List.of();

    LightgbmReader(BufferedReader lines) throws IOException {
        this.lines = lines;
        this.header = TextFields.read("header", lines);
        if (!VERSIONS.contains(header.text("version"))) {
            throw header.wrong("version", "v2, v3 or v4");
        }
        this.names = header.words("feature_names", header.integer("max_feature_idx") + 1L);
        this.features = names.size();
        this.outputs = header.integerOr("num_tree_per_iteration", header.integer("num_class"));
        this.linear = new LinearModels.Builder(features);
    }

    LightgbmFile read() throws IOException {
        readTrees();
        readRest();
        Inputs inputs = new Inputs(features, names);
        int rounds = rounds();
        Link link = LightgbmObjective.link(header.textOr("objective", "custom"), outputs);
        if (header.has("average_output")) {
            link = averaged(rounds, link);
        }
        BoostedModel model = new BoostedModel(inputs, forest(), new double[outputs], link, outputs);
        return new LightgbmFile(model, categorical(), categories);
    }

    private void readTrees() throws IOException {
        for (String line = line(); !line.equals(END_OF_TREES); line = line()) {
            if (line.startsWith(TREE)) {
                trees.add(new LightgbmTree(TextFields.read("tree " + trees.size(), lines), sets, linear));
                Part.requireModest(trees.size());
            } else if (!line.isEmpty()) {
                throw new BoosterFormatException("has '%s' where a tree belongs".formatted(TextFields.shown(line)));
            }
        }
        int announced = header.words("tree_sizes").size();
        if (announced != trees.size()) {
            throw new BoosterFormatException("has %d trees, where %d are announced".formatted(trees.size(), announced));
        }
    }

    /// What is behind the trees tells nothing about predictions, apart from the categories at the end.
    private void readRest() throws IOException {
        boolean open = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            open = line.equals(PARAMETERS) || (open && !line.equals(END_OF_PARAMETERS));
            if (!open && line.startsWith(CATEGORIES)) {
                categories = categories(line.substring(CATEGORIES.length()));
            }
        }
        if (open) {
            throw cutOff();
        }
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw cutOff();
        }
        return line;
    }

    private static BoosterFormatException cutOff() {
        return new BoosterFormatException("is cut off");
    }

    private int rounds() {
        if (outputs < 1 || outputs != header.integer("num_class")) {
            throw header.wrong("num_class", "the number of trees of a round");
        } else if (outputs > Math.max(FEW_OUTPUTS, trees.size())) {
            throw header.wrong("num_class", "fewer outputs than trees");
        } else if (trees.size() % outputs != 0) {
            throw new BoosterFormatException(
                    "has %d trees, which are not whole rounds of %d".formatted(trees.size(), outputs));
        }
        return trees.size() / outputs;
    }

    private Forest forest() {
        boolean plain = linear.size() == 0;
        ForestBuilder forest = new ForestBuilder(features, plain ? 1 : 2, sets);
        for (int i = 0; i < trees.size(); i++) {
            forest.add(trees.get(i), i % outputs);
        }
        return forest.build(plain ? Leaves.Exact::new : values -> new Leaves.Linear(values, linear.build()));
    }

    /// What a random forest predicts.
    private static Link averaged(int rounds, Link link) {
        return (sums, outputs) -> {
            for (int i = 0; i < sums.length; i++) {
                sums[i] /= rounds;
            }
            return link.predictions(sums, outputs);
        };
    }

    /// The features whose range is a list of categories, `0:2:5`, and not `[0:5]` or `none`.
    private List<Integer> categorical() {
        List<String> ranges = header.words("feature_infos", features);
        List<Integer> categorical = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            if (!ranges.get(i).startsWith("[") && !ranges.get(i).equals("none")) {
                categorical.add(i);
            }
        }
        return List.copyOf(categorical);
    }

    private static List<List<?>> categories(String json) {
        Part all = JsonDocument.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), false);
        if (all.value() == null) {
            return List.of();
        }
        List<List<?>> categories = new ArrayList<>();
        for (Part each : all.list()) {
            categories.add(
                    each.value() instanceof double[] numbers
                            ? DoubleStream.of(numbers).boxed().toList()
                            : each.texts());
        }
        return List.copyOf(categories);
    }
}
