package dev.cairn.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The routes of workspaces as stock clients call them (semantics, section 25).
final class WorkspacesHttpTest {
    private static final String ALL = "/api/3.0/mlflow/workspaces";

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    void aWorkspaceIsKeptAsItWasMade() throws IOException {
        String fields =
                "\"description\": \"ours\", \"default_artifact_root\": \"s3://x/y\", \"trace_archival_config\": {\"location\": \"s3://z\", \"retention\": \"30d\"}";
        Reply made = SERVER.send(Request.json("POST", ALL, "{\"name\": \"kept\", " + fields + "}"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json()).isEqualTo(SERVER.get(ALL + "/kept").json());
        assertThat(made.json().at("/workspace/description").asString()).isEqualTo("ours");
        assertThat(made.json().at("/workspace/default_artifact_root").asString())
                .isEqualTo("s3://x/y");
        assertThat(made.json().at("/workspace/trace_archival_config/retention").asString())
                .isEqualTo("30d");
        assertThat(SERVER.get("/ajax-api/3.0/mlflow/workspaces").text()).contains("\"default\"", "\"kept\"");
    }

    @Test
    void anUpdateChangesWhatItNames() throws IOException {
        SERVER.send(Request.json(
                "POST",
                ALL,
                "{\"name\": \"changed\", \"description\": \"before\", \"default_artifact_root\": \"s3://x/y\"}"));

        patch("changed", "{\"description\": \"after\"}");
        assertThat(SERVER.get(ALL + "/changed").text()).contains("after", "s3://x/y");
        patch("changed", "{\"default_artifact_root\": \"\"}");
        assertThat(SERVER.get(ALL + "/changed").text()).contains("after").doesNotContain("s3://");
        assertThat(patch("nowhere", "{\"description\": \"x\"}").status()).isEqualTo(404);
        for (String root : List.of("/etc", "mlflow-artifacts:/workspaces/kept")) {
            assertThat(patch("changed", "{\"default_artifact_root\": \"%s\"}".formatted(root))
                            .status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "0d", "-1d", "1.5h", "30D", "1w", "a day", "10000000000000000000000000000000d"})
    void anArchiveKeepsNothingForATimeThatIsNone(String retention) throws IOException {
        Reply refused = SERVER.send(Request.json(
                "POST",
                ALL,
                "{\"name\": \"archived\", \"trace_archival_config\": {\"retention\": \"%s\"}}".formatted(retention)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("trace_archival_config.retention");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"default", "workspaces", "api", "ajax-api", "static-files", "a", "Team", "-a", "a-", "a b", ""})
    void someNamesAreNone(String name) throws IOException {
        Reply reply = SERVER.send(Request.json("POST", ALL, "{\"name\": \"%s\"}".formatted(name)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    }

    @Test
    void aNameIsTakenOnlyOnce() throws IOException {
        Tenant.in(SERVER, "once");

        assertThat(SERVER.send(Request.json("POST", ALL, "{\"name\": \"once\"}"))
                        .errorCode())
                .isEqualTo("RESOURCE_ALREADY_EXISTS");
    }

    /// Clients ask whether there are workspaces before they say that theirs is not there.
    @Test
    void whatIsOpenToAnyoneIsAboutNoWorkspace() throws IOException {
        Tenant nowhere = new Tenant(SERVER, "nowhere");

        assertThat(nowhere.get("/api/3.0/mlflow/server-info").status()).isEqualTo(200);
        assertThat(nowhere.get("/health").status()).isEqualTo(200);
        assertThat(nowhere.get(RunningServer.API + "experiments/search?max_results=1")
                        .errorCode())
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void theDefaultWorkspaceStays() throws IOException {
        for (String mode : new String[] {"RESTRICT", "CASCADE", "SET_DEFAULT"}) {
            assertThat(new Tenant(SERVER, "default").delete(mode).status()).isEqualTo(400);
        }
        assertThat(SERVER.get(ALL + "/default").status()).isEqualTo(200);
    }

    @Test
    void anEmptyOneIsDeleted() throws IOException {
        Tenant empty = Tenant.in(SERVER, "empty");

        Reply gone = empty.delete("");

        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(SERVER.get(ALL + "/empty").status()).isEqualTo(404);
        assertThat(empty.get(RunningServer.API + "experiments/search?max_results=1")
                        .status())
                .isEqualTo(404);
        assertThat(empty.delete("").status()).isEqualTo(404);
        assertThat(new Tenant(SERVER, "empty").delete("BURN").errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    }

    @Test
    void oneWithSomethingInItIsNot() throws IOException {
        Tenant full = Tenant.in(SERVER, "full");
        String experiment = full.experiment("one");
        full.post("experiments/delete", "{\"experiment_id\": \"%s\"}".formatted(experiment)); // the trash counts

        assertThat(full.delete("").errorCode()).isEqualTo("INVALID_STATE");
        assertThat(SERVER.get(ALL + "/full").status()).isEqualTo(200);
    }

    @Test
    void allThatIsInItMayMoveToTheDefaultOne() throws IOException {
        Tenant moved = Tenant.in(SERVER, "moved");
        String run = moved.run(moved.experiment("of moved"));
        moved.post("registered-models/create", "{\"name\": \"model of moved\"}");
        moved.post("model-versions/create", "{\"name\": \"model of moved\", \"source\": \"s3://bucket/moved\"}");

        assertThat(moved.delete("SET_DEFAULT").status()).isEqualTo(204);

        assertThat(SERVER.get(RunningServer.API + "runs/get?run_id=" + run).status())
                .isEqualTo(200);
        assertThat(SERVER.get(RunningServer.API + "registered-models/get?name=model%20of%20moved")
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.get(RunningServer.API + "model-versions/search?max_results=1000")
                        .json()
                        .toString())
                .contains("model of moved");
    }

    @Test
    void nothingMovesWhereTheDefaultOneHasTheName() throws IOException {
        Tenant clashing = Tenant.in(SERVER, "clashing");
        String own = clashing.experiment("Default");

        clashing.experiment("free");
        clashing.post("registered-models/create", "{\"name\": \"model of both\"}");
        SERVER.post("registered-models/create", "{\"name\": \"model of both\"}");

        Reply refused = clashing.delete("SET_DEFAULT");
        assertThat(refused.errorCode()).isEqualTo("INVALID_STATE");
        assertThat(refused.message())
                .contains("experiment 'Default', registered model 'model of both'")
                .doesNotContain("free");
        assertThat(clashing.get(RunningServer.API + "experiments/get?experiment_id=" + own)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void experimentsThatGoWithItAreInTheTrashOfTheDefaultOne() throws IOException {
        Tenant cascading = Tenant.in(SERVER, "cascading");
        String experiment = cascading.experiment("Default");
        String run = cascading.run(experiment);

        assertThat(cascading.delete("CASCADE").status()).isEqualTo(204);

        String body = "{\"experiment_id\": \"%s\"}".formatted(experiment);
        assertThat(SERVER.post("experiments/restore", body).status()).isEqualTo(200);
        assertThat(SERVER.get(RunningServer.API + "runs/get?run_id=" + run)
                        .json()
                        .at("/run/info/lifecycle_stage")
                        .asString())
                .isEqualTo("active");
    }

    private static Reply patch(String name, String body) throws IOException {
        return SERVER.send(Request.json("PATCH", ALL + "/" + name, body));
    }
}
