package dev.cairn.importing.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cairn.importing.transfer.MadeUpSource;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.ModelVersionStatus;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.registry.RegisteredModelCopy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Registered models sent to servers that answer as a test has it.
final class RestRegistryTest {
    private static final String TAKEN = "{\"error_code\": \"RESOURCE_ALREADY_EXISTS\", \"message\": \"taken\"}";
    private static final String CUT_OFF =
            "{\"registered_model\": {\"tags\": [{\"key\": \"cairn.exported\", \"value\": \"false\"}]}}";

    /// Answers by endpoint and what is behind `page_token=`; `{}` to all else.
    private final Map<String, String> answers = new HashMap<>();

    private final List<String> calls = new ArrayList<>();
    private final MadeUpSource source = new MadeUpSource();
    private final List<String> exported = new ArrayList<>();
    private final Report report = new Report();
    private HttpServer other;

    @BeforeEach
    void open() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/api/2.0/mlflow/", this::answer);
        other.start();
    }

    @AfterEach
    void close() {
        other.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        String endpoint = call.getRequestURI().getPath().substring("/api/2.0/mlflow/".length());
        String query = Optional.ofNullable(call.getRequestURI().getQuery()).orElse("");
        String page = query.replaceFirst(".*page_token=([^&]*).*|.*", "$1");
        String answer = answers.getOrDefault((endpoint + " " + page).strip(), "{}");
        calls.add(endpoint);
        call.getRequestBody().readAllBytes();
        byte[] body = answer.getBytes(UTF_8);
        call.sendResponseHeaders(answer.contains("error_code") ? 400 : 200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private void send(long lastVersion, long... versions) {
        source.registeredModels.add(new RegisteredModelCopy(
                new RegisteredModel("reg", 1, 2, null, List.of(), List.of(), List.of(), null),
                LongStream.of(versions).mapToObj(RestRegistryTest::version).toList(),
                lastVersion));
        try (MlflowServer server =
                new MlflowServer("http://127.0.0.1:" + other.getAddress().getPort())) {
            new RestRegistry(server, owner -> Optional.empty(), report).export(source, exported::add);
        }
    }

    private static RegisteredModelCopy.Version version(long number) {
        ModelVersion version = new ModelVersion(
                "reg",
                Long.toString(number),
                1,
                2,
                "None",
                null,
                "s3://bucket/place",
                "",
                ModelVersionStatus.READY,
                List.of(),
                "",
                List.of(),
                null,
                null);
        return new RegisteredModelCopy.Version(version, version.source());
    }

    @Test
    void aServerThatGivesNoNumberIsAskedOnce() {
        send(3);

        assertThat(report.text())
                .contains("Registered model 'reg' was not exported whole: the server gave a version the number ''");
        assertThat(calls).containsExactly("registered-models/create", "model-versions/create");
    }

    @Test
    void aServerThatGivesANumberTwiceIsAskedNoMore() {
        answers.put("model-versions/create", "{\"model_version\": {\"version\": \"1\"}}");

        send(5, 1, 2);

        assertThat(report.text())
                .contains("was not exported whole: the server gave a version the number '1', and not one behind 1");
        assertThat(calls)
                .filteredOn(call -> call.equals("model-versions/create"))
                .hasSize(2);
    }

    @Test
    void numbersFarBehindTheLastVersionAreNotTaken() {
        answers.put("model-versions/create", "{\"model_version\": {\"version\": \"1\"}}");

        send(2_000_000_000, 1);

        assertThat(report.text()).contains("Registered model 'reg' had versions up to 2000000000, which are deleted");
        assertThat(calls)
                .filteredOn(call -> call.equals("model-versions/create"))
                .hasSize(1);
        assertThat(exported).containsExactly("reg");
    }

    @Test
    void aVersionFarBehindTheOneBeforeIsNotMade() {
        answers.put("model-versions/create", "{\"model_version\": {\"version\": \"1\"}}");

        send(50_000, 1, 50_000);

        assertThat(report.text())
                .contains("was not exported whole: version 50000 is more than 10,000 numbers behind the one before");
        assertThat(calls)
                .filteredOn(call -> call.equals("model-versions/create"))
                .hasSize(1);
    }

    @Test
    void versionsOnLaterPagesAreNotMadeAgain() {
        answers.put("registered-models/create", TAKEN);
        answers.put("registered-models/get", CUT_OFF);
        answers.put(
                "model-versions/search",
                "{\"model_versions\": [{\"version\": \"2\"}], \"next_page_token\": \"behind-2\"}");
        answers.put("model-versions/search behind-2", "{\"model_versions\": [{\"version\": \"1\"}]}");

        send(2, 1, 2);

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(exported).containsExactly("reg");
        assertThat(calls)
                .containsExactly(
                        "registered-models/create",
                        "registered-models/get",
                        "model-versions/search",
                        "model-versions/search",
                        "registered-models/set-tag");
    }
}
