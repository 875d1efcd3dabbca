package dev.cairn.conformance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowContext;

/** The fluent side of the client: contexts and active runs. */
final class ContextChecks {

    private final MlflowClient client;

    ContextChecks(MlflowClient client) {
        this.client = client;
    }

    void run(Report report) {
        report.check("an active run logs and ends", this::anActiveRunLogsAndEnds);
        report.check("a child knows its parent", this::aChildKnowsItsParent);
        report.check("a run around a function is finished after it", this::aRunAroundAFunctionIsFinished);
        report.check("a run around a function that throws has failed", this::aRunAroundAFailureHasFailed);
        report.check("an unknown experiment name is refused", this::anUnknownExperimentNameIsRefused);
    }

    private MlflowContext newContext() {
        String name = Names.unique("context");
        client.createExperiment(name);
        return new MlflowContext(client).setExperimentName(name);
    }

    private List<Run> runsOf(MlflowContext context) {
        return client.searchRuns(List.of(context.getExperimentId()), "", ViewType.ACTIVE_ONLY, 10, List.of())
                .getItems();
    }

    private static Map<String, String> tagsOf(Run run) {
        return run.getData().getTagsList().stream()
                .collect(toMap(RunTag::getKey, RunTag::getValue));
    }

    private void anActiveRunLogsAndEnds() {
        MlflowContext context = newContext();
        ActiveRun active = context.startRun("fluent");
        active.logParam("p", "1");
        active.logParams(Map.of("q", "2", "r", "3"));
        active.logMetric("loss", 0.5, 1);
        active.logMetrics(Map.of("loss", 0.25, "auc", 0.9), 2);
        active.setTag("t", "1");
        active.setTags(Map.of("u", "2"));
        active.endRun();
        Run read = client.getRun(active.getId());
        assertThat(read.getInfo().getExperimentId()).isEqualTo(context.getExperimentId());
        assertThat(read.getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
        assertThat(read.getInfo().getEndTime()).isPositive();
        assertThat(read.getData().getParamsList()).hasSize(3);
        assertThat(read.getData().getMetricsList())
                .extracting(Metric::getKey, Metric::getValue)
                .containsExactlyInAnyOrder(
                        tuple("loss", 0.25),
                        tuple("auc", 0.9));
        assertThat(tagsOf(read)).containsEntry("mlflow.runName", "fluent").containsEntry("u", "2");
        assertThat(read.getInfo().getRunName()).isEqualTo("fluent");
        assertThat(active.getArtifactUri()).isEqualTo(read.getInfo().getArtifactUri());
    }

    private void aChildKnowsItsParent() {
        MlflowContext context = newContext();
        ActiveRun parent = context.startRun("parent");
        ActiveRun child = context.startRun("child", parent.getId());
        assertThat(tagsOf(client.getRun(child.getId()))).containsEntry("mlflow.parentRunId", parent.getId());
        child.endRun();
        parent.endRun(RunStatus.KILLED);
        assertThat(client.getRun(parent.getId()).getInfo().getStatus()).isEqualTo(RunStatus.KILLED);
    }

    private void aRunAroundAFunctionIsFinished() {
        MlflowContext context = newContext();
        context.withActiveRun("around", active -> active.logMetric("m", 1));
        assertThat(runsOf(context))
                .extracting(run -> run.getInfo().getStatus())
                .containsExactly(RunStatus.FINISHED);
    }

    private void aRunAroundAFailureHasFailed() {
        MlflowContext context = newContext();
        context.withActiveRun("around", active -> {
            throw new IllegalStateException("the client swallows this and marks the run");
        });
        assertThat(runsOf(context)).extracting(run -> run.getInfo().getStatus()).containsExactly(RunStatus.FAILED);
    }

    private void anUnknownExperimentNameIsRefused() {
        assertThatThrownBy(() -> new MlflowContext(client).setExperimentName(Names.unique("absent")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
