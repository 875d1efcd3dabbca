package dev.cairn.serving;

import static dev.cairn.serving.ServedModels.ENDPOINTS;
import static dev.cairn.serving.ServedModels.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.PythonModelConfig;
import dev.cairn.workers.ModelLog;
import dev.cairn.workers.TestPython;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The environment variables of served entities, of a model whose process answers with what it finds there, by a
/// stand-in of MLflow that has as much of it as processes use.
@Timeout(120)
class EnvironmentVariablesTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String OWN = "/api/3.0/cairn/serving-endpoints";
    private static final String VALUE = "what nobody else may know";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String CODE = """
            import os
            if os.environ.get("FAILS"):
                raise ValueError(os.environ.get("BEFORE", "") + "this key is wrong: " + os.environ["KEY"])
            left = os.path.join(os.environ["HOME"], "left")
            if os.path.exists(left):
                raise ValueError("this key is used up: " + os.environ["KEY"])
            print("it was given " + os.environ.get("KEY", "nothing"), flush=True)
            def predict(names):
                if names == ["leave"]:
                    open(left, "w").close()
                    os._exit(9)
                if "LEAVES" in os.environ:
                    os._exit(9)
                return [os.environ.get(name) for name in names]
            """;

    @TempDir
    Path folder;

    private RunningServer server;
    private ServedModels bobs;

    @BeforeEach
    void start() throws IOException {
        Path python = TestPython.make(folder.resolve("python")).interpreter();
        server = new RunningServer()
                .withAccounts()
                .withPython(new PythonModelConfig(
                        PythonModelConfig.Use.ON,
                        Optional.of(python),
                        folder.resolve("data"),
                        false,
                        false,
                        new PythonModelConfig.Limits(1L << 30, 500, LONG, LONG, 1L << 30)));
        server.start();
        server.setUp();
        root("/api/2.0/mlflow/users/create", "{'username':'bob','password':'%s'}".formatted(PASSWORD));
        root("/api/2.0/secrets/scopes/create", "{'scope':'prod'}");
        root("/api/2.0/secrets/put", "{'scope':'prod','key':'key','string_value':'%s'}".formatted(VALUE));
        bobs = new ServedModels(server, Request.basic("bob", PASSWORD));
        register();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void aProcessGetsTextsAndSecretsAndNothingThatWasKeptHasTheSecret() throws IOException {
        mayRead();
        Reply made = bobs.create("asked", asking("'PLAIN':'a text','KEY':'{{secrets/prod/key}}'"));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        Reply settled = bobs.settled("asked");
        assertThat(settled.json().at("/state/ready").asString())
                .as(settled.text())
                .isEqualTo("READY");

        assertThat(asked("PLAIN", "KEY", "NONE"))
                .isEqualTo("{\"predictions\": [\"a text\", \"%s\", null]}".formatted(VALUE));
        assertThat(settled.json()
                        .at("/config/served_entities/0/environment_vars")
                        .toString())
                .isEqualTo("{\"PLAIN\":\"a text\",\"KEY\":\"{{secrets/prod/key}}\"}");
        assertThat(logged("it was given [REDACTED]")).doesNotContain(VALUE);
        assertThat(root("GET", "/api/3.0/cairn/audit/search?about=secret_key%3Dkey", "")
                        .json()
                        .at("/records")
                        .toString())
                .contains("\"actor\":\"bob\"", "\"via\":\"endpoint=asked\"")
                .doesNotContain(VALUE);
    }

    @Test
    void aSecretIsTakenAnewByEachConfiguration() throws IOException {
        mayRead();
        bobs.create("asked", asking("'KEY':'{{secrets/prod/key}}'"));
        bobs.settled("asked");
        root("/api/2.0/secrets/put", "{'scope':'prod','key':'key','string_value':'another one'}");
        assertThat(asked("KEY")).contains(VALUE);

        bobs.update("asked", asking("'KEY':'{{secrets/prod/key}}'"));
        bobs.settled("asked");

        assertThat(asked("KEY")).contains("another one");
    }

    @Test
    void theEndOfARolloutLeavesProcessesAsTheyAre() throws IOException {
        mayRead();
        String entity =
                "{'name':'%s','entity_name':'environment','entity_version':'1','environment_vars':{'KEY':'{{secrets/prod/key}}'}}";
        String routes =
                "{'routes':[{'served_model_name':'e','traffic_percentage':100},{'served_model_name':'f','traffic_percentage':0}]}";
        bobs.create(
                "asked",
                "{'served_entities':[%s,%s],'traffic_config':%s}"
                        .formatted(entity.formatted("e"), entity.formatted("f"), routes)
                        .replace('\'', '"'));
        bobs.settled("asked");
        root("/api/2.0/secrets/put", "{'scope':'prod','key':'key','string_value':'another one'}");

        bobs.json("POST", OWN + "/asked/rollout", "{\"entity\": \"f\"}");
        bobs.json("POST", OWN + "/asked/rollout/promote", "{}");

        assertThat(bobs.settled("asked").json().at("/config/config_version").asLong())
                .isEqualTo(2);
        Reply answer = ask("KEY");
        assertThat(answer.header("served-model-name")).contains("f");
        assertThat(answer.text())
                .as("the secret is taken by a process that is started")
                .contains(VALUE);
    }

    @Test
    void whoMayNotReadASecretGivesItToNoModel() throws IOException {
        Reply refused = bobs.create("asked", asking("'KEY':'{{secrets/prod/key}}'"));

        assertThat(refused.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(refused.message()).isEqualTo("The environment variable KEY: Scope prod does not exist!");
        mayRead();
        assertThat(bobs.create("asked", asking("'KEY':'{{secrets/prod/none}}'")).message())
                .isEqualTo("The environment variable KEY: Secret does not exist with scope: prod and key: none");
        assertThat(bobs.create("asked", asking("'LD_PRELOAD':'x'")).errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    }

    @Test
    void whoMayNotReadItAnyMoreGivesItToNoVersionThatIsLoadedFromThenOn() throws IOException {
        mayRead();
        ServedModels roots = new ServedModels(server, Request.basic("root", PASSWORD));
        roots.alias("environment", "champion", "1");
        bobs.create("asked", asking("'KEY':'{{secrets/prod/key}}'").replace("\"1\"", "\"@champion\""));
        bobs.settled("asked");
        root("/api/2.0/secrets/acls/delete", "{'scope':'prod','principal':'bob'}");
        register();

        roots.alias("environment", "champion", "2");

        assertThat(told("Scope prod does not exist! It is read in the name of bob")
                        .json()
                        .at("/config/served_entities/0/served_version")
                        .asString())
                .isEqualTo("1");
        assertThat(asked("KEY")).contains(VALUE);
    }

    @Test
    void whatAModelSaysOfASecretWhenItFailsIsNotTold() throws IOException {
        mayRead();
        bobs.create("asked", asking("'FAILS':'yes','KEY':'{{secrets/prod/key}}'"));

        Reply settled = bobs.settled("asked");

        assertThat(settled.text()).contains("this key is wrong: [REDACTED]").doesNotContain(VALUE);
        assertThat(logs("build-logs")).contains("[REDACTED]").doesNotContain(VALUE);
    }

    @Test
    void whatAModelSaysOfASecretIsNotToldWhereThatIsCutOffInIt() throws IOException {
        mayRead();
        String told = VALUE.substring(0, 8);
        String before = ".".repeat(ModelLog.LONGEST - "ValueError: this key is wrong: ".length() - told.length());
        bobs.create("asked", asking("'FAILS':'yes','BEFORE':'%s','KEY':'{{secrets/prod/key}}'".formatted(before)));

        Reply settled = bobs.settled("asked");

        assertThat(settled.text()).contains("this key is wrong: [").doesNotContain(told);
        assertThat(logs("logs")).contains("this key is wrong: [").doesNotContain(told);
        assertThat(logs("build-logs")).contains("ValueError: .").doesNotContain(told);
    }

    @Test
    void whatAModelSaysOfASecretWhenItCannotBeStartedAgainIsNotTold() throws IOException {
        mayRead();
        bobs.create("asked", asking("'KEY':'{{secrets/prod/key}}'"));
        bobs.settled("asked");
        ask("leave");

        assertThat(told("NOT_STARTED_AGAIN").text())
                .contains("this key is used up: [REDACTED]")
                .doesNotContain(VALUE);
        assertThat(ask("KEY").text()).contains("this key is used up: [REDACTED]");
        assertThat(told(OWN + "/asked/events", "ENTITY_DOWN").text())
                .contains("[REDACTED]")
                .doesNotContain(VALUE);
    }

    @Test
    void aModelThatNeedsNoPythonIsServedWithoutVariables() throws IOException {
        mayRead();
        new ServedModels(server, Request.basic("root", PASSWORD)).register("iris", "classifier");
        bobs.create(
                "asked",
                config("iris", "1").replace("\"1\"}", "\"1\", \"name\": \"e\", \"environment_vars\": {\"A\": \"b\"}}"));

        assertThat(bobs.settled("asked").json().at("/state/ready").asString()).isEqualTo("READY");
        assertThat(logs("build-logs")).contains("its environment variables are not used");
    }

    @Test
    void anEntityWhoseProcessesEndLeavesTheOthersAnswering() throws IOException {
        String entity = "{'name':'%s','entity_name':'environment','entity_version':'1','environment_vars':{%s}}";
        String routes =
                "{'routes':[{'served_model_name':'e','traffic_percentage':50},{'served_model_name':'f','traffic_percentage':50}]}";
        String both = "{'served_entities':[%s,%s],'traffic_config':%s}"
                .formatted(entity.formatted("e", "'LEAVES':'1'"), entity.formatted("f", "'A':'b'"), routes);
        bobs.create("asked", both.replace('\'', '"'));
        bobs.settled("asked");
        for (int i = 0; i < 5; i++) {
            Reply gone = askedOf("e");
            assertThat(gone.status()).as(gone.text()).isIn(500, 503);
            Reply kept = askedOf("f");
            assertThat(kept.text()).isEqualTo("{\"predictions\": [\"b\"]}");
        }
    }

    private Reply askedOf(String entity) throws IOException {
        return bobs.json(
                "POST",
                "/serving-endpoints/asked/served-models/%s/invocations".formatted(entity),
                "{\"inputs\": [\"A\"]}");
    }

    private void mayRead() throws IOException {
        root("/api/2.0/secrets/acls/put", "{'scope':'prod','principal':'bob','permission':'READ'}");
    }

    private static String asking(String variables) {
        return "{'served_entities':[{'name':'e','entity_name':'environment','entity_version':'1','environment_vars':{%s}}]}"
                .formatted(variables)
                .replace('\'', '"');
    }

    /// Waits until the endpoint says something.
    private Reply told(String words) throws IOException {
        return told(ENDPOINTS + "/asked", words);
    }

    private Reply told(String target, String words) throws IOException {
        while (true) {
            Reply now = root("GET", target, "");
            if (now.text().contains(words)) {
                return now;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private Reply ask(String... names) throws IOException {
        String body = "{\"inputs\": [\"%s\"]}".formatted(String.join("\", \"", names));
        return bobs.json("POST", "/serving-endpoints/asked/invocations", body);
    }

    private String asked(String... names) throws IOException {
        Reply reply = ask(names);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text();
    }

    private String logs(String which) throws IOException {
        return bobs.json("GET", ENDPOINTS + "/asked/served-models/e/" + which, "")
                .field("logs");
    }

    /// What a model has printed, once that has a text: it is read on a thread of its own.
    private String logged(String text) throws IOException {
        String now = logs("logs");
        while (!now.contains(text)) {
            LockSupport.parkNanos(20_000_000);
            now = logs("logs");
        }
        return now;
    }

    private void register() throws IOException {
        String run = root("/api/2.0/mlflow/runs/create", "{'experiment_id':'0'}")
                .json()
                .at("/run/info/run_id")
                .asString();
        put(run, "MLmodel", "flavors:\n  python_function:\n    loader_module: its.own\n");
        put(run, "model.py", CODE);
        root("POST", "/api/2.0/mlflow/registered-models/create", "{'name':'environment'}");
        root(
                "/api/2.0/mlflow/model-versions/create",
                "{'name':'environment','source':'runs:/%1$s/model','run_id':'%1$s'}".formatted(run));
    }

    private void put(String run, String file, String content) throws IOException {
        assertThat(server.send(Request.of("PUT", "%s/0/%s/artifacts/model/%s".formatted(RunningServer.FILES, run, file))
                                .with(Request.basic("root", PASSWORD))
                                .body(content))
                        .status())
                .isEqualTo(200);
    }

    private Reply root(String target, String body) throws IOException {
        Reply reply = root("POST", target, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private Reply root(String method, String target, String body) throws IOException {
        return server.send(Request.json(method, target, body.replace('\'', '"')).with(Request.basic("root", PASSWORD)));
    }
}
