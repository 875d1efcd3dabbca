package dev.cairn.live;

import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Changes that are durable but not yet in the log, those of one experiment, run or model as one. Bounded: what
/// does not fit becomes the word that changes were lost. Safe for use by any number of threads.
final class Pending {
    private static final int MAX = 10_000;

    private final Kind<Topic, ExperimentNews> experiments = new Kind<>(ExperimentNews::new);
    private final Kind<Topic, RunNews> runs = new Kind<>(RunNews::new);
    private final Kind<ModelTopic, ModelNews> models = new Kind<>(ModelNews::new);
    private boolean lost;

    synchronized void ofRun(Topic topic, Consumer<RunNews> what) {
        lost |= !runs.told(topic, what);
    }

    synchronized void ofExperiment(Topic topic, Consumer<ExperimentNews> what) {
        lost |= !experiments.told(topic, what);
    }

    synchronized void ofModel(ModelTopic topic, Consumer<ModelNews> what) {
        lost |= !models.told(topic, what);
    }

    /// Changes were lost: who watches has to read again.
    synchronized void lose() {
        lost = true;
    }

    /// What waits, as rows without numbers; nothing waits afterwards.
    List<Entry> take() {
        List<Entry> rows = new ArrayList<>();
        Map<Topic, ExperimentNews> takenExperiments;
        Map<Topic, RunNews> takenRuns;
        Map<ModelTopic, ModelNews> takenModels;
        synchronized (this) {
            if (lost) {
                rows.add(new Entry(0, Topic.ALL, ""));
            }
            lost = false;
            takenExperiments = experiments.take();
            takenRuns = runs.take();
            takenModels = models.take();
        }
        takenExperiments.forEach((topic, news) -> rows.add(row(topic, news.change(topic))));
        takenRuns.forEach((topic, news) -> rows.add(row(topic, news.change(topic))));
        takenModels.forEach((topic, news) -> rows.add(row(topic.logged(), news.change(topic))));
        return rows;
    }

    private static Entry row(Topic topic, Object change) {
        return new Entry(0, topic, new String(Json.write(change), StandardCharsets.UTF_8));
    }

    /// The changes of one kind of thing.
    private static final class Kind<T, N> {
        private final Supplier<N> nothing;
        private Map<T, N> changed = new LinkedHashMap<>();

        private Kind(Supplier<N> nothing) {
            this.nothing = nothing;
        }

        /// @return whether it fits
        private boolean told(T topic, Consumer<N> what) {
            if (changed.size() >= MAX && !changed.containsKey(topic)) {
                return false;
            }
            what.accept(changed.computeIfAbsent(topic, first -> nothing.get()));
            return true;
        }

        private Map<T, N> take() {
            if (changed.isEmpty()) {
                return Map.of();
            }
            Map<T, N> taken = changed;
            changed = new LinkedHashMap<>();
            return taken;
        }
    }
}
