package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.PythonEnvironment;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Runs models that need Python, in processes of their own.
public final class PythonModels implements AutoCloseable {
    private static final String FLAVOR = "python_function";
    private static final Set<String> BY_ROW =
            Set.of("mlflow.sklearn", "mlflow.xgboost", "mlflow.lightgbm", "mlflow.catboost");

    private final PythonModelConfig config;
    private final Environments environments;

    public PythonModels(PythonModelConfig config) {
        this.config = config;
        this.environments =
                new Environments(config.environments(), config.limits().disk(), config.builds());
    }

    /// Whether they are run here.
    public boolean isOn() {
        return config.isOn();
    }

    /// Starts the processes of a model.
    ///
    /// @param folder     which it goes on to read
    /// @param processes  how many hold it
    /// @param variables  of their environment, beside those that all have
    /// @param log        where that is written
    /// @param afterwards what is done once it is closed
    /// @throws NotReadyException    if its environment is being made, of which the log tells
    /// @throws ModelFormatException if it cannot be loaded
    public Servable open(
            ModelFolder folder, int processes, Map<String, String> variables, ModelLog log, Runnable afterwards)
            throws IOException, NotReadyException {
        if (!folder.model().flavors().containsKey(FLAVOR)) {
            throw new ModelFormatException(
                    "The model has no flavor %s, by which MLflow would load it; log it by one of its `log_model`."
                            .formatted(FLAVOR));
        }
        BatchSize size = BatchSize.of(folder.model().metadata(), isByRow(folder));
        Environment.Lease python = python(folder, log.building());
        boolean isOpen = false;
        try {
            WorkFolder work = WorkFolder.create(folder.path(), config.data());
            WorkerPool pool = start(
                    new Launch(python.python(), folder.path(), work, threads(processes), variables, config, log),
                    processes,
                    new WorkerPool.Asking(size, config.spares() == 0 ? Optional.empty() : example(folder)));
            isOpen = true;
            return new PythonModel(folder, pool, () -> {
                work.remove();
                python.close();
                afterwards.run();
            });
        } finally {
            if (!isOpen) {
                python.close();
            }
        }
    }

    private static Optional<Request> example(ModelFolder folder) {
        try {
            return folder.servingExample().map(example -> Request.of(Answer.JSON, example.getBytes(UTF_8)));
        } catch (ModelFormatException _) {
            return Optional.empty(); // a model is served without its example too
        }
    }

    private WorkerPool start(Launch launch, int processes, WorkerPool.Asking asking) {
        boolean isStarted = false;
        try {
            WorkerPool pool = WorkerPool.start(launch, new WorkerPool.Count(processes, config.spares()), asking);
            isStarted = true;
            return pool;
        } catch (WorkerException failure) {
            throw refused(failure);
        } catch (IOException failure) {
            throw new ModelFormatException("Its process cannot be started: " + failure.getMessage(), failure);
        } finally {
            if (!isStarted) {
                launch.work().remove();
            }
        }
    }

    private static ModelFormatException refused(WorkerException failure) {
        return new ModelFormatException(String.valueOf(failure.getMessage()));
    }

    private Environment.Lease python(ModelFolder folder, Consumer<String> log) throws IOException, NotReadyException {
        if (config.interpreter().isPresent()) {
            return new Environment.Lease(config.interpreter().get(), () -> {});
        }
        PythonEnvironment wanted =
                folder.pythonEnvironment().orElse(new PythonEnvironment(null, List.of(), List.of("mlflow")));
        try {
            return environments.use(Requirements.of(wanted, folder::text, config.builds()), log);
        } catch (WorkerException failure) {
            throw refused(failure);
        }
    }

    /// Whether the model answers each row by itself, whatever others come with it, so that rows of several
    /// requests may come together. Of a program of somebody's own nobody knows that.
    private static boolean isByRow(ModelFolder folder) {
        JsonNode flavor = folder.model().flavors().get(FLAVOR);
        return flavor != null && BY_ROW.contains(flavor.path("loader_module").asString(""));
    }

    private static int threads(int processes) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / processes);
    }

    /// Makes no environments any more. What is open stays so.
    @Override
    public void close() {
        environments.close();
    }
}
