package dev.cairn.secrets;

import static dev.cairn.Request.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Secrets over real HTTP: root administers the server; ann, bob and eve use the default workspace.
@OnEachDatabase
class SecretsHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String SECRETS = "/api/2.0/secrets/";
    private static final String VALUE = "what nobody else may know";

    private final RunningServer server;

    SecretsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        for (String name : List.of("ann", "bob", "eve")) {
            call("root", "/api/2.0/mlflow/users/create", "{'username':'%s','password':'%s'}".formatted(name, PASSWORD));
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void whatIsPutIsReadByItsMakerByBytesOrByText() throws IOException {
        done("ann", "scopes/create", "{'scope':'prod'}");
        done("ann", "put", "{'scope':'prod','key':'text','string_value':'%s'}".formatted(VALUE + " ü"));
        done("ann", "put", "{'scope':'prod','key':'bytes','bytes_value':'AAEC/w=='}");

        assertThat(value("ann", "prod", "text")).isEqualTo(VALUE + " ü");
        assertThat(get("ann", "get?scope=prod&key=bytes").field("value")).isEqualTo("AAEC/w==");
        Reply listed = get("ann", "list?scope=prod");
        assertThat(listed.json().at("/secrets/0/key").asString()).isEqualTo("bytes");
        assertThat(listed.json().at("/secrets/1/last_updated_timestamp").asLong())
                .isPositive();
        assertThat(listed.text()).doesNotContain(VALUE);
        assertThat(get("ann", "scopes/list").text())
                .isEqualTo(
                        "{\"scopes\":[{\"name\":\"prod\",\"backend_type\":\"DATABRICKS\",\"cairn_permission\":\"MANAGE\"}]}");
    }

    @Test
    void anotherValueTakesThePlaceOfTheFirstWhateverTheCaseOfTheKey() throws IOException {
        done("ann", "scopes/create", "{'scope':'Prod'}");
        done("ann", "put", "{'scope':'prod','key':'Key','string_value':'one'}");
        done("ann", "put", "{'scope':'PROD','key':'KEY','string_value':'two'}");

        assertThat(value("ann", "prod", "key")).isEqualTo("two");
        assertThat(get("ann", "list?scope=prod").json().at("/secrets")).hasSize(1);
        assertThat(code(post("ann", "scopes/create", "{'scope':'pROD'}"))).isEqualTo("RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void whatIsDeletedIsGoneWithTheScopeAndWithTheKey() throws IOException {
        done("ann", "scopes/create", "{'scope':'prod'}");
        put("ann", "prod", "one");
        put("ann", "prod", "two");
        done("ann", "delete", "{'scope':'prod','key':'one'}");
        assertThat(get("ann", "get?scope=prod&key=one").message())
                .isEqualTo("Secret does not exist with scope: prod and key: one");
        assertThat(code(post("ann", "delete", "{'scope':'prod','key':'one'}"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");

        done("ann", "scopes/delete", "{'scope':'prod'}");
        done("ann", "scopes/create", "{'scope':'prod'}");

        assertThat(code(get("ann", "get?scope=prod&key=two"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(code(post("ann", "scopes/delete", "{'scope':'none'}"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void whoIsGivenNothingSeesNothing() throws IOException {
        done("ann", "scopes/create", "{'scope':'prod'}");
        put("ann", "prod", "key");

        assertThat(get("bob", "scopes/list").text()).isEqualTo("{}");
        for (Reply refused : List.of(
                get("bob", "get?scope=prod&key=key"),
                get("bob", "list?scope=prod"),
                get("bob", "acls/list?scope=prod"),
                post("bob", "put", "{'scope':'prod','key':'key','string_value':'x'}"),
                post("bob", "scopes/delete", "{'scope':'prod'}"),
                post("bob", "acls/put", "{'scope':'prod','principal':'bob','permission':'MANAGE'}"))) {
            assertThat(code(refused)).isEqualTo("RESOURCE_DOES_NOT_EXIST");
            assertThat(refused.message()).isEqualTo("Scope prod does not exist!");
        }
    }

    @Test
    void eachPermissionLetsOneDoWhatItSaysAndNoMore() throws IOException {
        done("ann", "scopes/create", "{'scope':'prod'}");
        put("ann", "prod", "key");
        give("ann", "bob", "READ");
        assertThat(value("bob", "prod", "key")).isEqualTo(VALUE);
        assertThat(get("bob", "scopes/list").text()).contains("prod", "READ");
        assertDenied(post("bob", "put", "{'scope':'prod','key':'key','string_value':'x'}"), "WRITE");
        assertDenied(post("bob", "delete", "{'scope':'prod','key':'key'}"), "WRITE");

        give("ann", "bob", "WRITE");
        assertThat(get("bob", "scopes/list").text()).contains("WRITE");
        put("bob", "prod", "of-bob");
        done("bob", "delete", "{'scope':'prod','key':'of-bob'}");
        assertDenied(post("bob", "acls/put", "{'scope':'prod','principal':'eve','permission':'READ'}"), "MANAGE");
        assertDenied(post("bob", "acls/delete", "{'scope':'prod','principal':'ann'}"), "MANAGE");
        assertDenied(get("bob", "acls/list?scope=prod"), "MANAGE");
        assertDenied(get("bob", "acls/get?scope=prod&principal=ann"), "MANAGE");
        assertDenied(post("bob", "scopes/delete", "{'scope':'prod'}"), "MANAGE");

        give("ann", "bob", "MANAGE");
        give("bob", "eve", "READ");
        assertThat(get("bob", "acls/list?scope=prod").json().at("/items").toString())
                .isEqualTo("""
                    [{"principal":"ann","permission":"MANAGE"},{"principal":"bob","permission":"MANAGE"},\
                    {"principal":"eve","permission":"READ"}]\
                    """);
        assertThat(get("bob", "acls/get?scope=prod&principal=eve").text())
                .isEqualTo("{\"principal\":\"eve\",\"permission\":\"READ\"}");
        done("bob", "acls/delete", "{'scope':'prod','principal':'eve'}");
        assertThat(code(get("eve", "get?scope=prod&key=key"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(code(post("bob", "acls/delete", "{'scope':'prod','principal':'eve'}")))
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(code(get("bob", "acls/get?scope=prod&principal=eve"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void whatIsGivenToUsersIsForWhoeverUsesTheWorkspace() throws IOException {
        done("ann", "scopes/create", "{'scope':'prod','initial_manage_principal':'users'}");
        put("bob", "prod", "key");
        done("bob", "acls/put", "{'scope':'prod','principal':'users','permission':'READ'}");
        assertThat(value("ann", "prod", "key")).isEqualTo(VALUE);
        assertThat(get("root", "acls/list?scope=prod").text())
                .isEqualTo("{\"items\":[{\"principal\":\"users\",\"permission\":\"READ\"}]}");
        call(
                "root",
                "/api/3.0/mlflow/roles/unassign",
                "DELETE",
                "{'username':'bob','role_id':%s}".formatted(roleOfUsers()));

        assertThat(code(get("bob", "get?scope=prod&key=key"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(post("bob", "scopes/create", "{'scope':'of-bob'}").status()).isEqualTo(403);
        done("root", "acls/delete", "{'scope':'prod','principal':'users'}");
        assertThat(code(get("ann", "get?scope=prod&key=key"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(value("root", "prod", "key")).isEqualTo(VALUE);
    }

    @Test
    void whatIsGivenToAGroupIsForWhoIsInItUntilTheyAreNot() throws IOException {
        String group = call("root", "/api/2.0/preview/scim/v2/Groups", "{'displayName':'team'}")
                .field("id");
        done("ann", "scopes/create", "{'scope':'prod'}");
        put("ann", "prod", "key");
        give("ann", "team", "READ");
        assertThat(code(get("bob", "get?scope=prod&key=key"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        String bob = call("root", "/api/2.0/mlflow/users/get?username=bob", "GET", "")
                .json()
                .at("/user/id")
                .asString();
        call("root", "/api/2.0/preview/scim/v2/Groups/" + group, "PATCH", """
            {'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
            'Operations':[{'op':'add','path':'members','value':[{'value':'%s'}]}]}
            """.formatted(bob));
        assertThat(value("bob", "prod", "key")).isEqualTo(VALUE);

        call("root", "/api/2.0/preview/scim/v2/Groups/" + group, "DELETE", "");

        assertThat(code(get("bob", "get?scope=prod&key=key"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(get("ann", "acls/list?scope=prod").json().at("/items")).hasSize(1);
    }

    @Test
    void namesAndValuesThatCannotBeAreRefused() throws IOException {
        done("ann", "scopes/create", "{'scope':'prod'}");
        for (String body : List.of(
                "{'scope':'a b'}",
                "{'scope':'a/b'}",
                "{'scope':''}",
                "{}",
                "{'scope':'%s'}".formatted("a".repeat(129)),
                "{'scope':'a','initial_manage_principal':'bob'}",
                "{'scope':'a','scope_backend_type':'AZURE_KEYVAULT'}",
                "{'scope':'a','scope_backend_type':'NONE'}")) {
            assertThat(code(post("ann", "scopes/create", body))).as(body).isEqualTo("INVALID_PARAMETER_VALUE");
        }
        for (String body : List.of(
                "{'scope':'prod','key':'a b','string_value':'v'}",
                "{'scope':'prod','key':'../a','string_value':'v'}",
                "{'scope':'prod','key':'%s','string_value':'v'}".formatted("a".repeat(129)),
                "{'scope':'prod','key':'a'}",
                "{'scope':'prod','key':'a','string_value':'v','bytes_value':'AA=='}",
                "{'scope':'prod','key':'a','bytes_value':'?'}",
                "{'scope':'prod','key':'a','string_value':'%s'}".formatted("ü".repeat((64 << 10) + 1)))) {
            assertThat(code(post("ann", "put", body))).isEqualTo("INVALID_PARAMETER_VALUE");
        }
        for (String body : List.of(
                "{'scope':'prod','principal':'nobody','permission':'READ'}",
                "{'scope':'prod','principal':'bob','permission':'USE'}",
                "{'scope':'prod','principal':'bob'}")) {
            assertThat(code(post("ann", "acls/put", body))).isEqualTo("INVALID_PARAMETER_VALUE");
        }
        done("ann", "put", "{'scope':'prod','key':'a','string_value':'%s'}".formatted("ü".repeat(64 << 10)));
        assertThat(value("ann", "prod", "a")).hasSize(64 << 10);
    }

    @Test
    void aWorkspaceHasAHundredScopes() throws IOException {
        for (int i = 0; i < 100; i++) {
            done("ann", "scopes/create", "{'scope':'s%d'}".formatted(i));
        }

        assertThat(code(post("ann", "scopes/create", "{'scope':'more'}"))).isEqualTo("RESOURCE_LIMIT_EXCEEDED");
        assertThat(code(post("ann", "scopes/create", "{'scope':'s1'}"))).isEqualTo("RESOURCE_ALREADY_EXISTS");
        assertThat(get("ann", "scopes/list").json().at("/scopes")).hasSize(100);
    }

    @Test
    void whoReadWhichSecretIsInTheAuditLogAndNoValueIs() throws IOException {
        done("ann", "scopes/create", "{'scope':'prod'}");
        put("ann", "prod", "key");
        give("ann", "bob", "READ");
        value("bob", "prod", "key");
        value("bob", "prod", "key");
        post("bob", "put", "{'scope':'prod','key':'key','string_value':'%s'}".formatted(VALUE));

        JsonNode records = call("root", "/api/3.0/cairn/audit/search?about=secret_scope%3Dprod", "GET", "")
                .json()
                .at("/records");
        List<String> told = records.valueStream()
                .map(record -> "%s %s %s %s"
                        .formatted(
                                record.at("/actor").asString(),
                                record.at("/action").asString().replace("/api/2.0/secrets/", ""),
                                record.at("/about/secret_key/0").asString(""),
                                record.at("/outcome").asString()))
                .toList();
        assertThat(told)
                .containsExactly(
                        "bob POST put key PERMISSION_DENIED",
                        "bob GET get key OK",
                        "bob GET get key OK",
                        "ann POST acls/put  OK",
                        "ann POST put key OK",
                        "ann POST scopes/create  OK");
        assertThat(records.at("/3/about/principal/0").asString()).isEqualTo("bob");
        assertThat(records.toString())
                .doesNotContain(VALUE)
                .doesNotContain(Base64.getEncoder().encodeToString(VALUE.getBytes(UTF_8)));
    }

    @Test
    void aSecretIsReadAfterAllKeysWereRotated() throws IOException {
        done("ann", "scopes/create", "{'scope':'prod'}");
        put("ann", "prod", "old");
        call("root", "/api/3.0/cairn/keys/rotate", "{}");
        put("ann", "prod", "new");

        assertThat(value("ann", "prod", "old")).isEqualTo(VALUE);
        assertThat(value("ann", "prod", "new")).isEqualTo(VALUE);
    }

    @Test
    void aWorkspaceThatEndsTakesItsSecretsAlongOrGivesThemToTheDefaultOne() throws IOException {
        for (String name : List.of("ended", "moved")) {
            call("root", "/api/3.0/mlflow/workspaces", "{'name':'%s'}".formatted(name));
            in(name, "scopes/create", "{'scope':'of-%s','initial_manage_principal':'users'}".formatted(name));
            in(name, "put", "{'scope':'of-%s','key':'key','string_value':'%s'}".formatted(name, VALUE));
        }
        assertThat(call("root", "/api/3.0/mlflow/workspaces/moved", "DELETE", "")
                        .message())
                .contains("secret_scopes");

        call("root", "/api/3.0/mlflow/workspaces/ended?mode=CASCADE", "DELETE", "");
        call("root", "/api/3.0/mlflow/workspaces/moved?mode=SET_DEFAULT", "DELETE", "");

        assertThat(value("root", "of-moved", "key")).isEqualTo(VALUE);
        assertThat(get("root", "acls/list?scope=of-moved").text()).isEqualTo("{}");
        assertThat(code(get("ann", "get?scope=of-moved&key=key"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(code(get("root", "get?scope=of-ended&key=key"))).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    private void in(String workspace, String path, String body) throws IOException {
        assertThat(server.send(Request.json("POST", SECRETS + path, body.replace('\'', '"'))
                                .with(basic("root", PASSWORD))
                                .with("X-MLFLOW-WORKSPACE: " + workspace))
                        .status())
                .isEqualTo(200);
    }

    private String roleOfUsers() throws IOException {
        return call("root", "/api/3.0/mlflow/roles/list?workspace=default", "GET", "")
                .json()
                .at("/roles")
                .valueStream()
                .filter(role -> role.at("/name").asString().equals("user"))
                .map(role -> role.at("/id").asString())
                .findFirst()
                .orElseThrow();
    }

    private void give(String by, String principal, String permission) throws IOException {
        done(by, "acls/put", "{'scope':'prod','principal':'%s','permission':'%s'}".formatted(principal, permission));
    }

    private void put(String by, String scope, String key) throws IOException {
        done(by, "put", "{'scope':'%s','key':'%s','string_value':'%s'}".formatted(scope, key, VALUE));
    }

    private String value(String by, String scope, String key) throws IOException {
        Reply reply = get(by, "get?scope=%s&key=%s".formatted(scope, key));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return new String(Base64.getDecoder().decode(reply.field("value")), UTF_8);
    }

    private static void assertDenied(Reply reply, String permission) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.message()).contains("the permission " + permission + " on the secret scope 'prod'");
    }

    private void done(String by, String path, String body) throws IOException {
        Reply reply = post(by, path, body);
        assertThat(reply.text()).isEqualTo("{}");
    }

    private Reply get(String by, String path) throws IOException {
        return call(by, SECRETS + path, "GET", "");
    }

    private Reply post(String by, String path, String body) throws IOException {
        return call(by, SECRETS + path, "POST", body);
    }

    private Reply call(String by, String target, String body) throws IOException {
        return call(by, target, "POST", body);
    }

    private Reply call(String by, String target, String method, String body) throws IOException {
        Request request =
                body.isEmpty() ? Request.of(method, target) : Request.json(method, target, body.replace('\'', '"'));
        return server.send(request.with(basic(by, PASSWORD)));
    }

    private static String code(Reply reply) {
        return reply.errorCode();
    }
}
