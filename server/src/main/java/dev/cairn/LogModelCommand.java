package dev.cairn;

import dev.cairn.models.Destination;
import dev.cairn.models.ModelDetails;
import dev.cairn.models.ModelLogging;
import dev.cairn.protocol.models.PythonPackages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn models log`: a model that a library saved becomes one of a tracking server, without Python.
@Command(
        name = "log",
        description = "Makes a model file, or the folder of a model, a logged model of a tracking server; refuses one"
                + " that cannot be read.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogModelCommand extends ModelsCommand.Task {
    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "A file that ONNX, XGBoost (.ubj, .json), LightGBM, CatBoost (.cbm) or skops wrote, or a"
                    + " folder with an MLmodel file.")
    private Path path = Path.of("");

    @Option(
            names = "--tracking-uri",
            paramLabel = "URL",
            defaultValue = "${env:MLFLOW_TRACKING_URI:-http://127.0.0.1:5000}",
            description = "The tracking server that gets it. Default: that of MLFLOW_TRACKING_URI, or"
                    + " http://127.0.0.1:5000.")
    private String trackingUri = "";

    @ArgGroup(exclusive = false, multiplicity = "1", heading = "%nWhat it becomes:%n", order = 1)
    private To to = new To();

    @ArgGroup(exclusive = false, heading = "%nWhat a file is, which a folder says by itself:%n", order = 2)
    private What what = new What();

    /// What it becomes.
    static final class To {
        @Option(names = "--name", paramLabel = "NAME", required = true, description = "The name of the logged model.")
        private String name = "";

        @Option(
                names = "--experiment",
                paramLabel = "NAME|ID",
                description = "Its experiment, which is made if there is none. Default: experiment 0.")
        private @Nullable String experiment;

        @Option(names = "--run", paramLabel = "ID", description = "The run that made it, in place of an experiment.")
        private @Nullable String runId;

        @Option(names = "--param", paramLabel = "KEY=VALUE", description = "A parameter that it was made with.")
        private Map<String, String> params = new LinkedHashMap<>();

        @Option(
                names = "--register",
                paramLabel = "NAME",
                description = "Makes it the next version of a registered model, which is made if there is none.")
        private @Nullable String registered;

        @Option(names = "--alias", paramLabel = "ALIAS", description = "Gives that version an alias.")
        private @Nullable String alias;

        private Destination destination() {
            return new Destination(name, experiment, runId, params, registered, alias);
        }
    }

    /// What a file is.
    static final class What {
        @Option(
                names = "--flavor",
                paramLabel = "FLAVOR",
                description = "onnx, xgboost, lightgbm, catboost or sklearn (written by skops). Default: guessed from"
                        + " the file.")
        private @Nullable String flavor;

        @Option(
                names = "--model-class",
                paramLabel = "CLASS",
                description = "What Python makes of it, such as xgboost.sklearn.XGBClassifier or CatBoostClassifier."
                        + " Default: xgboost.core.Booster, CatBoost.")
        private String modelClass = "";

        @Option(
                names = "--trusted-type",
                paramLabel = "TYPE",
                description = "A type that skops may load, such as sklearn.tree._tree.Tree.")
        private List<String> trusted = List.of();

        @Option(
                names = "--signature",
                paramLabel = "FILE",
                description = "JSON, as signature.to_dict() of MLflow has it. Default: that of the example.")
        private @Nullable Path signature;

        @Option(
                names = "--input-example",
                paramLabel = "FILE",
                description = "A body of /invocations, which the model is asked before it is logged.")
        private @Nullable Path example;

        @Option(names = "--metadata", paramLabel = "KEY=VALUE", description = "What is to be said of it.")
        private Map<String, String> metadata = new LinkedHashMap<>();

        @Option(
                names = "--requirement",
                paramLabel = "PACKAGE==VERSION",
                description = "What Python needs to load it. The library and mlflow are added.")
        private List<String> requirements = List.of();

        @Option(names = "--python-version", paramLabel = "VERSION", description = "The Python that it needs.")
        private @Nullable String python;

        @Option(names = "--code", paramLabel = "PATH", description = "A file or folder of Python modules of its own.")
        private List<Path> code = List.of();

        private ModelDetails details() {
            return new ModelDetails(signature, example, metadata, new PythonPackages(python, requirements), code);
        }
    }

    @Override
    int run() throws IOException, InterruptedException {
        Destination destination = to.destination();
        ModelLogging logging =
                new ModelLogging(trackingUri, StatusApi.API_VERSION, InstantSource.system(), System.out::println);
        logging.log(
                new ModelLogging.Source(path, what.flavor, what.modelClass, what.trusted), what.details(), destination);
        return 0;
    }
}
