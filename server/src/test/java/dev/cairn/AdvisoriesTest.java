package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The requests of the public advisories about MLflow's server, each by the number under which it
/// can be read: what they ask for is refused, and neither read, written nor deleted.
///
/// Those about files of the machine come from root, who may do everything that the server does;
/// the others from bob, who is denied what ann has, and from anyone.
final class AdvisoriesTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer().withAccounts();

    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String SECRET = "a secret of the machine";
    private static final String OF_ANN = "a secret of ann";
    private static final String API = "/api/2.0/mlflow/";
    private static final String FILES = RunningServer.FILES;

    private static Path secret;
    private static String experiment;
    private static String run;
    private static String model;
    private static String trace;

    @BeforeAll
    static void annHasThingsThatBobIsDenied() throws IOException {
        secret = Files.writeString(SERVER.folder().resolve("secret.txt"), SECRET);
        SERVER.setUp();
        for (String name : List.of("ann", "bob")) {
            post("root", API + "users/create", "{'username':'%s','password':'%s'}".formatted(name, PASSWORD));
        }
        experiment = post("ann", API + "experiments/create", "{'name':'hers'}").field("experiment_id");
        run = post("ann", API + "runs/create", "{'experiment_id':'%s'}".formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
        model = post("ann", API + "logged-models", "{'experiment_id':'%s','name':'m'}".formatted(experiment))
                .json()
                .at("/model/info/model_id")
                .asString();
        trace = "tr-0123456789abcdef0123456789abcdef";
        Reply traced = post("ann", "/api/3.0/mlflow/traces", """
                {'trace':{'trace_info':{'trace_id':'%s','request_time':'2026-01-01T00:00:00Z','state':'OK',
                'trace_location':{'type':'MLFLOW_EXPERIMENT','mlflow_experiment':{'experiment_id':'%s'}}}}}
                """.formatted(trace, experiment));
        assertThat(traced.status()).as(traced.text()).isEqualTo(200);
        for (String place : List.of(run + "/artifacts", "models/" + model + "/artifacts")) {
            assertThat(send("ann", "PUT", "%s/%s/%s/secret.txt".formatted(FILES, experiment, place), OF_ANN)
                            .status())
                    .isEqualTo(200);
        }
        post("bob", API + "registered-models/create", "{'name':'his'}");
        post("root", API + "registered-models/create", "{'name':'churn'}");
        Reply denied = post(
                "ann",
                "/api/3.0/mlflow/users/permissions/grant",
                "{'username':'bob','resource_type':'experiment','resource_id':'%s','permission':'DENY'}"
                        .formatted(experiment));
        assertThat(denied.status()).as(denied.text()).isEqualTo(200);
    }

    /// Sources of model versions, some of which have been enough to read any file.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    CVE-2023-1177       | file:///
                    CVE-2023-1177       | OUTSIDE
                    CVE-2023-1177       | file://OUTSIDE
                    CVE-2023-2356       | mlflow-artifacts:/../../
                    CVE-2023-2356       | mlflow-artifacts:/HERS/RUN/artifacts/../../../..
                    CVE-2023-2356       | s3://bucket/a/../../b
                    CVE-2023-2780       | file:///..\\..\\
                    CVE-2023-2780       | mlflow-artifacts:/..\\..\\
                    CVE-2023-6909       | file://OUTSIDE?/../../
                    CVE-2023-6977       | //proc/self/root
                    CVE-2024-1483       | http:///#/../../../../etc/
                    CVE-2024-1558       | mlflow-artifacts:/HERS/RUN/artifacts/%2e%2e/%2e%2e/
                    CVE-2024-1593       | mlflow-artifacts:/;..;/../../etc
                    CVE-2024-2928       | mlflow-artifacts:/HERS/RUN/artifacts#/../../../..
                    CVE-2024-3573       | file:OUTSIDE
                    CVE-2024-3848       | mlflow-artifacts:/HERS/RUN/artifacts?x#/../../../..
                    CVE-2024-8859       | dbfs:/../../etc
                    CVE-2025-11201      | ../../../../etc
                    #23500              | http://169.254.169.254/latest/meta-data
                    """)
    void noModelVersionComesFromAnywhereElse(String advisory, String source) throws IOException {
        for (String tags : List.of("", ",'tags':[{'key':'mlflow.prompt.is_prompt','value':'true'}]")) {
            for (String of : List.of("", ",'run_id':'RUN'")) {
                String body = "{'name':'churn','source':'%s'%s%s}".formatted(source.replace("\\", "\\\\"), of, tags);
                Reply made = post("root", "/ajax-api/2.0/mlflow/model-versions/create", body);
                if (made.status() == 200) { // a prompt's source is a text that nothing is read from
                    assertThat(tags).as(advisory + " " + source).isNotEmpty();
                    String version = made.json().at("/model_version/version").asString();
                    for (String path : List.of("secret.txt", "passwd", "etc/passwd")) {
                        Reply read = send(
                                "root",
                                "GET",
                                "/model-versions/get-artifact?name=churn&version=%s&path=%s".formatted(version, path),
                                "");
                        assertThat(read.status()).as(advisory).isBetween(400, 404);
                    }
                } else {
                    assertThat(made.status()).as(advisory + " " + made.text()).isEqualTo(400);
                }
            }
        }
    }

    /// Places for the artifacts of an experiment.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    CVE-2023-6831  | file://OUTSIDE
                    CVE-2024-1483  | http:///#/../../../../../../../../etc/
                    CVE-2024-1594  | http:///#/../../../../../../../../etc/
                    CVE-2024-1594  | mlflow-artifacts:/x#/../../..
                    CVE-2024-2928  | http:///?/../../../../../../../../etc/
                    CVE-2024-3848  | mlflow-artifacts:/x?#/../../..
                    CVE-2024-1593  | mlflow-artifacts:/x;/../../..
                    CVE-2023-6975  | ../../../../etc
                    """)
    void noExperimentKeepsItsFilesAnywhereElse(String advisory, String location) throws IOException {
        Reply made = post(
                "root",
                "/ajax-api/2.0/mlflow/experiments/create",
                "{'name':'%s','artifact_location':'%s'}".formatted(advisory, location));

        assertThat(made.status()).as(made.text()).isEqualTo(400);
    }

    /// Paths of artifacts. The run is one of root's reach, so that nothing but the path is wrong.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    #7166         | GET    | /get-artifact?path=../../../../../../secret.txt&run_uuid=RUN
                    CVE-2023-6940 | GET    | /get-artifact?path=..%5c..%5c..%5csecret.txt&run_id=RUN
                    CVE-2023-6015 | PUT    | FILES/../../../secret.txt
                    CVE-2023-6015 | PUT    | FILES/OUTSIDE/secret.txt
                    CVE-2023-6015 | PUT    | FILES/C:/secret.txt
                    CVE-2023-6753 | PUT    | FILES/..%5c..%5c..%5csecret.txt
                    CVE-2026-2033 | PUT    | FILES/%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.txt
                    CVE-2023-6831 | DELETE | FILES/..%5c..%5c..%5csecret.txt
                    CVE-2023-6831 | DELETE | FILES/%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.txt
                    CVE-2024-1560 | DELETE | FILES/%252e%252e%252f%252e%252e%252f%252e%252e%252fsecret.txt
                    CVE-2024-1560 | DELETE | FILES/..%252f..%252f..%252fsecret.txt
                    CVE-2023-6730 | GET    | FILES/%252e%252e%252f%252e%252e%252f%252e%252e%252fsecret.txt
                    """)
    void noPathLeadsOutOfTheArtifacts(String advisory, String method, String target) throws IOException {
        Reply reply = send("root", method, target, method.equals("PUT") ? "planted" : "");

        assertThat(reply.status()).as(advisory + " " + reply.text()).isEqualTo(400);
        assertThat(secret).hasContent(SECRET);
    }

    /// What anyone could do who had no account.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    CVE-2023-6014       | POST   | /api/2.0/mlflow/users/create      | {'username':'eve','password':'correct horse battery'}
                    CVE-2023-6014       | POST   | //api/2.0/mlflow/users/create     | {'username':'eve','password':'correct horse battery'}
                    CVE-2025-1473       | POST   | /api/2.0/mlflow/users/create-ui   | username=eve&password=correct+horse+battery
                    CVE-2026-0545       | POST   | /ajax-api/3.0/jobs/               | {'job_name':'x','params':{}}
                    CVE-2026-0545       | POST   | /ajax-api/3.0/jobs/search         | {}
                    CVE-2026-2652       | POST   | /v1/traces                        | {'resourceSpans':[]}
                    CVE-2025-14297      | POST   | /graphql                          | {'query':'{ mlflowSearchRuns(input: {}) { runs { info { runId } } } }'}
                    GHSA-8c7q-86fq-vvmh | POST   | /api/2.0/mlflow-artifacts/mpu/create/HERS/RUN/artifacts | {'path':'x','num_parts':1}
                    GHSA-8c7q-86fq-vvmh | POST   | /api/2.0/mlflow-artifacts/mpu/abort/HERS/RUN/artifacts  | {'path':'x','upload_id':'u'}
                    GHSA-wxj7-3fx5-pp9m | POST   | /ajax-api/2.0/mlflow/gateway-proxy | {'gateway_path':'http://169.254.169.254/'}
                    """)
    void whoDoesNotSignInDoesNothing(String advisory, String method, String target, String body) throws IOException {
        Reply reply = send("anyone", method, target, body);

        assertThat(reply.status()).as(advisory + " " + reply.text()).isBetween(400, 404);
        assertThat(reply.text()).doesNotContain(run, SECRET, OF_ANN);
        assertThat(send("root", "GET", API + "users/get?username=eve", "").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "CVE-2026-2635, admin, password1234",
        "CVE-2026-2635, admin, password",
        "CVE-2026-2635, admin, admin",
        "CVE-2025-1474, root, ''",
        "CVE-2025-1474, ann, ''"
    })
    void nobodySignsInWithADefaultOrEmptyPassword(String advisory, String name, String password) throws IOException {
        Reply reply = SERVER.send(
                Request.of("GET", API + "experiments/search?max_results=1").with(Request.basic(name, password)));

        assertThat(reply.status()).as(advisory).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"CVE-2025-1474, ''", "CVE-2025-1474, ' '", "CVE-2025-11200, a", "CVE-2025-11200, short"})
    void nobodyHasAnEmptyOrShortPassword(String advisory, String password) throws IOException {
        Reply reply = post("root", API + "users/create", "{'username':'weak','password':'%s'}".formatted(password));

        assertThat(reply.status()).as(advisory + " " + reply.text()).isEqualTo(400);
    }

    /// What bob could do with what ann keeps to herself.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    CVE-2024-4263       | DELETE | FILES/HERS/RUN/artifacts/secret.txt | -
                    GHSA-qqq6-8wgv-xjqg | GET    | /ajax-api/2.0/mlflow/get-trace-artifact?request_id=TRACE | -
                    GHSA-qqq6-8wgv-xjqg | GET    | /ajax-api/3.0/mlflow/get-trace-artifact?request_id=TRACE&path=traces.json | -
                    GHSA-46r5-x6jq-v8g6 | GET    | /ajax-api/2.0/mlflow/logged-models/MODEL/artifacts/files?artifact_file_path=secret.txt | -
                    GHSA-3p64-6gvh-82v5 | POST   | /api/2.0/mlflow/runs/log-inputs | {'run_id':'RUN','datasets':[{'dataset':{'name':'d','digest':'1','source_type':'x','source':'y'}}]}
                    GHSA-8c7q-86fq-vvmh | POST   | /api/2.0/mlflow-artifacts/mpu/create/HERS/RUN/artifacts | {'path':'x','num_parts':1}
                    MLflow 3.13.0       | GET    | /get-artifact?run_id=RUN&path=secret.txt | -
                    MLflow 3.13.0       | POST   | /api/2.0/mlflow/model-versions/create | {'name':'his','source':'mlflow-artifacts:/HERS/RUN/artifacts','run_id':'RUN'}
                    MLflow 3.13.0       | POST   | /api/2.0/mlflow/model-versions/create | {'name':'his','source':'mlflow-artifacts:/HERS/RUN/artifacts'}
                    MLflow 3.13.0       | POST   | /api/2.0/mlflow/model-versions/create | {'name':'his','source':'models:/MODEL','model_id':'MODEL'}
                    """)
    void whatIsDeniedIsReachedByNoOtherWay(String advisory, String method, String target, String body)
            throws IOException {
        Reply reply = send("bob", method, target, body);

        assertThat(reply.status()).as(advisory + " " + reply.text()).isBetween(400, 404);
        assertThat(reply.text()).doesNotContain(OF_ANN);
        assertThat(send("ann", "GET", "/get-artifact?run_id=RUN&path=secret.txt", "")
                        .text())
                .isEqualTo(OF_ANN);
    }

    /// CVE-2025-14297, #25676.
    @Test
    void graphqlTellsNothingThatIsDenied() throws IOException {
        String query = "{'query':'{ mlflowGetRun(input: {runId: \\\"RUN\\\"}) { run { info { artifactUri } } } }'}";

        assertThat(post("ann", "/graphql", query).text()).contains(run);
        assertThat(post("bob", "/graphql", query).text()).doesNotContain(experiment + "/" + run);
    }

    /// CVE-2025-0453.
    @Test
    void oneGraphqlRequestDoesNotAskAThousandTimes() throws IOException {
        StringBuilder many = new StringBuilder("{'query':'{");
        for (int i = 0; i < 1000; i++) {
            many.append(" a%d: mlflowGetRun(input: {runId: \\\"RUN\\\"}) { run { info { runId } } }".formatted(i));
        }

        Reply reply = post("ann", "/graphql", many.append("}'}").toString());

        assertThat(reply.text()).doesNotContain(run);
    }

    /// CVE-2025-14279.
    @Test
    void aNameThatWasBoundAnewIsNotThisServers() throws IOException {
        Reply reply = SERVER.send(as("root", Request.of("GET", API + "experiments/search?max_results=1"))
                .with("Host: rebound.example"));

        assertThat(reply.status()).isEqualTo(403);
    }

    /// CVE-2025-1473.
    @Test
    void aFormOfAnotherSiteMakesNoAccount() throws IOException {
        for (String target : List.of(API + "users/create", API + "users/create-ui", "/signup")) {
            Reply reply = SERVER.send(as("root", Request.of("POST", target))
                    .with("Origin: https://evil.example")
                    .with("Content-Type: application/x-www-form-urlencoded")
                    .body("username=eve&password=correct+horse+battery"));

            assertThat(reply.status()).as(reply.text()).isBetween(400, 404);
        }
    }

    private static Reply post(String who, String target, String body) throws IOException {
        return send(who, "POST", target, body);
    }

    /// Sends a request in which `RUN`, `OUTSIDE` … stand for what they are, and ' for ".
    private static Reply send(String who, String method, String target, String body) throws IOException {
        Request request = Request.json(method, named(target), named(body).replace('\'', '"'));
        return SERVER.send(who.equals("anyone") ? request : as(who, request));
    }

    private static Request as(String who, Request request) {
        return request.with(Request.basic(who, PASSWORD));
    }

    private static String named(String text) {
        return text.replace("FILES", FILES)
                .replace("HERS", String.valueOf(experiment))
                .replace("RUN", String.valueOf(run))
                .replace("MODEL", String.valueOf(model))
                .replace("TRACE", String.valueOf(trace))
                .replace("OUTSIDE", SERVER.folder().toString());
    }
}
