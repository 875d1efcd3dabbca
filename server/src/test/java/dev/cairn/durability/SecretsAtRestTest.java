package dev.cairn.durability;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server with accounts and encrypted artifacts leaves behind when it was used and killed: its folder, its
/// database with all that belongs to that, its log. It is searched for all that nobody may find there.
@NullMarked
class SecretsAtRestTest {
    private static final String PASSWORD = "the right password 8d1f";
    private static final String OF_ANN = "the password of ann 52c7";
    private static final String WRONG = "the wrong password 3c9e";
    private static final String WRONG_TOKEN = "cairn_" + "wrong".repeat(8);
    private static final String CONTENT = "a known line of a model 77ab";
    private static final String SHARED = "what a webhook and its receiver know a93c";
    private static final String KEPT = "a secret of a scope 4d0b";
    private static final String SAID = "what somebody asked a model e1f4";

    /// Which is no secret, so that it shows that searching finds what is there.
    private static final String PARAMETER = "a parameter that everybody may read 5be0";

    private static final String API = "/api/2.0/mlflow/";
    private static final String SESSION = "/api/3.0/cairn/session/create";
    private static final String ARTIFACT = "/api/2.0/mlflow-artifacts/artifacts/0/run/artifacts/";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> secrets = new TreeMap<>(Map.of(
            "a password", PASSWORD,
            "another password", OF_ANN,
            "a wrong password", WRONG,
            "a wrong token", WRONG_TOKEN,
            "a line of an artifact", CONTENT,
            "a secret of webhooks", SHARED,
            "a secret of a scope", KEPT,
            "a content", SAID));
    private Path data;

    @BeforeEach
    void choose() {
        data = folder.resolve("data");
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void nothingSecretIsInTheFolderWithTheEmbeddedDatabase() throws IOException, InterruptedException {
        use("--backend-store-uri", "sqlite:///" + data.resolve("cairn.db"));

        assertThat(data.resolve("cairn.db-wal")).isNotEmptyFile();
        assertNothingIsFound();
    }

    @Test
    void norWhereTheDatabaseIsPostgres() throws IOException, InterruptedException {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"))) {
            use("--backend-store-uri", postgres.uri());
            postgres.kill(); // which leaves its files as they are

            assertNothingIsFound();
        }
    }

