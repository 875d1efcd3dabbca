package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/** Runs: life, params and tags. */
final class RunChecks {

    private final MlflowClient client;

    RunChecks(MlflowClient client) {
        this.client = client;
    }

    void run(Report report) {
        report.check("a run is created and read back", this::aRunIsReadBack);
        report.check("a run is created from a full request", this::aRunIsCreatedFromAFullRequest);
        report.check("a param is logged and never changes", this::aParamNeverChanges);
        report.check("a tag is set, overwritten and deleted", this::aTagIsSetAndDeleted);
        report.check("a batch holds params and tags", this::aBatchHoldsParamsAndTags);
        report.check("a run is terminated", this::aRunIsTerminated);
        report.check("a run is deleted and restored", this::aRunIsDeletedAndRestored);
        report.check("an unknown run is a 404", this::anUnknownRunIsNotFound);
    }

    private String newRun() {
        return client.createRun(client.createExperiment(Names.unique("experiment")))
                .getRunId();
    }

    private void aRunIsReadBack() {
        String experiment = client.createExperiment(Names.unique("experiment"));
        RunInfo made = client.createRun(experiment);
        RunInfo read = client.getRun(made.getRunId()).getInfo();
        assertThat(read.getRunId()).isEqualTo(read.getRunUuid()).hasSize(32);
        assertThat(read.getExperimentId()).isEqualTo(experiment);
        assertThat(read.getStatus()).isEqualTo(RunStatus.RUNNING);
        assertThat(read.getStartTime()).isPositive().isEqualTo(made.getStartTime());
        assertThat(read.getLifecycleStage()).isEqualTo("active");
        assertThat(read.getArtifactUri()).endsWith(read.getRunId() + "/artifacts");
    }

    private void aRunIsCreatedFromAFullRequest() {
        RunTag tag = RunTag.newBuilder().setKey("phase").setValue("one").build();
        CreateRun request = CreateRun.newBuilder()
                .setExperimentId(client.createExperiment(Names.unique("experiment")))
                .setUserId("someone")
                .setStartTime(1700000000123L)
                .addTags(tag)
                .build();
        Run read = client.getRun(client.createRun(request).getRunId());
        assertThat(read.getInfo().getUserId()).isEqualTo("someone");
        assertThat(read.getInfo().getStartTime()).isEqualTo(1700000000123L);
        assertThat(read.getData().getTagsList()).contains(tag);
    }

    private void aParamNeverChanges() {
        String run = newRun();
        client.logParam(run, "depth", "3");
        client.logParam(run, "depth", "3");
        var refusal = catchThrowableOfType(MlflowHttpException.class, () -> client.logParam(run, "depth", "4"));
        assertThat(refusal.getStatusCode()).isEqualTo(400);
        assertThat(refusal.getBodyMessage()).contains("INVALID_PARAMETER_VALUE");
        assertThat(client.getRun(run).getData().getParamsList())
                .containsExactly(Param.newBuilder().setKey("depth").setValue("3").build());
    }

    private void aTagIsSetAndDeleted() {
        String run = newRun();
        client.setTag(run, "phase", "one");
        client.setTag(run, "phase", "two");
        RunTag two = RunTag.newBuilder().setKey("phase").setValue("two").build();
        assertThat(client.getRun(run).getData().getTagsList()).contains(two);
        client.deleteTag(run, "phase");
        assertThat(client.getRun(run).getData().getTagsList())
                .extracting(RunTag::getKey)
                .doesNotContain("phase");
        var refusal = catchThrowableOfType(MlflowHttpException.class, () -> client.deleteTag(run, "phase"));
        assertThat(refusal.getStatusCode()).isEqualTo(404);
    }

    private void aBatchHoldsParamsAndTags() {
        String run = newRun();
        Param param = Param.newBuilder().setKey("p").setValue("1").build();
        RunTag tag = RunTag.newBuilder().setKey("t").setValue("2").build();
        client.logBatch(run, List.of(), List.of(param), List.of(tag));
        client.logBatch(run, null, null, null);
        assertThat(client.getRun(run).getData().getParamsList()).containsExactly(param);
        assertThat(client.getRun(run).getData().getTagsList()).contains(tag);
    }

    private void aRunIsTerminated() {
        String run = newRun();
        client.setTerminated(run, RunStatus.FAILED, 1700000000999L);
        assertThat(client.getRun(run).getInfo().getStatus()).isEqualTo(RunStatus.FAILED);
        assertThat(client.getRun(run).getInfo().getEndTime()).isEqualTo(1700000000999L);
        client.setTerminated(run);
        assertThat(client.getRun(run).getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
    }

    private void aRunIsDeletedAndRestored() {
        String run = newRun();
        client.deleteRun(run);
        assertThat(client.getRun(run).getInfo().getLifecycleStage()).isEqualTo("deleted");
        client.restoreRun(run);
        assertThat(client.getRun(run).getInfo().getLifecycleStage()).isEqualTo("active");
    }

    private void anUnknownRunIsNotFound() {
        var refusal = catchThrowableOfType(MlflowHttpException.class, () -> client.getRun("0".repeat(32)));
        assertThat(refusal.getStatusCode()).isEqualTo(404);
    }
}
