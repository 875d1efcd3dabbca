package dev.cairn.importing.transfer;

import dev.cairn.protocol.tracking.Experiment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds out whether folders with artifacts are missing. MLflow makes no folder for a run that logs no file, so that
/// most that are not there are missed by nobody; they are if the run logged a model, or if that of a whole experiment
/// is not there.
public final class MissingFolders {
    private static final int NAMED = 5;

    private final ReadablePlaces places;
    private final Report report;
    private final Map<String, Experiment> experiments = new LinkedHashMap<>();

    /// Experiments that have runs or models, and whose own folder is not there.
    private final Map<String, String> wholes = new LinkedHashMap<>();

    private final Map<String, Missing> missed = new LinkedHashMap<>();
    private long proxied;

    public MissingFolders(ReadablePlaces places, Report report, List<Experiment> experiments) {
        this.places = places;
        this.report = report;
        experiments.forEach(it -> this.experiments.put(it.experimentId(), it));
    }

    /// Looks at the folder of a run or a logged model.
    ///
    /// @param hasFiles whether it must have files, by what is known of it
    public void look(String experimentId, Owner owner, String uri, boolean hasFiles) {
        if (places.isBehindUnknownProxy(uri)) {
            proxied++;
            return;
        }
        if (!places.lacks(uri)) {
            return;
        }
        if (hasFiles) {
            missed.merge(experimentId, new Missing(owner, uri, 1), (before, one) -> before.andOne());
        }
        Experiment experiment = experiments.get(experimentId);
        if (experiment != null && places.lacks(experiment.artifactLocation())) {
            wholes.putIfAbsent(
                    experimentId,
                    "%s '%s' (%s)".formatted(experimentId, experiment.name(), experiment.artifactLocation()));
        }
    }

    /// Says what was found.
    public void tell() {
        if (proxied > 0) {
            report.problem(
                    "%,d runs, models or traces keep their artifacts in the store of the old server (mlflow-artifacts:/). Name its folder with --mlflow-artifacts FOLDER, and import again; if it is lost, name an empty one."
                            .formatted(proxied));
        }
        missed.forEach((id, missing) -> report.problem(
                "%,d runs or models of experiment %s logged a model, and their folders are not here, such as '%s' of %s. Put them where they were, and import again."
                        .formatted(missing.count, id, missing.uri, missing.first)));
        wholes.keySet().removeAll(missed.keySet());
        if (!wholes.isEmpty()) {
            report.note(
                    "The folders of %,d experiments are not here, so that no artifact of them was copied: %s%s. If they had artifacts, put the folders where they were, and import again."
                            .formatted(
                                    wholes.size(),
                                    String.join(
                                            ", ",
                                            wholes.values().stream()
                                                    .limit(NAMED)
                                                    .toList()),
                                    wholes.size() > NAMED ? ", …" : ""));
        }
    }

    /// Runs and models whose folders are missed, and the first of them.
    private record Missing(Owner first, String uri, long count) {
        Missing andOne() {
            return new Missing(first, uri, count + 1);
        }
    }
}
