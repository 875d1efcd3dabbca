package dev.cairn.tracking.experiments;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactRootTest {
    private final ArtifactRoot root = new ArtifactRoot("mlflow-artifacts:/");

    @Test
    void everyOwnerHasAFolderOfItsOwn() {
        assertThat(root.ofExperiment(Workspace.DEFAULT, null, 7)).isEqualTo("mlflow-artifacts:/7");
        assertThat(new ArtifactRoot("s3://bucket/root").ofExperiment(Workspace.DEFAULT, null, 7))
                .isEqualTo("s3://bucket/root/7");
        Workspace team = new Workspace(2, "team");
        assertThat(root.ofExperiment(team, null, 7)).isEqualTo("mlflow-artifacts:/workspaces/team/7");
        assertThat(root.ofExperiment(team, "s3://theirs/", 7)).isEqualTo("s3://theirs/7");
        assertThat(ArtifactRoot.ofRun("mlflow-artifacts:/7", "abc")).isEqualTo("mlflow-artifacts:/7/abc/artifacts");
        assertThat(ArtifactRoot.ofModel("mlflow-artifacts:/7", "m-1"))
                .isEqualTo("mlflow-artifacts:/7/models/m-1/artifacts");
    }

    @Test
    void whatLiesInTheStoreOfTheServerLiesInTheFolderOfTheWorkspace() {
        Workspace team = new Workspace(2, "team");
        assertThat(ArtifactRoot.within("team", "mlflow-artifacts:/x")).isEqualTo("mlflow-artifacts:/workspaces/team/x");
        assertThat(ArtifactRoot.within("team", "mlflow-artifacts:/workspaces/team/x"))
                .isEqualTo("mlflow-artifacts:/workspaces/team/x");
        assertThat(ArtifactRoot.within("team", "s3://bucket/x")).isEqualTo("s3://bucket/x");
        assertThat(ArtifactRoot.within("default", "mlflow-artifacts:/x")).isEqualTo("mlflow-artifacts:/x");
        assertThat(root.ofExperiment(team, "mlflow-artifacts:/x/", 7))
                .isEqualTo("mlflow-artifacts:/workspaces/team/x/7");
        assertThat(new ArtifactRoot("mlflow-artifacts://host/base").ofExperiment(team, null, 7))
                .isEqualTo("mlflow-artifacts://host/workspaces/team/base/7");
        assertThat(new ArtifactRoot("s3://bucket/root").ofExperiment(team, null, 7))
                .isEqualTo("s3://bucket/root/workspaces/team/7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlflow-artifacts:/workspaces",
                "mlflow-artifacts:/workspaces/others/x",
                "mlflow-artifacts:/workspaces/team-b",
                "mlflow-artifacts:/WORKSPACES/team/x",
                "MLFLOW-ARTIFACTS://host//workspaces/others"
            })
    void nobodyChoosesTheFolderOfAnotherWorkspace(String location) {
        assertInvalid(() -> ArtifactRoot.within("team", location));
        assertInvalid(() -> ArtifactRoot.within("default", location));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/a b", "gs://bucket", "mlflow-artifacts:/x", "dbfs:/x"})
    void aClientMayChooseAnObjectStore(String location) {
        assertThat(ArtifactRoot.validated(location)).isEqualTo(location);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void withoutAChoiceThereIsNone(String location) {
        assertThat(ArtifactRoot.validated(location)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc",
                "file:///etc",
                "FILE:/etc",
                "runs:/x",
                "models:/x",
                "relative",
                "s3://b/../c",
                "s3://b/x#y",
                "s3://b/x?y",
                "s3://b/%2e%2e",
                "s3://b/\u0000",
                "://x"
            })
    void aPlaceOnTheServerOrOneThatEscapesIsRefused(String location) {
        assertInvalid(() -> ArtifactRoot.validated(location)).isNotEmpty();
    }

    @Test
    void aPlaceHasALimit() {
        assertInvalid(() -> ArtifactRoot.validated("s3://b/" + "x".repeat(2_048)))
                .contains("2048 characters");
    }
}
