package dev.cairn.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What permissions do to requests: those of root, who administers the server, of ann and of bob.
@OnEachDatabase
final class PermissionsHttpTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String V2 = "/api/2.0/mlflow/";
    private static final String V3 = "/api/3.0/mlflow/";

    private final RunningServer server;

    PermissionsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.send(Request.json(
                "POST",
                "/api/3.0/cairn/session/set-up",
                json("{'token':'%s','username':'root','password':'%s'}".formatted(server.setUpToken(), PASSWORD))));
        addUser("ann");
        addUser("bob");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void whatIsGrantedAndRevokedTakesEffectOnTheNextRequest() throws IOException {
        String id = experiment("ann", "mine");
        assertThat(tag("bob", id).errorCode()).isEqualTo("PERMISSION_DENIED");

        grant("ann", "bob", id, "EDIT");
        assertThat(tag("bob", id).status()).isEqualTo(200);
        assertThat(delete("bob", id).errorCode()).isEqualTo("PERMISSION_DENIED");
        post(
                "ann",
                V3 + "users/permissions/revoke",
                "{'username':'bob','resource_type':'experiment','resource_id':'%s'}".formatted(id));
        assertThat(tag("bob", id).status()).isEqualTo(403);
        assertThat(delete("ann", id).status()).isEqualTo(200);
    }

    @Test
    void whatIsDeniedIsAsIfItWereNotThere() throws IOException {
        String id = experiment("ann", "mine");
        grant("ann", "bob", id, "DENY");

        Reply denied = get("bob", V2 + "experiments/get?experiment_id=" + id);
        Reply missing = get("bob", V2 + "experiments/get?experiment_id=999999");

        assertThat(denied.status()).isEqualTo(404);
        assertThat(denied.text().replace(id, "?")).isEqualTo(missing.text().replace("999999", "?"));
        assertThat(get("bob", V2 + "experiments/search?max_results=100").text()).doesNotContain("mine");
        assertThat(get("ann", V2 + "experiments/search?max_results=100").text()).contains("mine");
    }

    @Test
    void whoHasNoRoleLeftSeesAndCreatesNothing() throws IOException {
        experiment("root", "there");
        String user = get("root", V3 + "users/roles/list?username=bob")
                .json()
                .at("/roles/0/id")
                .asString();
        send("root", "DELETE", V3 + "roles/unassign", json("{'username':'bob','role_id':%s}".formatted(user)));

        assertThat(get("bob", V2 + "experiments/search?max_results=100")
                        .json()
                        .path("experiments")
                        .size())
                .isZero();
        assertThat(post("bob", V2 + "experiments/create", "{'name':'new'}").errorCode())
                .isEqualTo("PERMISSION_DENIED");
        assertThat(get("bob", V3 + "users/current/permissions").text())
                .isEqualTo(json("{'is_admin':false,'permissions':[]}"));
    }

    @Test
    void anAccountOfTheNameOfADeletedOneHasNothingOfIt() throws IOException {
        addUser("eve");
        String id = experiment("eve", "hers");
        assertThat(tag("eve", id).status()).isEqualTo(200);

        send("root", "DELETE", V2 + "users/delete", json("{'username':'eve'}"));
        addUser("eve");

        assertThat(tag("eve", id).status()).isEqualTo(403);
        assertThat(get("eve", V3 + "users/current/permissions")
                        .json()
                        .path("permissions")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void permissionsOnAModelGoWithItsNameAndEndWithIt() throws IOException {
        post("ann", V2 + "registered-models/create", "{'name':'m'}");
        post("ann", V2 + "registered-models/rename", "{'name':'m','new_name':'n'}");
        assertThat(post("bob", V2 + "registered-models/create", "{'name':'m'}").status())
                .isEqualTo(200);

        assertThat(describe("ann", "m").status()).isEqualTo(403);
        assertThat(describe("ann", "n").status()).isEqualTo(200);
        send("ann", "DELETE", V2 + "registered-models/delete", json("{'name':'n'}"));
        post("bob", V2 + "registered-models/create", "{'name':'n'}");
        assertThat(describe("ann", "n").status()).isEqualTo(403);
        assertThat(describe("bob", "n").status()).isEqualTo(200);
    }

    @Test
    void aWorkspaceThatIsNobodysBusinessIsAsIfItWereNotThere() throws IOException {
        post("root", V3 + "workspaces", "{'name':'hidden'}");

        Reply hidden = search("bob", "hidden");
        Reply unknown = search("bob", "unknown");

        assertThat(hidden.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(hidden.text().replace("hidden", "unknown")).isEqualTo(unknown.text());
        assertThat(search("root", "hidden").status()).isEqualTo(200);
        assertThat(search("root", "unknown").text()).isEqualTo(unknown.text());
        assertThat(search("bob", "default").status()).isEqualTo(200);
        assertThat(search("bob", "").status()).isEqualTo(200);
    }

    @Test
    void whoManagesAWorkspaceManagesNothingElse() throws IOException {
        post("root", V3 + "workspaces", "{'name':'team'}");
        String admin = roleOf("team", "admin");
        post("root", V3 + "roles/assign", "{'username':'ann','role_id':%s}".formatted(admin));
        String id = experiment("root", "in the default one");

        assertThat(search("ann", "team").status()).isEqualTo(200);
        assertThat(post("ann", V3 + "roles/create", "{'name':'r','workspace':'team'}")
                        .status())
                .isEqualTo(200);
        assertThat(post("ann", V3 + "roles/create", "{'name':'r','workspace':'default'}")
                        .status())
                .isEqualTo(403);
        assertThat(tag("ann", id).status()).isEqualTo(403);
        assertThat(post("ann", V3 + "workspaces", "{'name':'another'}").status())
                .isEqualTo(403);
        assertThat(post("ann", V2 + "users/create", "{'username':'eve','password':'%s'}".formatted(PASSWORD))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void rolesLookAsMlflowsClientsReadThem() throws IOException {
        assertThat(get("root", V2 + "users/list").json().at("/users/0/roles").toString())
                .isEqualTo(
                        json(
                                "[{'id':2,'name':'user','workspace':'default','description':'Sees everything in the workspace, and creates experiments and models of their own','permissions':[{'id':2,'role_id':2,'resource_type':'workspace','resource_pattern':'*','permission':'USE'}]}]"));
        assertThat(get("ann", V3 + "users/permissions/list?username=ann").text())
                .isEqualTo(
                        json(
                                "{'is_admin':false,'permissions':[{'role_id':2,'role_name':'user','workspace':'default','resource_type':'workspace','resource_pattern':'*','permission':'USE'}]}"));
        assertThat(get("ann", V3 + "users/permissions/get?username=ann&resource_type=experiment&resource_id=0")
                        .text())
                .isEqualTo(json("{'allowed':false,'permission':'READ'}"));
        assertThat(post("root", V3 + "roles/create", "{'name':'r','workspace':'default'}")
                        .json()
                        .path("role")
                        .toString())
                .isEqualTo(json("{'id':3,'name':'r','workspace':'default','permissions':[]}"));
        assertThat(post("root", V3 + "roles/assign", "{'username':'ann','role_id':3}")
                        .json()
                        .at("/assignment/role_id")
                        .asInt())
                .isEqualTo(3);
    }

    private String roleOf(String workspace, String name) throws IOException {
        for (var role :
                get("root", V3 + "roles/list?workspace=" + workspace).json().path("roles")) {
            if (role.path("name").asString().equals(name)) {
                return role.path("id").asString();
            }
        }
        throw new AssertionError("There is no role " + name);
    }

    private void addUser(String name) throws IOException {
        assertThat(post("root", V2 + "users/create", "{'username':'%s','password':'%s'}".formatted(name, PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    private String experiment(String who, String name) throws IOException {
        return post(who, V2 + "experiments/create", "{'name':'%s'}".formatted(name))
                .field("experiment_id");
    }

    private Reply tag(String who, String experiment) throws IOException {
        return post(
                who,
                V2 + "experiments/set-experiment-tag",
                "{'experiment_id':'%s','key':'k','value':'v'}".formatted(experiment));
    }

    private Reply delete(String who, String experiment) throws IOException {
        return post(who, V2 + "experiments/delete", "{'experiment_id':'%s'}".formatted(experiment));
    }

    private Reply describe(String who, String model) throws IOException {
        return send(
                who,
                "PATCH",
                V2 + "registered-models/update",
                json("{'name':'%s','description':'d'}".formatted(model)));
    }

    private void grant(String who, String whom, String experiment, String level) throws IOException {
        Reply granted = post(
                who,
                V3 + "users/permissions/grant",
                "{'username':'%s','resource_type':'experiment','resource_id':'%s','permission':'%s'}"
                        .formatted(whom, experiment, level));
        assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    }

    private Reply search(String who, String workspace) throws IOException {
        return server.send(as(who, Request.of("GET", V2 + "experiments/search?max_results=10"))
                .with("X-MLFLOW-WORKSPACE: " + workspace));
    }

    private Reply get(String who, String target) throws IOException {
        return server.send(as(who, Request.of("GET", target)));
    }

    private Reply post(String who, String target, String body) throws IOException {
        return send(who, "POST", target, json(body));
    }

    private Reply send(String who, String method, String target, String body) throws IOException {
        return server.send(as(who, Request.json(method, target, body)));
    }

    private static Request as(String who, Request request) {
        return request.with("Authorization: Basic "
                + Base64.getEncoder().encodeToString((who + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    /// A text with ' in place of ".
    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
