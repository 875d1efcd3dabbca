package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.tracking.MlflowClient;

/** Metrics and their history. */
final class MetricChecks {

    private final MlflowClient client;

    MetricChecks(MlflowClient client) {
        this.client = client;
    }

    void run(Report report) {
        report.check("a metric is logged with step and time", this::aMetricIsLogged);
        report.check("a metric without a step has step zero", this::aMetricWithoutAStepHasStepZero);
        report.check("a batch of 1000 metrics has a history of 1000 points", this::aBatchHasAHistory);
        report.check("NaN is kept and infinity becomes the largest number", this::nanAndInfinityAreKept);
        report.check("the history of an unknown metric is empty", this::theHistoryOfAnUnknownMetricIsEmpty);
    }

    private String newRun() {
        return client.createRun(client.createExperiment(Names.unique("experiment")))
                .getRunId();
    }

    private static Metric metric(String key, double value, long timestamp, long step) {
        return Metric.newBuilder()
                .setKey(key)
                .setValue(value)
                .setTimestamp(timestamp)
                .setStep(step)
                .build();
    }

    private void aMetricIsLogged() {
        String run = newRun();
        client.logMetric(run, "loss", 0.5, 1000, 1);
        client.logMetric(run, "loss", 0.25, 2000, 2);
        assertThat(client.getMetricHistory(run, "loss"))
                .containsExactly(metric("loss", 0.5, 1000, 1), metric("loss", 0.25, 2000, 2));
        assertThat(client.getRun(run).getData().getMetricsList())
                .extracting(Metric::getValue)
                .containsExactly(0.25);
    }

    private void aMetricWithoutAStepHasStepZero() {
        String run = newRun();
        client.logMetric(run, "auc", 0.9);
        assertThat(client.getMetricHistory(run, "auc")).extracting(Metric::getStep).containsExactly(0L);
        assertThat(client.getMetricHistory(run, "auc").getFirst().getTimestamp()).isPositive();
    }

    private void aBatchHasAHistory() {
        String run = newRun();
        List<Metric> points = IntStream.range(0, 1000)
                .mapToObj(step -> metric("loss", step / 4.0, 1000 + step, step))
                .toList();
        client.logBatch(run, points, List.of(), List.of());
        assertThat(client.getMetricHistory(run, "loss")).isEqualTo(points);
    }

    private void nanAndInfinityAreKept() {
        String run = newRun();
        client.logMetric(run, "nan", Double.NaN, 1000, 0);
        client.logMetric(run, "most", Double.POSITIVE_INFINITY, 1000, 0);
        assertThat(client.getMetricHistory(run, "nan").getFirst().getValue()).isNaN();
        assertThat(client.getMetricHistory(run, "most").getFirst().getValue()).isEqualTo(Double.MAX_VALUE);
    }

    private void theHistoryOfAnUnknownMetricIsEmpty() {
        assertThat(client.getMetricHistory(newRun(), "absent")).isEmpty();
    }
}
