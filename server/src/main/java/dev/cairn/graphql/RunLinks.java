package dev.cairn.graphql;

import dev.cairn.access.Caller;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.GetExperiment;
import dev.cairn.protocol.tracking.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the runs of one answer lead to, looked up for all of them at once and only when it is asked for. Used by one
/// thread.
final class RunLinks {
    /// Runs of one search for model versions.
    private static final int CHUNK = 1_000;

    private final Twins twins;
    private final Caller caller;
    private final AnswerSize size;
    private final List<String> runIds;
    private final Map<String, Experiment> experiments = new HashMap<>();
    private @Nullable Map<String, List<ModelVersion>> modelVersions;

    RunLinks(Twins twins, Caller caller, AnswerSize size, List<Run> runs) {
        this.twins = twins;
        this.caller = caller;
        this.size = size;
        this.runIds = runs.stream().map(run -> run.info().runId()).toList();
    }

    Experiment experiment(Run run) {
        return experiments.computeIfAbsent(
                run.info().experimentId(),
                id -> ((GetExperiment.Response) twins.experiment().answer(caller, Map.of("experimentId", id)))
                        .experiment());
    }

    List<ModelVersion> modelVersions(Run run) {
        Map<String, List<ModelVersion>> all = modelVersions;
        if (all == null) {
            modelVersions = Map.of(); // one refusal is enough for all runs
            all = findVersions().stream().collect(Collectors.groupingBy(ModelVersion::runId));
            modelVersions = all;
        }
        return all.getOrDefault(run.info().runId(), List.of());
    }

    private List<ModelVersion> findVersions() {
        List<ModelVersion> found = new ArrayList<>();
        for (int from = 0; from < runIds.size(); from += CHUNK) {
            List<String> ids = runIds.subList(from, Math.min(from + CHUNK, runIds.size()));
            String filter = "run_id IN ('" + String.join("', '", ids) + "')";
            String token = "";
            do {
                SearchModelVersions.Response page = (SearchModelVersions.Response)
                        twins.modelVersions().answer(caller, Map.of("filter", filter, "pageToken", token));
                size.add(page);
                found.addAll(page.modelVersions());
                token = page.nextPageToken() == null ? "" : page.nextPageToken();
            } while (!token.isEmpty());
        }
        return found;
    }
}
