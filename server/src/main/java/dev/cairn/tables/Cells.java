package dev.cairn.tables;

import dev.cairn.protocol.runs.RunRow;
import dev.cairn.tracking.RunFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What runs have in the columns of a table, by their numbers. Used by one thread.
final class Cells {
    private final Map<Long, Map<String, Double>> metrics = new HashMap<>();
    private final Map<Long, Map<String, String>> params = new HashMap<>();
    private final Map<Long, Map<String, String>> tags = new HashMap<>();
    private final Map<Long, String> parents = new HashMap<>();
    private final Map<String, Integer> children = new HashMap<>();
    private final Map<Long, List<String>> datasets = new HashMap<>();
    private final Map<Long, List<String>> models = new HashMap<>();

    boolean metric(long run, String key, double value) {
        metrics.computeIfAbsent(run, id -> new LinkedHashMap<>()).put(key, value);
        return true;
    }

    boolean param(long run, String key, String value) {
        params.computeIfAbsent(run, id -> new LinkedHashMap<>()).put(key, value);
        return true;
    }

    boolean tag(long run, String key, String value) {
        tags.computeIfAbsent(run, id -> new LinkedHashMap<>()).put(key, value);
        return true;
    }

    boolean parent(long run, String runId) {
        parents.put(run, runId);
        return true;
    }

    boolean children(String runId, int count) {
        children.put(runId, count);
        return true;
    }

    boolean dataset(long run, String dataset) {
        return datasets.computeIfAbsent(run, id -> new ArrayList<>()).add(dataset);
    }

    boolean model(long run, String model) {
        return models.computeIfAbsent(run, id -> new ArrayList<>()).add(model);
    }

    RunRow row(RunFinder.Found run) {
        return new RunRow(
                run.info(),
                Objects.requireNonNullElse(metrics.get(run.id()), Map.of()),
                Objects.requireNonNullElse(params.get(run.id()), Map.of()),
                Objects.requireNonNullElse(tags.get(run.id()), Map.of()),
                children.get(run.info().runId()),
                parents.get(run.id()),
                Objects.requireNonNullElse(datasets.get(run.id()), List.of()),
                Objects.requireNonNullElse(models.get(run.id()), List.of()));
    }
}
