package dev.cairn.tracking;

import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogInputs;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.UpdateRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A run made up at random from few values, so that searches find some of them, and what an oracle knows of it.
record RandomRun(
        String id,
        Map<String, String> texts,
        Map<String, Long> times,
        Map<String, Double> metrics,
        Map<String, String> params,
        Map<String, String> tags,
        List<Map<String, String>> datasets) {
    static final List<String> TEXTS = List.of("a", "A", "ab", "aB", "b%", "a_b", "10", "9", "", "x\\y");
    static final List<Double> NUMBERS = List.of(-1.0, 0.0, 0.5, 1.0, 2.0, 1e300);
    static final List<String> METRICS = List.of("m0", "m1", "m two");
    static final List<String> KEYS = List.of("k0", "k1", "k two");

    /// Makes up runs and logs them to an experiment.
    static List<RandomRun> log(Tracker tracker, String experiment, int count, Random random) {
        List<RandomRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(log(tracker, experiment, random));
        }
        return runs;
    }

    private static RandomRun log(Tracker tracker, String experiment, Random random) {
        String name = "n" + pick(random, TEXTS);
        long start = random.nextInt(20);
        String user = pick(random, TEXTS);
        String id = tracker.runs
                .create(tracker.caller, new CreateRun(experiment, user, name, start, List.of()))
                .run()
                .info()
                .runId();
        RunStatus status = pick(random, List.of(RunStatus.RUNNING, RunStatus.FINISHED, RunStatus.FAILED));
        Long end = random.nextBoolean() ? (long) random.nextInt(20) : null;
        tracker.runs.update(tracker.caller, new UpdateRun(id, status, end, null));
        Map<String, Double> metrics = new HashMap<>();
        METRICS.stream().filter(key -> random.nextInt(4) > 0).forEach(key -> metrics.put(key, number(random)));
        Map<String, String> params = texts(random);
        Map<String, String> tags = texts(random);
        List<Metric> points = new ArrayList<>();
        metrics.forEach((key, value) -> points.add(Tracker.point(key, value, 0, 0)));
        tracker.logging.logBatch(tracker.caller, new LogBatch(id, points, tags(params), tags(tags)));
        Map<String, Long> times = new HashMap<>(Map.of("start_time", start));
        if (end != null) {
            times.put("end_time", end);
        }
        String uri = "mlflow-artifacts:/%s/%s/artifacts".formatted(tracker.folder(experiment), id);
        Map<String, String> texts =
                Map.of("run_id", id, "run_name", name, "user_id", user, "status", status.name(), "artifact_uri", uri);
        return new RandomRun(id, texts, times, metrics, params, tags, datasets(tracker, id, random));
    }

    private static List<Map<String, String>> datasets(Tracker tracker, String run, Random random) {
        List<Map<String, String>> datasets = new ArrayList<>();
        List<DatasetInput> inputs = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Map<String, String> dataset = new HashMap<>(Map.of("name", "d" + i, "digest", "g" + random.nextInt(3)));
            String context = random.nextBoolean() ? pick(random, TEXTS) : null;
            if (context != null) {
                dataset.put("context", context);
            }
            datasets.add(dataset);
            inputs.add(new DatasetInput(
                    context == null ? List.of() : List.of(new Tag("mlflow.data.context", context)),
                    new Dataset("d" + i, dataset.getOrDefault("digest", ""), "local", "here", null, null)));
        }
        tracker.inputs.logInputs(tracker.caller, new LogInputs(run, inputs, List.of()));
        return datasets;
    }

    private static Map<String, String> texts(Random random) {
        Map<String, String> texts = new HashMap<>();
        KEYS.stream().filter(key -> random.nextInt(4) > 0).forEach(key -> texts.put(key, pick(random, TEXTS)));
        return texts;
    }

    private static List<Tag> tags(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> new Tag(text.getKey(), text.getValue()))
                .toList();
    }

    private static double number(Random random) {
        return random.nextInt(6) == 0 ? Double.NaN : pick(random, NUMBERS);
    }

    static <T> T pick(RandomGenerator random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// The text that a field of texts has, null where there is none.
    @Nullable
    String text(String entity, String key) {
        return switch (entity) {
            case "params" -> params.get(key);
            case "tags" -> tags.get(key);
            default -> texts.get(key);
        };
    }
}
