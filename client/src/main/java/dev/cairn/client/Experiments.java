package dev.cairn.client;

import static dev.cairn.client.Transport.MLFLOW;

import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.DeleteExperimentTag;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.GetExperiment;
import dev.cairn.protocol.tracking.GetExperimentByName;
import dev.cairn.protocol.tracking.RestoreExperiment;
import dev.cairn.protocol.tracking.SearchExperiments;
import dev.cairn.protocol.tracking.SetExperimentTag;
import dev.cairn.protocol.tracking.UpdateExperiment;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The experiments of a server.
public final class Experiments {
    private static final int PAGE = 1000;

    private final Transport transport;

    Experiments(Transport transport) {
        this.transport = transport;
    }

    /// A new experiment.
    ///
    /// @return its id
    /// @throws AlreadyExistsException if there is one of that name, be it in the trash
    public String create(String name) {
        return create(name, Map.of());
    }

    public String create(String name, Map<String, String> tags) {
        return create(new CreateExperiment(name, null, Tags.of(tags)));
    }

    public String create(CreateExperiment request) {
        return transport
                .post(MLFLOW + "experiments/create", request, CreateExperiment.Response.class)
                .experimentId();
    }

    /// The id of the experiment of that name, which is made if there is none.
    public String getOrCreate(String name) {
        Optional<Experiment> found = find(name);
        if (found.isPresent()) {
            return found.get().experimentId();
        }
        try {
            return create(name);
        } catch (AlreadyExistsException somebodyWasFaster) {
            return find(name).map(Experiment::experimentId).orElseThrow(() -> somebodyWasFaster);
        }
    }

    /// An experiment, also one that is in the trash.
    ///
    /// @throws NotFoundException if there is none
    public Experiment get(String id) {
        return transport
                .get(MLFLOW + "experiments/get", new GetExperiment(id), GetExperiment.Response.class)
                .experiment();
    }

    /// The experiment of that name, also one that is in the trash.
    public Optional<Experiment> find(String name) {
        try {
            GetExperimentByName request = new GetExperimentByName(name);
            return Optional.of(transport
                    .get(MLFLOW + "experiments/get-by-name", request, GetExperimentByName.Response.class)
                    .experiment());
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    /// Fetched page by page while the stream is read.
    public Stream<Experiment> search(Query query) {
        long size = query.pageSize() == 0 ? PAGE : query.pageSize();
        return Pages.stream(
                token -> transport.search(
                        MLFLOW + "experiments/search",
                        new SearchExperiments(size, token, query.filterOrNull(), query.orderBy(), query.lifecycle()),
                        SearchExperiments.Response.class),
                SearchExperiments.Response::experiments,
                SearchExperiments.Response::nextPageToken);
    }

    public void rename(String id, String name) {
        transport.post(MLFLOW + "experiments/update", new UpdateExperiment(id, name));
    }

    public void setTag(String id, String key, String value) {
        transport.post(MLFLOW + "experiments/set-experiment-tag", new SetExperimentTag(id, key, value));
    }

    public void deleteTag(String id, String key) {
        transport.post(MLFLOW + "experiments/delete-experiment-tag", new DeleteExperimentTag(id, key));
    }

    /// To the trash, with its runs.
    public void delete(String id) {
        transport.post(MLFLOW + "experiments/delete", new DeleteExperiment(id));
    }

    /// From the trash, with its runs.
    public void restore(String id) {
        transport.post(MLFLOW + "experiments/restore", new RestoreExperiment(id));
    }
}
