package dev.cairn.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Each workspace has its own part of the artifact store, and clients may leave its folder out.
final class WorkspaceArtifactsTest {
    private static final String FILES = RunningServer.FILES;

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static Tenant ann = new Tenant(SERVER, "ann");
    private static Tenant bob = new Tenant(SERVER, "bob");

    @BeforeAll
    static void makeThem() throws IOException {
        ann = Tenant.in(SERVER, "ann");
        bob = Tenant.in(SERVER, "bob");
    }

    @Test
    void aPathIsOneOfTheWorkspaceThatTheRequestIsAbout() throws IOException {
        ann.put("same.txt", "of ann");
        bob.put("same.txt", "of bob");
        SERVER.put("same.txt", "of all");

        assertThat(ann.get(FILES + "/same.txt").text()).isEqualTo("of ann");
        assertThat(ann.get(FILES + "/workspaces/ann/same.txt").text()).isEqualTo("of ann");
        assertThat(bob.get(FILES + "/same.txt").text()).isEqualTo("of bob");
        assertThat(SERVER.get(FILES + "/same.txt").text()).isEqualTo("of all");
        assertThat(SERVER.stored()).contains("same.txt", "workspaces/ann/same.txt", "workspaces/bob/same.txt");
    }

    @Test
    void aListingIsOfTheWorkspace() throws IOException {
        ann.put("listed/a.txt", "1");

        assertThat(ann.get(FILES + "?path=listed").json().at("/files/0/path").asString())
                .isEqualTo("a.txt");
        assertThat(ann.get(FILES).text()).contains("listed");
        assertThat(bob.get(FILES).text()).doesNotContain("listed");
        assertThat(bob.get(FILES + "?path=listed").json().has("files")).isFalse();
    }

    @Test
    void aPathOfAnotherWorkspaceIsRefused() throws IOException {
        ann.put("secret.txt", "of ann");

        assertRefused(bob.get(FILES + "/workspaces/ann/secret.txt"));
        assertRefused(bob.get(FILES + "/workspaces"));
        assertRefused(bob.get(FILES + "/Workspaces/ann/secret.txt"));
        assertRefused(bob.get(FILES + "?path=workspaces/ann"));
        assertRefused(bob.put("workspaces/ann/secret.txt", "of bob"));
        assertRefused(bob.send(Request.of("DELETE", FILES + "/workspaces/ann/secret.txt")));
        assertRefused(bob.get("/api/2.0/mlflow-artifacts/zip?path=workspaces/ann"));
        assertRefused(bob.send(Request.json(
                "POST",
                "/api/2.0/mlflow-artifacts/mpu/create/workspaces/ann/secret.txt",
                "{\"path\": \"secret.txt\", \"num_parts\": 1}")));
        assertRefused(SERVER.get(FILES + "/workspaces/ann/secret.txt"));
        assertRefused(SERVER.put("workspaces/ann/secret.txt", "of all"));
        assertThat(ann.get(FILES + "/secret.txt").text()).isEqualTo("of ann");
    }

    @Test
    void partsOfAFileComeToTheWorkspaceToo() throws IOException {
        Reply begun = ann.send(Request.json(
                "POST",
                "/api/2.0/mlflow-artifacts/mpu/create/parts/whole.bin",
                "{\"path\": \"whole.bin\", \"num_parts\": 1}"));

        assertThat(begun.status()).isEqualTo(200);
        assertThat(begun.json().at("/credentials/0/url").asString()).contains("/workspaces/ann/parts/whole.bin");
    }

    @Test
    void experimentsKeepTheirFilesInTheFolderOfTheWorkspace() throws IOException {
        String experiment = ann.experiment("kept");

        assertThat(ann.locationOf(experiment)).isEqualTo("mlflow-artifacts:/workspaces/ann/" + experiment);
    }

    @Test
    void aChosenPlaceInTheStoreIsOneOfTheWorkspace() throws IOException {
        String body = "{\"name\": \"at %1$s\", \"artifact_location\": \"mlflow-artifacts:/%1$s\"}";
        String experiment =
                ann.post("experiments/create", body.formatted("mine")).field("experiment_id");
        String run = ann.run(experiment);

        assertThat(ann.put("mine/%s/artifacts/a.txt".formatted(run), "1").status())
                .isEqualTo(200);
        assertThat(ann.get(RunningServer.API + "artifacts/list?run_id=" + run).text())
                .contains("a.txt");
        assertThat(ann.post("experiments/create", body.formatted("workspaces/bob"))
                        .errorCode())
                .isEqualTo("INVALID_PARAMETER_VALUE");
    }

    @Test
    void aWorkspaceMayHaveARootOfItsOwn() throws IOException {
        SERVER.send(Request.json(
                "POST",
                "/api/3.0/mlflow/workspaces",
                "{\"name\": \"rooted\", \"default_artifact_root\": \"s3://theirs/root\"}"));
        Tenant rooted = new Tenant(SERVER, "rooted");
        String experiment = rooted.experiment("first");

        assertThat(rooted.locationOf(experiment)).isEqualTo("s3://theirs/root/" + experiment);
    }

    @Test
    void whatMovesToTheDefaultWorkspaceIsReachedWhereItIs() throws IOException {
        Tenant ended = Tenant.in(SERVER, "ended");
        String experiment = ended.experiment("moved from ended");
        String run = ended.run(experiment);
        String file = "workspaces/ended/%s/%s/artifacts/a.txt".formatted(experiment, run);
        ended.put(file, "kept");

        assertThat(ended.delete("SET_DEFAULT").status()).isEqualTo(204);
        Tenant next = Tenant.in(SERVER, "ended");

        assertThat(SERVER.get(FILES + "/" + file).text()).isEqualTo("kept");
        assertThat(SERVER.put(file, "changed").status()).isEqualTo(200);
        assertThat(SERVER.get("/get-artifact?path=a.txt&run_id=" + run).text()).isEqualTo("changed");
        assertThat(next.get("/get-artifact?path=a.txt&run_id=" + run).status()).isEqualTo(404);
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    }
}
