package dev.cairn.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What permissions do to requests: those of root, who administers the server, of ann and of bob.
@OnEachDatabase
final class PermissionsHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String V2 = "/api/2.0/mlflow/";
    private static final String V3 = "/api/3.0/mlflow/";
    private static final String FILES = RunningServer.FILES;
    private static final String V3_CAIRN = "/api/3.0/cairn/";

    private final HttpClient http = HttpClient.newHttpClient();

    private final RunningServer server;

    PermissionsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        addUser("ann");
        addUser("bob");
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
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
    void savedViewsOfADeletedAccountAreNotThoseOfTheNextOfItsName() throws IOException {
        addUser("eve");
        String view = "{'name':'%s','screen':'runs','experiment_id':'0','state':'{}','shared':%s}";
        assertThat(post("eve", V3_CAIRN + "views/create", view.formatted("her own", false))
                        .status())
                .isEqualTo(200);
        String shared = post("eve", V3_CAIRN + "views/create", view.formatted("for all", true))
                .json()
                .at("/view/view_id")
                .asString();

        send("root", "DELETE", V2 + "users/delete", json("{'username':'eve'}"));
        addUser("eve");

        assertThat(get("eve", V3_CAIRN + "views/list?screen=runs&experiment_id=0")
                        .text())
                .contains("for all")
                .doesNotContain("her own");
        assertThat(send(
                                "eve",
                                "PATCH",
                                V3_CAIRN + "views/update",
                                json("{'view_id':'%s','name':'x'}".formatted(shared)))
                        .errorCode())
                .isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void runsThatAreDeniedAreInNoTableOfTheirExperiment() throws IOException {
        String id = experiment("ann", "mine");
        loggedRun("ann", id);
        denyRuns("bob");

        for (String target : List.of("runs/table", "runs/count", "runs/groups")) {
            String body = "{'experiment_id':'%s','choice':{},'group_by':'params.secret'}".formatted(id);
            assertThat(post("ann", V3_CAIRN + target, body).text())
                    .containsAnyOf("secret", "'count':1".replace('\'', '"'));
            assertThat(post("bob", V3_CAIRN + target, body).text())
                    .doesNotContain("secret", "\"count\":1", "\"total\":1");
        }
        for (String target : List.of("/runs.csv?columns=params.secret", "/keys?kind=metrics", "/keys?kind=params")) {
            String table = V3_CAIRN + "experiments/" + id + target;
            assertThat(get("ann", table).text()).contains("secret");
            assertThat(get("bob", table).text().replace("params.secret", "")).doesNotContain("secret");
        }
    }

    @Test
    void runsThatAreDeniedAreInNoStreamOfTheirExperiment() throws IOException, InterruptedException {
        String id = experiment("ann", "mine");
        denyRuns("bob");
        for (String what : List.of("experiments/" + id + "/events?metrics=true", "events")) {
            try (BufferedReader lines = stream("bob", what)) {
                loggedRun("ann", id);
                tag("ann", id);

                String told = until(lines, "\"tags\"");
                assertThat(told).contains("event: experiment").doesNotContain("secret", "event: run");
            }
        }
    }

    @Test
    void modelsThatOneDoesNotSeeAreInNoStream() throws IOException, InterruptedException {
        String create = "/api/2.0/mlflow/registered-models/create";
        String describe = "/api/2.0/mlflow/model-versions/create";
        post("ann", create, "{'name':'hidden'}");
        post("ann", create, "{'name':'seen'}");
        String deny =
                "{'username':'bob','resource_type':'registered_model','resource_id':'hidden','permission':'DENY'}";
        assertThat(post("ann", V3_CAIRN + "permissions/set", deny).status()).isEqualTo(200);
        try (BufferedReader lines = stream("bob", "registry/events")) {
            post("ann", describe, "{'name':'hidden','source':'s3://bucket/m'}");
            post("ann", describe, "{'name':'seen','source':'s3://bucket/m'}");

            assertThat(until(lines, "VERSION_CREATED"))
                    .contains("event: model", "\"seen\"")
                    .doesNotContain("hidden");
        }
    }

    /// What is denied on a name is forgotten with its model.
    @ParameterizedTest
    @ValueSource(strings = {"delete", "rename"})
    void ofAModelThatIsGoneNobodyHearsTheNameWhoDidNotSeeIt(String end) throws IOException, InterruptedException {
        String hidden = "hidden " + end;
        post("ann", "/api/2.0/mlflow/registered-models/create", "{'name':'%s'}".formatted(hidden));
        String deny = "{'username':'bob','resource_type':'registered_model','resource_id':'%s','permission':'DENY'}"
                .formatted(hidden);
        assertThat(post("ann", V3_CAIRN + "permissions/set", deny).status()).isEqualTo(200);
        String known = lastId("bob", "registry/events");
        post("ann", V2 + "registered-models/alias", "{'name':'%s','alias':'a','version':'1'}".formatted(hidden));
        post("ann", V2 + "model-versions/create", "{'name':'%s','source':'s3://bucket/m'}".formatted(hidden));
        Reply ended = end.equals("delete")
                ? send("ann", "DELETE", V2 + "registered-models/delete", json("{'name':'%s'}".formatted(hidden)))
                : post("ann", V2 + "registered-models/rename", "{'name':'%s','new_name':'kept'}".formatted(hidden));
        assertThat(ended.status()).as(ended.text()).isEqualTo(200);

        try (BufferedReader lines = whole("bob", "registry/events?last_event_id=" + known)) {
            post("ann", "/api/2.0/mlflow/registered-models/create", "{'name':'after %s'}".formatted(end));

            assertThat(until(lines, "\"after " + end)).contains("event: resync").doesNotContain(hidden, "kept");
        }
        try (BufferedReader lines = whole("root", "registry/events?last_event_id=" + known)) {
            assertThat(until(lines, "\"after " + end)).contains(hidden, "\"deleted\":true");
        }
    }

    @Test
    void aStreamEndsWithThePermissionsThatItBeganWith() throws IOException, InterruptedException {
        String id = experiment("ann", "mine");
        try (BufferedReader lines = stream("bob", "experiments/" + id + "/events")) {
            grant("ann", "bob", id, "DENY");
            tag("ann", id);

            assertThat(until(lines, "never")).doesNotContain("\"tags\""); // of before it may hear late
        }
        assertThat(get("bob", V3_CAIRN + "experiments/" + id + "/events").status())
                .isEqualTo(404);
    }

    @Test
    void aTraceOfAnExperimentThatIsDeniedIsNotTakenOver() throws IOException {
        String hidden = experiment("ann", "mine");
        String own = experiment("bob", "his");
        String start =
                "{'trace':{'trace_info':{'trace_id':'tr-00000000000000000000000000000001','trace_location':{'type':'MLFLOW_EXPERIMENT','mlflow_experiment':{'experiment_id':'%s'}},'request_time':'2026-01-01T00:00:00Z','state':'OK'}}}";
        post("ann", V3 + "traces", start.formatted(hidden));
        grant("ann", "bob", hidden, "DENY");

        Reply refused = post("bob", V3 + "traces", start.formatted(own));

        assertThat(refused.errorCode()).as(refused.text()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void whoReadsAVersionOfAModelReadsItsFilesAndNothingElseOfItsRun() throws IOException {
        String id = experiment("ann", "mine");
        String run = post("ann", V2 + "runs/create", "{'experiment_id':'%s'}".formatted(id))
                .json()
                .at("/run/info/run_id")
                .asString();
        String root = "/" + id + "/" + run + "/artifacts";
        for (String file : List.of("/model/MLmodel", "/secret.txt")) {
            assertThat(server.send(as("ann", Request.of("PUT", FILES + root + file))
                                    .body("text"))
                            .status())
                    .isEqualTo(200);
        }
        post("ann", V2 + "registered-models/create", "{'name':'m'}");
        post(
                "ann",
                V2 + "model-versions/create",
                "{'name':'m','source':'mlflow-artifacts:%s/model','run_id':'%s'}".formatted(root, run));
        grant("ann", "bob", id, "DENY");

        assertThat(get("bob", FILES + root + "/model/MLmodel").text()).isEqualTo("text");
        assertThat(get("bob", FILES + "?path=" + root.substring(1) + "/model").text())
                .contains("MLmodel");
        assertThat(get("bob", FILES + root + "/secret.txt").status()).isEqualTo(404);
        assertThat(get("bob", FILES + "?path=" + root.substring(1)).status()).isEqualTo(404);
        assertThat(server.send(as("bob", Request.of("PUT", FILES + root + "/model/MLmodel"))
                                .body("other"))
                        .status())
                .isEqualTo(404);
        assertThat(send("bob", "DELETE", FILES + root + "/model/MLmodel", "").status())
                .isEqualTo(404);
        post(
                "ann",
                V3 + "users/permissions/grant",
                "{'username':'bob','resource_type':'registered_model','resource_id':'m','permission':'DENY'}");
        assertThat(get("bob", FILES + root + "/model/MLmodel").status()).isEqualTo(404);
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

    private void loggedRun(String who, String experiment) throws IOException {
        String run = post(who, V2 + "runs/create", "{'experiment_id':'%s','run_name':'secret'}".formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
        post(
                who,
                V2 + "runs/log-batch",
                "{'run_id':'%s','metrics':[{'key':'secret','value':1,'timestamp':1,'step':1}],'params':[{'key':'secret','value':'secret'}]}"
                        .formatted(run));
    }

    private void denyRuns(String whom) throws IOException {
        String role = post("root", V3 + "roles/create", "{'name':'no runs','workspace':'default'}")
                .json()
                .at("/role/id")
                .asString();
        post(
                "root",
                V3 + "roles/permissions/add",
                "{'role_id':%s,'resource_type':'run','resource_pattern':'*','permission':'DENY'}".formatted(role));
        post("root", V3 + "roles/assign", "{'username':'%s','role_id':%s}".formatted(whom, role));
    }

    /// A stream of events whose beginning was read.
    /// A stream that has said behind which change it begins.
    private BufferedReader stream(String who, String what) throws IOException, InterruptedException {
        BufferedReader lines = whole(who, what);
        until(lines, "id: ");
        return lines;
    }

    private BufferedReader whole(String who, String what) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s%s".formatted(server.port(), V3_CAIRN, what)))
                .header("Authorization", Request.credentials(who, PASSWORD))
                .build();
        return new BufferedReader(new InputStreamReader(
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
    }

    private String lastId(String who, String what) throws IOException, InterruptedException {
        try (BufferedReader lines = whole(who, what)) {
            String told = until(lines, "id: ");
            return told.substring(told.lastIndexOf("id: ") + "id: ".length()).strip();
        }
    }

    /// What a stream says up to the first line that holds a text, or to its end.
    private static String until(BufferedReader lines, String last) throws IOException {
        StringBuilder told = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            told.append(line).append('\n');
            if (line.contains(last)) {
                break;
            }
        }
        return told.toString();
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
        return request.with(Request.basic(who, PASSWORD));
    }

    /// A text with ' in place of ".
    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
