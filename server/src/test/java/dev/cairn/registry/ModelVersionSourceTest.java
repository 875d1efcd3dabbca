package dev.cairn.registry;

import static dev.cairn.registry.RegistryFixture.OWNER;
import static dev.cairn.registry.RegistryFixture.PROMPT;
import static dev.cairn.registry.RegistryFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.access.Caller;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.GetModelVersionDownloadUri;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.TransitionModelVersionStage;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.RunInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelVersionSourceTest {
    @TempDir
    private Path folder;

    private RegistryFixture registry;
    private RunInfo run;
    private LoggedModelInfo logged;

    @BeforeEach
    void aModelARunAndALoggedModel() throws IOException {
        registry = RegistryFixture.open(folder);
        registry.model("churn");
        run = registry.run(OWNER);
        logged = registry.loggedModel(OWNER, run.runId());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aFolderOfTheRunIsASource() {
        assertThat(made(run.artifactUri() + "/model", run.runId(), null).runId())
                .isEqualTo(run.runId());
        made(run.artifactUri(), run.runId(), null);
        made(run.artifactUri() + "/a b%20c/", run.runId(), null);
        assertThat(downloadUri("1")).isEqualTo(run.artifactUri() + "/model");
    }

    @Test
    void aFolderOfTheLoggedModelIsASourceAndKeepsItsRun() {
        ModelVersion made = made(logged.artifactUri() + "/x", null, logged.modelId());
        assertThat(made.modelId()).isEqualTo(logged.modelId());
        assertThat(made.runId()).isEqualTo(run.runId());
    }

    @Test
    void aPlaceOfTheManagedPlatformLeadsToTheRunOrTheLoggedModelThatItNames() {
        String tracking = "dbfs:/databricks/mlflow-tracking/7/";
        String ofRun = tracking + run.runId() + "/artifacts/model";
        String ofModel = tracking + "logged_models/" + logged.modelId() + "/artifacts";

        assertThat(made(ofRun, null, null).runId()).isEqualTo(run.runId());
        assertThat(made(ofModel, null, null).modelId()).isEqualTo(logged.modelId());
        made(tracking + "unknown/artifacts/model", null, null);
        assertThat(downloadUri("1")).isEqualTo(run.artifactUri() + "/model");
        assertThat(downloadUri("2")).isEqualTo(logged.artifactUri());
        assertThat(downloadUri("3")).isEqualTo(tracking + "unknown/artifacts/model");
        assertThatThrownBy(() -> made(ofRun, "other", null)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> made(ofRun + "/../../secret", null, null)).isInstanceOf(ApiException.class);

        Caller stranger = registry.stranger();
        registry.models.create(stranger, new CreateRegisteredModel("churn", List.of(), null));
        registry.version(stranger, request("churn", ofRun, null, null));
        GetModelVersionDownloadUri theirs = new GetModelVersionDownloadUri("churn", "1");
        assertThat(registry.versions.downloadUri(stranger, theirs).artifactUri())
                .as("what they do not see is outside")
                .isEqualTo(ofRun);
    }

    /// `ROOT` stands for the artifact root of the run, `RUN` for its id.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "etc/passwd",
                "file:///etc",
                "file:/etc",
                "FILE:///etc",
                "file://localhost/etc",
                "file:ROOT",
                "//proc/self/root",
                " file:///etc",
                "fi\nle:///etc",
                "C:\\Windows",
                "ROOT/../../other/artifacts",
                "ROOT/..",
                "ROOT/./model",
                "ROOT/%2e%2e/x",
                "ROOT/%2E%2E%2Fx",
                "ROOT/%252e%252e/x",
                "ROOT/%25252525252525252e%25252525252525252e/x",
                "ROOT/..%2f..%2f",
                "ROOT/..%5c..%5cx",
                "ROOT\\..\\x",
                "ROOT/x%00",
                "ROOT?x=/../..",
                "ROOT/x?y",
                "ROOT/x#y",
                "ROOT-and-more/x",
                "mlflow-artifacts:/",
                "mlflow-artifacts:/0",
                "MLFLOW-ARTIFACTS:/0",
                "mlflow-artifacts:etc",
                "mlflow-artifacts://other-host/RUN/artifacts",
                "mlflow-artifacts:/RUN/artifacts",
                "runs:/other/model",
                "runs:/RUN/../other",
                "runs:/RUN%2f..%2fother/x",
                "runs://host/RUN/model",
                "runs:RUN/model",
                "runs:/",
                "runs:/RUN/model?x",
                "models:/LOGGED",
                "models:/",
                "models:/a/b/c",
                "models:/churn/",
                "models://host/churn/1",
                "models:/churn@",
                "s3://bucket/../other",
                "s3://bucket/%2e%2e/other",
                "s3://bucket/a/./b",
                "http://localhost:5000/api/2.0/mlflow-artifacts/artifacts/RUN/artifacts",
                "https://example.org/model",
                "ftp://example.org/model",
                "unknown://x/y",
                "dummy-source",
                "prompt-template",
            })
    void aSourceThatLeadsElsewhereIsRefused(String source) {
        String real = source.replace("ROOT", run.artifactUri())
                .replace("RUN", run.runId())
                .replace("LOGGED", logged.modelId());
        assertRefused(request("churn", real, run.runId(), null), "Invalid model version source: '");
    }

    @Test
    void aSourceNeedsTheOwnerThatHasIt() {
        String words = "The run_id request parameter must identify the resource that contains the source.";
        RunInfo other = registry.run(OWNER);
        assertRefused(request("churn", run.artifactUri(), null, null), words);
        assertRefused(request("churn", run.artifactUri(), "", null), words);
        assertRefused(request("churn", run.artifactUri(), "no-such-run", null), words);
        assertRefused(request("churn", run.artifactUri(), other.runId(), null), words);
        assertRefused(request("churn", run.artifactUri(), run.runId(), logged.modelId()), "The model_id request");
        assertRefused(request("churn", "/etc", null, null), "To use a local path as a model version source");
    }

    @Test
    void aLoggedModelThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> made("s3://b/p", null, "m-none"))
                .hasMessage("Logged model with ID 'm-none' not found.");
        assertRefused(request("churn", "models:/m-none", null, "m-none"), "The model_id request parameter");
    }

    @Test
    void whatBelongsToAnotherWorkspaceIsNoSource() {
        Caller stranger = registry.stranger();
        RunInfo foreign = registry.run(stranger);
        LoggedModelInfo foreignModel = registry.loggedModel(stranger, null);
        assertRefused(request("churn", foreign.artifactUri(), foreign.runId(), null), "The run_id request");
        assertRefused(
                request("churn", "models:/" + foreignModel.modelId(), null, foreignModel.modelId()),
                "The model_id request");
        assertThatThrownBy(() -> registry.version(stranger, request("churn", "s3://b/p", null, null)))
                .hasMessage("Registered Model with name=churn not found");
    }

    @Test
    void objectStoresAreTheClientsAffair() {
        made("s3://bucket/a?versionId=1", null, null);
        made("gs://bucket/a#b", null, null);
        made("S3://bucket/100%/a", null, null);
        assertThat(made("dbfs:/a/b", "a-run-elsewhere", null).runId()).isEqualTo("a-run-elsewhere");
    }

    @Test
    void aRunsUriNeedsItsRun() {
        ModelVersion made = made("runs:/%s/model".formatted(run.runId()), run.runId(), null);
        assertThat(made.source()).isEqualTo("runs:/%s/model".formatted(run.runId()));
        assertRefused(request("churn", made.source(), null, null), "The run_id request parameter");
        assertRefused(request("churn", made.source(), run.runId(), logged.modelId()), "The model_id request");
    }

    @Test
    void aLoggedModelIsFollowedToItsArtifactsAndLearnsItsVersions() {
        ModelVersion made = made("models:/" + logged.modelId(), null, logged.modelId());
        assertThat(made.source()).isEqualTo("models:/" + logged.modelId());
        assertThat(made.runId()).isEqualTo(run.runId());
        assertThat(downloadUri("1")).isEqualTo(logged.artifactUri());
        assertThat(registry.versionsTag(logged.modelId())).isEqualTo("[{\"name\":\"churn\",\"version\":1}]");
        made("models:/" + logged.modelId(), null, logged.modelId());
        assertThat(registry.versionsTag(logged.modelId()))
                .isEqualTo("[{\"name\":\"churn\",\"version\":1},{\"name\":\"churn\",\"version\":2}]");
    }

    @Test
    void aVersionOfAVersionHasItsRunAndItsFiles() {
        registry.model("copy");
        made(run.artifactUri() + "/model", run.runId(), null);
        registry.aliases.set(OWNER, new SetRegisteredModelAlias("churn", "champion", "1"));
        registry.versions.transition(OWNER, new TransitionModelVersionStage("churn", "1", "Production", false));
        for (String source : new String[] {
            "models:/churn/1", "models:/churn@champion", "models:/churn/production", "models:/churn/Latest",
        }) {
            ModelVersion copy = registry.version(OWNER, request("copy", source, null, null));
            assertThat(copy.source()).isEqualTo("models:/churn/1");
            assertThat(copy.runId()).isEqualTo(run.runId());
            assertThat(registry.versions
                            .downloadUri(OWNER, new GetModelVersionDownloadUri("copy", copy.version()))
                            .artifactUri())
                    .isEqualTo(run.artifactUri() + "/model");
        }
    }

    @Test
    void aVersionOfAVersionCannotClaimAnotherRun() {
        made(run.artifactUri(), run.runId(), null);
        made("models:/churn/1", run.runId(), "");
        String words = "The run_id and model_id request parameters must match the referenced model version.";
        assertRefused(request("churn", "models:/churn/1", "other", null), words);
        assertRefused(request("churn", "models:/churn/1", "", null), words);
        assertRefused(request("churn", "models:/churn/1", null, logged.modelId()), words);
    }

    @Test
    void aVersionThatIsNotThereIsNoSource() {
        assertThatThrownBy(() -> made("models:/churn/1", null, null))
                .hasMessage("Model Version (name=churn, version=1) not found");
        assertThatThrownBy(() -> made("models:/absent/1", null, null))
                .hasMessage("Registered Model with name=absent not found");
        assertThatThrownBy(() -> made("models:/churn/Production", null, null))
                .hasMessage("No versions of model with name 'churn' and stage 'Production' found");
        assertThatThrownBy(() -> made("models:/churn@nobody", null, null))
                .hasMessage("Registered model alias nobody not found.");
        assertThat(registry.version("churn").version()).isEqualTo("1");
    }

    @Test
    void promptsHavePlaceholdersForASource() {
        registry.prompt("greet");
        assertThat(registry.promptVersion("greet").source()).isEqualTo("prompt-template");
        registry.version(OWNER, new CreateModelVersion("greet", "dummy-source", null, PROMPT, null, null, null));
        assertRefused(
                new CreateModelVersion("greet", "/etc", null, PROMPT, null, null, null),
                "Invalid prompt source: '/etc'. Prompt sources must use an MLflow placeholder.");
        assertRefused(
                request("churn", "models:/greet/1", null, null),
                "Prompt versions cannot be used as model version sources.");
    }

    @Test
    void aSourceHasALengthAtMost() {
        assertThatThrownBy(() -> made("s3://" + "x".repeat(2_048), null, null))
                .hasMessage("'source' exceeds the maximum length of 2048 characters");
    }

    private ModelVersion made(String source, @Nullable String runId, @Nullable String modelId) {
        return registry.version(OWNER, request("churn", source, runId, modelId));
    }

    private String downloadUri(String version) {
        return registry.versions
                .downloadUri(OWNER, new GetModelVersionDownloadUri("churn", version))
                .artifactUri();
    }

    private void assertRefused(CreateModelVersion request, String words) {
        assertThatThrownBy(() -> registry.version(OWNER, request))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
    }
}
