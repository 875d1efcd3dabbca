package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/** Experiments: life, tags and search. */
final class ExperimentChecks {

    private final MlflowClient client;

    ExperimentChecks(MlflowClient client) {
        this.client = client;
    }

    void run(Report report) {
        report.check("an experiment is read back by id and by name", this::anExperimentIsReadBack);
        report.check("an unknown name is an empty Optional", this::anUnknownNameIsEmpty);
        report.check("a name is taken only once, and the answer is 400", this::aNameIsTakenOnlyOnce);
        report.check("an unknown experiment is a 404", this::anUnknownExperimentIsNotFound);
        report.check("an experiment is renamed", this::anExperimentIsRenamed);
        report.check("an experiment is deleted and restored", this::anExperimentIsDeletedAndRestored);
        report.check("an experiment takes tags", this::anExperimentTakesTags);
        report.check("experiments are searched page by page", this::experimentsAreSearchedPageByPage);
    }

    private void anExperimentIsReadBack() {
        String name = Names.unique("experiment");
        String id = client.createExperiment(name);
        assertThat(client.getExperiment(id).getName()).isEqualTo(name);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("active");
        assertThat(client.getExperiment(id).getArtifactLocation()).endsWith("/" + id);
        assertThat(client.getExperimentByName(name).map(Experiment::getExperimentId)).contains(id);
    }

    private void anUnknownNameIsEmpty() {
        assertThat(client.getExperimentByName(Names.unique("absent"))).isEmpty();
    }

    private void aNameIsTakenOnlyOnce() {
        String name = Names.unique("experiment");
        client.createExperiment(name);
        var refusal = catchThrowableOfType(MlflowHttpException.class, () -> client.createExperiment(name));
        assertThat(refusal.getStatusCode()).isEqualTo(400);
        assertThat(refusal.getBodyMessage()).contains("RESOURCE_ALREADY_EXISTS");
    }

    private void anUnknownExperimentIsNotFound() {
        var refusal = catchThrowableOfType(MlflowHttpException.class, () -> client.getExperiment("999999999"));
        assertThat(refusal.getStatusCode()).isEqualTo(404);
        assertThat(refusal.getBodyMessage()).contains("RESOURCE_DOES_NOT_EXIST");
    }

    private void anExperimentIsRenamed() {
        String id = client.createExperiment(Names.unique("before"));
        String name = Names.unique("after");
        client.renameExperiment(id, name);
        assertThat(client.getExperiment(id).getName()).isEqualTo(name);
    }

    private void anExperimentIsDeletedAndRestored() {
        String id = client.createExperiment(Names.unique("experiment"));
        client.deleteExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("deleted");
        client.restoreExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("active");
    }

    private void anExperimentTakesTags() {
        ExperimentTag first =
                ExperimentTag.newBuilder().setKey("first").setValue("1").build();
        CreateExperiment request = CreateExperiment.newBuilder()
                .setName(Names.unique("tagged"))
                .addTags(first)
                .build();
        String id = client.createExperiment(request);
        client.setExperimentTag(id, "second", "ü");
        assertThat(client.getExperiment(id).getTagsList())
                .extracting(tag -> tag.getKey() + "=" + tag.getValue())
                .containsExactlyInAnyOrder("first=1", "second=ü");
    }

    private void experimentsAreSearchedPageByPage() {
        String stem = Names.unique("page");
        for (int number = 0; number < 5; number++) {
            client.createExperiment(stem + number);
        }
        String filter = "name LIKE '" + stem + "%'";
        ExperimentsPage first = client.searchExperiments(filter, ViewType.ACTIVE_ONLY, 3, List.of("name ASC"));
        assertThat(first.getItems()).extracting(Experiment::getName).containsExactly(stem + 0, stem + 1, stem + 2);
        assertThat(first.hasNextPage()).isTrue();
        assertThat(first.getNextPage().getItems())
                .extracting(Experiment::getName)
                .containsExactly(stem + 3, stem + 4);
        assertThat(first.getNextPage().hasNextPage()).isFalse();
    }
}
