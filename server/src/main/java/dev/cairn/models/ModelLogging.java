package dev.cairn.models;

import dev.cairn.files.Folders;
import dev.cairn.files.TemporaryFolder;
import dev.cairn.modelserver.ModelUploads;
import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes a file, or the folder of a model, a logged model of a tracking server.
public final class ModelLogging {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final ModelUploads uploads;
    private final String mlflow;
    private final InstantSource clock;
    private final Consumer<String> tell;

    /// @param trackingServer its address
    /// @param mlflow         the version of MLflow whose format is written
    /// @param tell           is told what is found out on the way, and what came of it
    public ModelLogging(String trackingServer, String mlflow, InstantSource clock, Consumer<String> tell) {
        this.uploads = new ModelUploads(trackingServer);
        this.mlflow = mlflow;
        this.clock = clock;
        this.tell = tell;
    }

    /// What is logged.
    ///
    /// @param path       a file, or a folder with an `MLmodel`
    /// @param flavor     what the file is, null to guess
    /// @param modelClass that Python makes of it, empty for the library's own
    /// @param trusted    types that skops may load besides those that it knows
    public record Source(Path path, @Nullable String flavor, String modelClass, List<String> trusted) {
        public Source {
            trusted = List.copyOf(trusted);
        }

        private boolean isPathAlone() {
            return flavor == null && modelClass.isEmpty() && trusted.isEmpty();
        }
    }

    /// Logs a model that can be read, and tells what it has become: `models:/ID in experiment ID`, and
    /// `models:/NAME/VERSION` where it is registered, each as soon as it is true.
    ///
    /// @throws IllegalArgumentException if it cannot, or the server refuses it
    public void log(Source source, ModelDetails details, Destination to) throws IOException, InterruptedException {
        if (!Files.exists(source.path())) {
            throw new NoSuchFileException(source.path().toString());
        }
        if (Files.isDirectory(source.path())) {
            send(described(source, details), to);
            return;
        }
        ModelFile file = ModelFile.of(source.path(), source.flavor(), source.modelClass(), source.trusted());
        try (TemporaryFolder folder = TemporaryFolder.create().goneAtTheEnd()) {
            if (source.flavor() == null) {
                tell.accept("It is of the flavor %s.".formatted(file.library().flavor()));
            }
            PackedModel.unpinned(file, details.python())
                    .forEach(name -> tell.accept(
                            "Any version of %1$s may load it: say --requirement %1$s==VERSION.".formatted(name)));
            send(new Trial(tell).signed(PackedModel.in(folder.path(), file, details, mlflow)), to);
        }
    }

    /// A folder that says all by itself.
    private ModelFolder described(Source source, ModelDetails details) {
        if (!source.isPathAlone() || !details.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is a folder, whose MLmodel says what it is: only a file takes --flavor, --model-class, --trusted-type, --signature, --input-example, --metadata, --requirement, --python-version and --code."
                            .formatted(source.path()));
        }
        try {
            ModelFolder folder = ModelFolder.open(source.path());
            new Trial(tell).run(folder);
            return folder;
        } catch (ModelFormatException unreadable) {
            throw new IllegalArgumentException("%s: %s".formatted(source.path(), unreadable.getMessage()), unreadable);
        }
    }

    private void send(ModelFolder folder, Destination to) throws IOException, InterruptedException {
        ModelUploads.Place place = to.find(uploads);
        MlModel model = dated(folder);
        ModelUploads.Uploaded sent = uploads.log(
                place,
                to.name(),
                to.params(),
                folder.path(),
                id -> of(model, id, place).toYaml());
        tell.accept("models:/%s in experiment %s".formatted(sent.modelId(), place.experimentId()));
        if (to.registered() == null) {
            return;
        }
        String version = uploads.register(to.registered(), sent);
        tell.accept("models:/%s/%s".formatted(to.registered(), version));
        if (to.alias() != null) {
            uploads.alias(to.registered(), to.alias(), version);
        }
    }

    /// With what a model says of itself once it is logged.
    private MlModel dated(ModelFolder folder) throws IOException {
        MlModel model = folder.model();
        if (model.created() == null) {
            model = model.with("utc_time_created", NODES.stringNode(CREATED.format(clock.instant())));
        }
        if (model.mlflowVersion() == null) {
            model = model.with("mlflow_version", NODES.stringNode(mlflow));
        }
        if (model.sizeBytes() == 0) {
            model = model.with("model_size_bytes", NODES.numberNode(Folders.bytes(folder.path())));
        }
        return model;
    }

    /// With its id and its run, and without the place that it had before.
    private static MlModel of(MlModel model, String modelId, ModelUploads.Place place) {
        ObjectNode fields = model.fields().deepCopy();
        fields.remove(List.of("run_id", "artifact_path"));
        fields.put("model_id", modelId);
        if (place.runId() != null) {
            fields.put("run_id", place.runId());
        }
        return new MlModel(fields, model.signature());
    }
}
