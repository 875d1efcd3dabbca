package dev.cairn.inference;

import static dev.cairn.serving.ServedModels.ENDPOINTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.serving.ServedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Files of runs and models that endpoints are held against, over real HTTP.
@OnEachDatabase
class BaselineHttpTest {
    private static final String OWN = "/api/3.0/cairn/serving-endpoints/flowers/";
    private static final String INVOCATIONS = "/serving-endpoints/flowers/invocations";
    private static final String COLUMNS = "{\"columns\": [\"sl\", \"sw\", \"pl\", \"pw\", \"kind\"], \"data\": [%s]}";
    private static final String FRAME =
            "{\"dataframe_split\": {\"columns\": [\"sl\", \"sw\", \"pl\", \"pw\"], \"data\": [%s]}}";
    private static final String ROW = "[5.1, 3.5, 1.4, 0.2]";
    private static final Path PARQUET = Path.of("..", "scoring", "src", "test", "resources", "parquet", "wide.parquet");

    private final RunningServer server;
    private final ServedModels models;
    private String run = "";

    BaselineHttpTest(TestDatabase kind) {
        server = new RunningServer(kind);
        models = new ServedModels(server);
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        models.register("iris", "classifier");
        models.create("flowers", "{\"served_entities\": [{\"entity_name\": \"iris\", \"entity_version\": \"1\"}]}");
        models.settled("flowers");
        run = server.createRun();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private static String times(int count, String row) {
        return String.join(",", Collections.nCopies(count, row));
    }

    /// As a client logs an artifact of a run.
    private String logged(String name, byte[] content) throws IOException {
        Reply stored = server.send(Request.of("PUT", "%s/0/%s/artifacts/%s".formatted(RunningServer.FILES, run, name))
                .body(content));
        assertThat(stored.status()).as(stored.text()).isEqualTo(200);
        return "runs:/%s/%s".formatted(run, name);
    }

    private String logged(String name, String content) throws IOException {
        return logged(name, content.getBytes(UTF_8));
    }

    private void table(String settings) throws IOException {
        Reply set = server.send(Request.json("PUT", OWN + "inference-table", settings));
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    private Reply give(String body) throws IOException {
        return server.send(Request.json("PUT", OWN + "baseline", body));
    }

    private void given(String uri, String predictions) throws IOException {
        Reply reply = give("{\"artifact\": \"%s\", \"predictions\": %s}".formatted(uri, predictions));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    /// Asks, and waits until that is kept.
    private void ask(String body) throws IOException {
        Reply reply = server.send(Request.json("POST", INVOCATIONS, body));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("databricks-request-id")).isPresent();
        while (server.get(OWN + "payloads").json().path("payloads").isEmpty()) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private JsonNode drift() throws IOException {
        Reply reply = server.get(OWN + "drift");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static JsonNode column(JsonNode drift, String name) {
        return drift.path("columns")
                .valueStream()
                .filter(column -> column.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTableThatARunLoggedIsWhatColumnsAreHeldAgainst() throws IOException {
        table("{}");
        String uri = logged("tables/train.json", COLUMNS.formatted(times(60, "[9, 3.5, 1.4, 0.2, \"setosa\"]")));
        given(uri, "\"kind\"");
        ask(FRAME.formatted(times(60, ROW)));
        JsonNode drift = drift();
        assertThat(drift.path("baseline").asString()).isEqualTo("GIVEN");
        assertThat(drift.path("baseline_source").asString()).isEqualTo(uri);
        assertThat(drift.path("baseline_rows").asInt()).isEqualTo(60);
        assertThat(column(drift, "sl").path("level").asString()).isEqualTo("STRONG");
        assertThat(column(drift, "sw").path("level").asString()).isEqualTo("STABLE");
        assertThat(drift.path("columns")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .doesNotContain("kind");

        server.send(Request.json("DELETE", OWN + "baseline", ""));
        assertThat(drift().has("baseline_source")).isFalse();
    }

    /// Whose columns are known by their places, on both sides.
    @Test
    void anEndpointThatIsAskedWithoutNamesIsHeldAgainstATableWithNames() throws IOException {
        table("{}");
        given(logged("train.json", COLUMNS.formatted(times(60, "[5.1, 3.5, 9, 0.2, 0]"))), "[\"kind\"]");
        ask("{\"inputs\": [%s]}".formatted(times(60, ROW)));
        JsonNode drift = drift();
        assertThat(column(drift, "input[0]").path("level").asString()).isEqualTo("STABLE");
        assertThat(column(drift, "input[2]").path("level").asString()).isEqualTo("STRONG");
    }

    @Test
    void tablesOfAllKindsAreRead() throws IOException {
        table("{}");
        ask(FRAME.formatted(times(60, ROW)));
        String csv = "sl,sw,pl,pw\n" + times(60, "5.1,3.5,1.4,0.2\n").replace("\n,", "\n");
        String records = "[%s]".formatted(times(60, "{\"sl\": 5.1, \"sw\": 9}"));
        String request = "{\"dataframe_records\": %s, \"predictions\": [1]}".formatted(records);
        for (String uri :
                List.of(logged("train.csv", csv), logged("records.json", records), logged("request.json", request))) {
            given(uri, "[]");
            JsonNode drift = drift();
            assertThat(drift.path("baseline_source").asString()).isEqualTo(uri);
            assertThat(drift.path("baseline_rows").asInt()).as(uri).isEqualTo(60);
            assertThat(column(drift, "sl").path("level").asString()).as(uri).isEqualTo("STABLE");
        }
        given(logged("train.parquet", Files.readAllBytes(PARQUET)), "[\"truth\"]");
        assertThat(drift().path("baseline_rows").asInt()).isEqualTo(3_000);
    }

    @Test
    void filesOfModelsAreNamedByVersionOrAlias() throws IOException {
        table("{}");
        String source = server.get(RunningServer.API + "model-versions/get?name=iris&version=1")
                .json()
                .at("/model_version/run_id")
                .asString();
        server.put("0/%s/artifacts/model/train.csv".formatted(source), "sl\n1\n2\n");
        models.alias("iris", "Champion", "1");
        for (String uri : List.of(
                "models:/iris/1/train.csv", "models:/iris@Champion/train.csv", "models:/iris/latest/train.csv")) {
            given(uri, "null");
            assertThat(drift().path("baseline_source").asString()).isEqualTo("models:/iris/1/train.csv");
        }
        JsonNode model = server.post("logged-models", "{\"experiment_id\": \"0\", \"name\": \"m\"}")
                .json()
                .at("/model/info");
        server.put(
                model.path("artifact_uri").asString().replaceFirst("^mlflow-artifacts:/+", "") + "/a/train.csv",
                "sl\n1\n2\n3\n");
        given("models:/%s/a/train.csv".formatted(model.path("model_id").asString()), "[]");
        assertThat(drift().path("baseline_rows").asInt()).isEqualTo(3);
    }

    @Test
    void whatIsNotKeptOfRequestsIsNotKeptOfAFileEither() throws IOException {
        table("{\"redacted\": [\"kind\", \"$.dataframe_records.sl\", \"$.inputs.sw\"]}");
        given(logged("train.json", COLUMNS.formatted("[123456, 123456, 1, 0, \"a secret\"]")), "[]");
        given(
                logged("r.json", "{\"dataframe_records\": [{\"sl\": 123456, \"sw\": 123456, \"kind\": \"a secret\"}]}"),
                "[]");
        String folder = server.get(OWN + "inference-table").field("folder");
        for (String uri : List.of("train.json", "r.json")) {
            given("runs:/%s/%s".formatted(run, uri), "[]");
            assertThat(Files.readString(server.artifacts().resolve(folder).resolve("baseline.json")))
                    .contains(uri)
                    .doesNotContain("123456", "a secret");
        }
    }

    /// As rows that come with a request.
    @Test
    void aFileWithoutNamesIsRefusedWhereSomeAreNotKept() throws IOException {
        table("{\"redacted\": [\"ssn\"]}");
        String reason = "not kept, which cannot be told from rows without names.";
        String rows = "[[5.1, \"123-45-6789\"], [6.2, \"123-45-6780\"]]";
        refused("{\"dataframe_split\": {\"data\": %s}}".formatted(rows), reason);
        refusedFile("rows.json", "rows.json", rows, reason);
        refusedFile("data.json", "data.json", "{\"data\": %s}".formatted(rows), reason);
        refusedFile("places.json", "places.json", "{\"columns\": [0, 1], \"data\": %s}".formatted(rows), reason);
        refusedFile("twice.csv", "twice.csv", "ssn,ssn\n1,123456\n", reason);
        refusedFile("split.json", "split.json", "{\"dataframe_split\": {\"data\": %s}}".formatted(rows), reason);
        assertThat(server.get(OWN + "drift").field("baseline")).isEqualTo("NONE");
        table("{\"redacted\": []}");
        given("runs:/%s/rows.json".formatted(run), "[]");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsReason() throws IOException {
        assertThat(give("{\"artifact\": \"runs:/x/train.json\"}").errorCode()).isEqualTo("INVALID_STATE");
        table("{}");
        refused("{\"artifact\": 7}", "`artifact` must be a text");
        refused("{\"artifact\": \"train.json\"}", "runs:/RUN_ID/train.json");
        refused("{\"artifact\": \"runs:/%s\"}".formatted(run), "models:/NAME@ALIAS/train.json");
        refused(
                "{\"artifact\": \"runs:/x/t.json\", \"inputs\": [[1]]}",
                "Give `artifact` or rows in `inputs`, not both.");
        refused("{\"artifact\": \"runs:/x/t.json\", \"columns\": []}", "there is `columns`");
        refused("{\"artifact\": \"runs:/x/t.json\", \"predictions\": [0]}", "must be the name of a column");
        refused(
                "{\"artifact\": \"runs:/%s/model.pkl\"}".formatted(run),
                "ends with one of `.json`, `.csv`, `.parquet`");
        refused("{\"artifact\": \"runs:/%s/../x.json\"}".formatted(run), "Invalid path");
        refused("{\"artifact\": \"runs:/x/t.json\"}", "Run with id=x not found");
        refused("{\"artifact\": \"models:/iris/9/t.json\"}", "not found");
        refused("{\"artifact\": \"models:/iris@none/t.json\"}", "alias none not found");
        refused(
                "{\"artifact\": \"runs:/%s/none.json\"}".formatted(run),
                "There is no file 'runs:/%s/none.json'.".formatted(run));
        refusedFile("folder.csv/a.txt", "folder.csv", "x", "is a folder");
        refusedFile("note.json", "note.json", "{\"note\": 1}", "cannot be read as a table: ");
        refusedFile(
                "text.parquet", "text.parquet", "a text that is no table", "its first and last letters are not PAR1");
        refusedFile("empty.csv", "empty.csv", "a,b\n", "is empty");
        refusedFile("empty.json", "empty.json", "[]", "is empty");
        assertThat(give("{\"artifact\": \"%s\", \"predictions\": \"label\"}".formatted(logged("t.csv", "a,b\n1,2\n")))
                        .message())
                .endsWith("The table has the columns a, b.");
        String request = logged("request.json", "{\"inputs\": [[1]], \"predictions\": [1]}");
        assertThat(give("{\"artifact\": \"%s\", \"predictions\": \"p\"}".formatted(request))
                        .message())
                .contains("no columns to be named");
        byte[] large = new byte[(64 << 20) + 1];
        Arrays.fill(large, (byte) '\n');
        assertThat(give("{\"artifact\": \"%s\"}".formatted(logged("large.csv", large)))
                        .message())
                .contains("MiB: log a sample of the rows");
        assertThat(server.get(OWN + "drift").field("baseline")).isEqualTo("NONE");
    }

    private void refusedFile(String stored, String named, String content, String reason) throws IOException {
        logged(stored, content);
        refused("{\"artifact\": \"runs:/%s/%s\"}".formatted(run, named), reason);
    }

    private void refused(String body, String reason) throws IOException {
        Reply reply = give(body);
        assertThat(reply.status()).as(reply.text()).isBetween(400, 404);
        assertThat(reply.message()).as(body).contains(reason);
    }

    @Test
    void halvesOfLettersAreNoFailure() throws IOException {
        table("{}");
        given(logged("train.json", "{\"columns\": [\"a\"], \"data\": [[\"\\ud83d\"], [\"x\"]]}"), "[]");
        assertThat(give("{\"inputs\": [[\"\\ud83d\"]]}").status()).isEqualTo(200);
        assertThat(server.get(ENDPOINTS + "/flowers").status()).isEqualTo(200);
    }
}