    @Test
    void allThatTheServerWroteIsItsUsersAlone() throws IOException, InterruptedException {
        use("--backend-store-uri", "sqlite:///" + data.resolve("cairn.db"));

        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    /// Lets people sign in, rightly and wrongly, and a client store files.
    private void use(String... database) throws IOException, InterruptedException {
        ServerProcess.run(data, PASSWORD, List.of("user", "add", "root", "--admin"), database);
        String token = ServerProcess.run(data, "", List.of("token", "create", "--user", "root"), database);
        secrets.put("a token of the command line", token);
        List<String> flags = new ArrayList<>(List.of(database));
        flags.addAll(List.of("--accounts", "on", "--encrypt-artifacts", "--encrypt-contents"));
        try (ServerProcess server = ServerProcess.start(data, flags.toArray(String[]::new))) {
            String address = server.address();
            signIn(address, token);
            store(address, token);
            say(address, token);
            hook(address, token);
            keep(address, token);
            server.kill();
        }
        secrets.put(
                "the key",
                Files.readString(data.resolve("keys").resolve("cairn.key")).strip());
    }

    private void signIn(String address, String token) throws IOException, InterruptedException {
        String cookie = post(address + SESSION, "", "{'username':'root','password':'%s'}".formatted(PASSWORD), 200)
                .header("Set-Cookie")
                .orElseThrow();
        secrets.put("a session", cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
        post(address + SESSION, "", "{'username':'root','password':'%s'}".formatted(WRONG), 401);
        post(address + API + "runs/search", WRONG_TOKEN, "{'experiment_ids':['0']}", 401);
        post(address + API + "users/create", token, "{'username':'ann','password':'%s'}".formatted(OF_ANN), 200);
        String made = post(address + "/api/2.0/token/create", token, "{'comment':'for a job'}", 200)
                .field("token_value");
        secrets.put("a token of the API", made);
        post(address + API + "runs/search", made, "{'experiment_ids':['0']}", 200);
    }

    private void store(String address, String token) throws IOException, InterruptedException {
        String run = post(address + API + "runs/create", token, "{'experiment_id':'0'}", 200)
                .json()
                .at("/run/info/run_id")
                .asString();
        String parameter = "{'run_id':'%s','key':'p','value':'%s'}".formatted(run, PARAMETER);
        post(address + API + "runs/log-parameter", token, parameter, 200);
        for (String content : List.of(CONTENT, (CONTENT + "\n").repeat(20_000))) {
            String file = address + ARTIFACT + content.length();
            HttpRequest.Builder put = request(file, token).PUT(BodyPublishers.ofString(content));
            assertThat(send(put).status()).isEqualTo(200);
            assertThat(send(request(file, token)).text()).isEqualTo(content);
        }
    }

    /// Has receivers told what happens, in either dialect.
    private void hook(String address, String token) throws IOException, InterruptedException {
        post(address + API + "webhooks", token, """
                {'name':'hook','url':'https://8.8.8.8/','secret':'%s','status':'DISABLED',
                'events':[{'entity':'MODEL_VERSION','action':'CREATED'}]}
                """.formatted(SHARED), 200);
        String hooks = address + API + "registry-webhooks/";
        String id = post(hooks + "create", token, """
                {'events':['COMMENT_CREATED'],'status':'DISABLED',
                'http_url_spec':{'url':'https://8.8.8.8/','secret':'%1$s','authorization':'Bearer %1$s'}}
                """.formatted(SHARED), 200)
                .json()
                .at("/webhook/id")
                .asString();
        Reply listed = send(request(hooks + "list", token));
        assertThat(listed.text()).contains(id).doesNotContain(SHARED);
    }

    /// Has a secret kept, and reads it.
    private void keep(String address, String token) throws IOException, InterruptedException {
        String api = address + "/api/2.0/secrets/";
        post(api + "scopes/create", token, "{'scope':'prod'}", 200);
        post(api + "put", token, "{'scope':'prod','key':'key','string_value':'%s'}".formatted(KEPT), 200);
        String read = send(request(api + "get?scope=prod&key=key", token)).field("value");
        assertThat(new String(Base64.getDecoder().decode(read), ISO_8859_1)).isEqualTo(KEPT);
        secrets.put("a secret of a scope in base64", read);
    }

    /// Sends what people say, in all that carries it.
    private void say(String address, String token) throws IOException, InterruptedException {
        String spans = """
                {'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'0af7651916cd43dd8448eb211c80319c','spanId':'b7ad6b7169203331',
                'name':'root','startTimeUnixNano':'1','endTimeUnixNano':'2','status':{'code':2,'message':'%1$s'},
                'events':[{'timeUnixNano':'1','name':'%1$s'}],'attributes':[{'key':'color','value':{'stringValue':'%1$s'}},
                {'key':'mlflow.spanInputs','value':{'stringValue':'%1$s'}},{'key':'mlflow.spanOutputs','value':{'stringValue':'%1$s'}}]}]}]}]}
                """.formatted(SAID).replace('\'', '"');
        Reply stored = send(request(address + "/v1/traces", token)
                .header("Content-Type", "application/json")
                .header("x-mlflow-experiment-id", "0")
                .POST(BodyPublishers.ofString(spans)));
        assertThat(stored.status()).as(stored.text()).isEqualTo(200);
        String traces = address + "/api/3.0/mlflow/traces";
        String trace = "tr-0af7651916cd43dd8448eb211c80319c";
        post(traces, token, """
                {'trace':{'trace_info':{'trace_id':'%1$s','trace_location':{'type':'MLFLOW_EXPERIMENT','mlflow_experiment':
                {'experiment_id':'0'}},'request_preview':'%2$s','response_preview':'%2$s','state':'OK',
                'trace_metadata':{'mlflow.traceInputs':'%2$s','mlflow.traceOutputs':'%2$s'}}}}
                """.formatted(trace, SAID), 200);
        for (String kind : List.of("feedback", "expectation")) {
            String assessment = """
                    {'assessment':{'assessment_name':'a','source':{'source_type':'HUMAN','source_id':'ann'},
                    'rationale':'%2$s','metadata':{'note':'%2$s'},'%1$s':{'value':'%2$s'}}}
                    """.formatted(kind, SAID).replace('\'', '"');
            Reply kept = send(request(traces + "/" + trace + "/assessments", token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", kind)
                    .POST(BodyPublishers.ofString(assessment)));
            assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        }
        String datasets = address + "/api/3.0/mlflow/datasets/";
        String dataset = post(datasets + "create", token, "{'name':'d','experiment_ids':['0']}", 200)
                .json()
                .at("/dataset/dataset_id")
                .asString();
        String record = "[{\\'inputs\\':{\\'q\\':\\'%1$s\\'},\\'expectations\\':{\\'a\\':\\'%1$s\\'}}]".formatted(SAID);
        post(datasets + dataset + "/records", token, "{'records':'%s'}".formatted(record), 200);
        String read = send(request(traces + "/get?trace_id=" + trace, token)).text();
        assertThat(read.split(SAID, -1)).as("what was sent is read again").hasSizeGreaterThan(9);
    }

    /// A text with ' in place of ".
    private Reply post(String url, String token, String body, int status) throws IOException, InterruptedException {
        Reply reply = send(request(url, token)
                .header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
        assertThat(reply.status()).as("%s: %s", url, reply.text()).isEqualTo(status);
        return reply;
    }

    private static HttpRequest.Builder request(String url, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), response.headers().map(), response.body());
    }

    private void assertNothingIsFound() throws IOException {
        boolean isSearched = false;
        Path key = data.resolve("keys").resolve("cairn.key");
        assertThat(data.resolve("logs").resolve("cairn.log")).isNotEmptyFile();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, ISO_8859_1);
                isSearched |= bytes.contains(PARAMETER);
                for (Map.Entry<String, String> secret : secrets.entrySet()) {
                    if (!file.equals(key) && bytes.contains(secret.getValue())) {
                        throw new AssertionError("%s is in %s".formatted(secret.getKey(), file));
                    }
                }
            }
        }
        assertThat(isSearched).as("what is no secret is found").isTrue();
    }
}
