package dev.cairn.client;

import static dev.cairn.client.Transport.MLFLOW;

import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.DeleteLoggedModel;
import dev.cairn.protocol.tracking.DeleteLoggedModelTag;
import dev.cairn.protocol.tracking.FinalizeLoggedModel;
import dev.cairn.protocol.tracking.GetLoggedModel;
import dev.cairn.protocol.tracking.LogLoggedModelParams;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.protocol.tracking.SetLoggedModelTags;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The models that trainings logged, registered or not.
public final class LoggedModels {
    private static final String ALL = MLFLOW + "logged-models";

    private final Transport transport;
    private final Runs runs;

    LoggedModels(Transport transport, Runs runs) {
        this.transport = transport;
        this.runs = runs;
    }

    /// Stores a model of a folder that has an `MLmodel` file. It is an output of its run, if it has one.
    ///
    /// @return the model, `READY`; if its files could not be sent, it stays as `UPLOAD_FAILED`
    public LoggedModel log(NewModel model, Path folder) {
        return log(model, folder, id -> Map.of());
    }

    /// Stores a model of the files in a folder, and the `MLmodel` file that describes them.
    public LoggedModel log(NewModel model, MlModel description, Path folder) {
        return log(model, folder, id -> Map.of(MlModel.FILE, description.file(id, model.runId())));
    }

    private LoggedModel log(NewModel model, Path folder, Function<String, Map<String, byte[]>> more) {
        LoggedModel created = create(model);
        String id = created.info().modelId();
        try {
            ArtifactFolder files = ArtifactFolder.of(transport, created.info().artifactUri());
            files.uploadFolder(folder);
            more.apply(id).forEach((path, content) -> files.upload(content, path));
            if (!model.runId().isEmpty()) {
                runs.logOutputs(model.runId(), List.of(new ModelOutput(id, 0L)));
            }
            return finish(id, LoggedModelStatus.LOGGED_MODEL_READY);
        } catch (RuntimeException failure) {
            giveUp(id, failure);
            throw failure;
        }
    }

    private void giveUp(String id, RuntimeException failure) {
        try {
            finish(id, LoggedModelStatus.LOGGED_MODEL_UPLOAD_FAILED);
        } catch (CairnException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /// A model without files so far, `PENDING` until somebody finishes it.
    public LoggedModel create(NewModel model) {
        return transport
                .post(ALL, model.request(), CreateLoggedModel.Response.class)
                .model();
    }

    public LoggedModel finish(String modelId, LoggedModelStatus status) {
        return transport
                .patch(path(modelId), new FinalizeLoggedModel(modelId, status), FinalizeLoggedModel.Response.class)
                .model();
    }

    /// A logged model.
    ///
    /// @throws NotFoundException if there is none
    public LoggedModel get(String modelId) {
        return transport
                .get(path(modelId), new GetLoggedModel(modelId, null), GetLoggedModel.Response.class)
                .model();
    }

    /// Fetched page by page while the stream is read. An order names fields such as `metrics.accuracy DESC`.
    public Stream<LoggedModel> search(List<String> experimentIds, Query query) {
        List<SearchLoggedModels.OrderBy> order =
                query.orderBy().stream().map(LoggedModels::order).toList();
        return Pages.stream(
                token -> transport.search(
                        ALL + "/search",
                        new SearchLoggedModels(
                                experimentIds, query.filterOrNull(), List.of(), query.sizeOrNull(), order, token),
                        SearchLoggedModels.Response.class),
                SearchLoggedModels.Response::models,
                SearchLoggedModels.Response::nextPageToken);
    }

    private static SearchLoggedModels.OrderBy order(String clause) {
        String field = clause.replaceFirst("(?i)\\s+(asc|desc)\\s*$", "");
        boolean descending = clause.strip().toUpperCase(Locale.ROOT).endsWith(" DESC");
        return new SearchLoggedModels.OrderBy(field.strip(), !descending, null, null);
    }

    public void logParams(String modelId, Map<String, String> params) {
        transport.post(path(modelId) + "/params", new LogLoggedModelParams(modelId, Tags.of(params)));
    }

    public LoggedModel setTags(String modelId, Map<String, String> tags) {
        SetLoggedModelTags.Response answer = transport.patch(
                path(modelId) + "/tags",
                new SetLoggedModelTags(modelId, Tags.of(tags)),
                SetLoggedModelTags.Response.class);
        return Optional.ofNullable(answer.model()).orElseGet(() -> get(modelId)); // the Python server tells nothing
    }

    public void deleteTag(String modelId, String key) {
        transport.delete(path(modelId) + "/tags/" + Address.path(key), new DeleteLoggedModelTag(modelId, key));
    }

    /// To the trash.
    public void delete(String modelId) {
        transport.delete(path(modelId), new DeleteLoggedModel(modelId));
    }

    /// The files of a model.
    public ArtifactFolder artifacts(String modelId) {
        return ArtifactFolder.of(transport, get(modelId).info().artifactUri());
    }

    private static String path(String modelId) {
        return ALL + "/" + Address.path(modelId);
    }
}
