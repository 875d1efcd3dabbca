package dev.cairn.live;

import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Changes that are durable but not yet in the log, those of one experiment or run as one. Bounded: what does not fit
/// becomes the word that changes were lost. Safe for use by any number of threads.
final class Pending {
    private static final int MAX = 10_000;

    private Map<Topic, RunNews> runs = new LinkedHashMap<>();
    private Map<Topic, ExperimentNews> experiments = new LinkedHashMap<>();
    private boolean lost;

    synchronized void ofRun(Topic topic, Consumer<RunNews> what) {
        if (runs.size() < MAX || runs.containsKey(topic)) {
            what.accept(runs.computeIfAbsent(topic, first -> new RunNews()));
        } else {
            lost = true;
        }
    }

    synchronized void ofExperiment(Topic topic, Consumer<ExperimentNews> what) {
        if (experiments.size() < MAX || experiments.containsKey(topic)) {
            what.accept(experiments.computeIfAbsent(topic, first -> new ExperimentNews()));
        } else {
            lost = true;
        }
    }

    /// Changes were lost: who watches has to read again.
    synchronized void lose() {
        lost = true;
    }

    /// What waits, as rows without numbers; nothing waits afterwards.
    List<Entry> take() {
        Map<Topic, RunNews> takenRuns;
        Map<Topic, ExperimentNews> takenExperiments;
        List<Entry> rows = new ArrayList<>();
        synchronized (this) {
            if (lost) {
                rows.add(new Entry(0, Topic.ALL, ""));
            }
            takenRuns = runs;
            takenExperiments = experiments;
            if (!runs.isEmpty()) {
                runs = new LinkedHashMap<>();
            }
            if (!experiments.isEmpty()) {
                experiments = new LinkedHashMap<>();
            }
            lost = false;
        }
        takenExperiments.forEach((topic, news) -> rows.add(new Entry(0, topic, json(news.change(topic)))));
        takenRuns.forEach((topic, news) -> rows.add(new Entry(0, topic, json(news.change(topic)))));
        return rows;
    }

    private static String json(Object change) {
        return new String(Json.write(change), StandardCharsets.UTF_8);
    }
}
