package dev.cairn.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.ServedRoutes;
import dev.cairn.access.Level;
import dev.cairn.access.Permission;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.Method;
import dev.cairn.http.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two workspaces with things of the same names: neither sees the other's, nor changes them, by any route.
final class IsolationTest {
    /// What is about people, workspaces or the server; or has a test of its own, here or (endpoints) in its room; or
    /// does nothing yet.
    private static final Pattern OTHERS = Pattern.compile(
            "/ajax-api/(2.0/mlflow/users|2.0/token(-management)?|2.0/accounts|2.0/preview/scim|3.0/cairn/(serving-endpoints|workspaces|sessions?|audit|device|keys|permissions/set)|3.0/mlflow/(users|roles|workspaces|ui-telemetry|server-info)"
                    + "|3.0/cairn/health|3.0/(mlflow/)?jobs|3.0/mlflow/(scorer|genai/evaluate|issues)/invoke"
                    + "|2.0/mlflow-artifacts/signed|2.[01]/(mlflow/)?unity-catalog|2.0/fs/(files|directories)/\\{path\\+}|2.0/(serving-endpoints|external-function)|4.0/mlflow/traces/search-long-running|3.0/cairn/(.*/)?events)(/.*)?"
                    + "|/(|health|version|ready|metrics|openapi.json|v1/traces|notebook.html|cairn.svg|assets/.*|static-files/.*"
                    + "|oidc/.*|.well-known/.*|serving-endpoints/.*|v2(/.*)?)");

    /// What is another each time that one asks.
    private static final Pattern CHANGING = Pattern.compile("signed|zip|running|deliveries");

    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    static List<RunningServer> servers() {
        return List.of(SQLITE, POSTGRES);
    }

    @Test
    void everyRouteAboutWhatIsInAWorkspaceIsTried() throws IOException {
        List<Line> lines = Line.all();

        assertThat(ServedRoutes.all().stream()
                        .filter(route -> !route.path().startsWith("/api/"))
                        .filter(route -> !OTHERS.matcher(route.path()).matches())
                        .filter(route -> lines.stream().noneMatch(line -> line.isOf(route)))
                        .map(route -> route.method() + " " + route.path()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nobodySeesWhatAnotherWorkspaceHas(RunningServer server) throws IOException {
        FilledTenant owner = new FilledTenant(server, "owner");
        FilledTenant stranger = new FilledTenant(server, "stranger");
        List<String> faults = new ArrayList<>();

        for (Line line : Line.all()) {
            if (line.isReading()) {
                Reply own = line.send(owner, owner);
                Reply strange = line.send(stranger, owner);
                if (own.status() != 200 || own.text().contains(owner.secret) == line.isSilent()) {
                    faults.add(line + " tells its own workspace " + own.status() + " " + own.text());
                }
                if (strange.text().contains(owner.secret)
                        || (line.isSilent()
                                && strange.status() == 200
                                && strange.text().equals(own.text()))) {
                    faults.add(line + " tells " + strange.status() + " " + strange.text());
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nobodyChangesWhatAnotherWorkspaceHas(RunningServer server) throws IOException {
        FilledTenant owner = new FilledTenant(server, "kept");
        FilledTenant stranger = new FilledTenant(server, "changing");
        Map<String, String> before = told(owner);

        for (Line line : Line.all()) {
            if (!line.isReading()) {
                Reply strange = line.send(stranger, owner);
                assertThat(strange.status()).as(line.toString()).isLessThan(500);
                assertThat(strange.text()).as(line.toString()).doesNotContain(owner.secret);
            }
        }
        assertThat(told(owner)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theSameRequestsChangeWhatIsTheirOwn(RunningServer server) throws IOException {
        int count = 0;
        List<String> faults = new ArrayList<>();
        for (Line line : Line.all()) {
            if (!line.isReading()) {
                count++;
                FilledTenant owner = new FilledTenant(server, "own-" + count);
                Reply reply = line.send(owner, owner);
                if (reply.status() / 100 != 2) {
                    faults.add(line + " is answered " + reply.status() + " " + reply.text());
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nobodySendsSpansToAnotherWorkspace(RunningServer server) throws IOException {
        FilledTenant owner = new FilledTenant(server, "spans");
        FilledTenant stranger = new FilledTenant(server, "spanning");
        Request request = Request.json("POST", "/v1/traces", owner.filled("""
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "$hex", "spanId": "0102030405060709",
                "name": "new", "startTimeUnixNano": "1", "endTimeUnixNano": "2"}]}]}]}
                """));

        assertThat(stranger.sendSpans(request, owner.filled("$experiment")).status())
                .isEqualTo(404);
        assertThat(stranger.sendSpans(request, stranger.filled("$experiment")).status())
                .isNotEqualTo(500);
        assertThat(owner.tenant
                        .get(owner.filled("/api/3.0/mlflow/traces/get?trace_id=$trace"))
                        .text())
                .contains(owner.secret)
                .doesNotContain("\"new\"");
    }

    /// What refers to something of elsewhere must not show it either.
    @ParameterizedTest
    @MethodSource("servers")
    void aModelVersionOpensNoFilesOfAnotherWorkspace(RunningServer server) throws IOException {
        FilledTenant owner = new FilledTenant(server, "source");
        FilledTenant stranger = new FilledTenant(server, "sourcing");
        List<String> told = new ArrayList<>();

        for (String source : List.of(
                "\"models:/$model\"",
                "\"models:/$model\", \"model_id\": \"$model\"",
                "\"models:/same/1\"",
                "\"runs:/$run\"",
                "\"runs:/$run\", \"run_id\": \"$run\"",
                "\"mlflow-artifacts:/$files\"",
                "\"mlflow-artifacts:/$files\", \"run_id\": \"$run\"",
                "\"mlflow-artifacts:/$name\"")) {
            String body = owner.filled("{\"name\": \"same\", \"source\": " + source + "}");
            String version = stranger.tenant
                    .post("model-versions/create", body)
                    .json()
                    .at("/model_version/version")
                    .asString("1");
            for (String path : List.of("a.txt", owner.filled("$experiment/$run/artifacts/a.txt"))) {
                Reply reply = stranger.tenant.get(
                        "/model-versions/get-artifact?name=same&version=" + version + "&path=" + path);
                if (reply.text().contains(owner.secret)) {
                    told.add(source + " " + path);
                }
            }
        }

        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nothingOfAnotherWorkspaceIsTakenUpInOnesOwn(RunningServer server) throws IOException {
        FilledTenant owner = new FilledTenant(server, "taken");
        FilledTenant stranger = new FilledTenant(server, "taking");

        for (String call : List.of(
                "3.0/mlflow/review-queues/items/add {\"queue_id\": \"OWN_queue\", \"item_type\": \"TRACE\", \"item_ids\": [\"$trace\"]}",
                "3.0/cairn/runs/move {\"run_ids\": [\"OWN_run\"], \"experiment_id\": \"$experiment\"}",
                "3.0/cairn/runs/move {\"run_ids\": [\"$run\"], \"experiment_id\": \"OWN_experiment\"}",
                "3.0/cairn/runs/set-tags {\"run_ids\": [\"OWN_run\", \"$run\"], \"tags\": [{\"key\": \"k\", \"value\": \"new\"}]}",
                "3.0/mlflow/datasets/OWN_dataset/add-experiments {\"experiment_ids\": [\"$experiment\"]}",
                "3.0/mlflow/datasets/create {\"name\": \"new\", \"experiment_ids\": [\"$experiment\"]}",
                "2.0/mlflow/traces/link-to-run {\"run_id\": \"OWN_run\", \"trace_ids\": [\"$trace\"]}",
                "2.0/mlflow/traces/link-to-run {\"run_id\": \"$run\", \"trace_ids\": [\"OWN_trace\"]}",
                "2.0/mlflow/runs/outputs {\"run_id\": \"OWN_run\", \"models\": [{\"model_id\": \"$model\", \"step\": 1}]}",
                "2.0/mlflow/runs/log-metric {\"run_id\": \"OWN_run\", \"key\": \"new\", \"value\": 1, \"timestamp\": 1, \"model_id\": \"$model\"}",
                "3.0/cairn/views/create {\"name\": \"new\", \"screen\": \"runs\", \"experiment_id\": \"$experiment\", \"state\": \"{}\"}",
                "3.0/cairn/trash/restore {\"run_ids\": [\"$deletedRun\"]}")) {
            Map<String, String> before = told(owner);
            String[] words =
                    owner.filled(call.replaceAll("OWN_([a-zA-Z]+)", "@$1@")).split(" ", 2);
            Reply reply = stranger.tenant.send(
                    Request.json("POST", "/api/" + ownIds(words[0], stranger), ownIds(words[1], stranger)));
            assertThat(reply.text()).as(call).doesNotContain(owner.secret);
            assertThat(told(owner)).as(call).isEqualTo(before);
        }
        for (Line line : Line.all()) {
            if (line.isReading()) {
                assertThat(line.send(stranger, stranger).text())
                        .as(line.toString())
                        .doesNotContain(owner.secret);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nobodyKeepsAnotherWorkspaceFromPurging(RunningServer server) throws IOException {
        FilledTenant owner = new FilledTenant(server, "purging");
        FilledTenant stranger = new FilledTenant(server, "keeping");
        Reply version = stranger.tenant.post(
                "model-versions/create",
                owner.filled("{\"name\": \"same\", \"source\": \"s3://somewhere/else\", \"run_id\": \"$deletedRun\"}"));

        assertThat(version.status()).isEqualTo(200);
        Reply purge = owner.tenant.send(
                Request.json("POST", "/api/3.0/cairn/trash/purge", owner.filled("{\"run_ids\": [\"$deletedRun\"]}")));

        assertThat(purge.json().path("runs").asInt())
                .as(version.text() + purge.text())
                .isEqualTo(1);
    }

    private static String ownIds(String text, FilledTenant owner) {
        return owner.filled(text.replaceAll("@([a-zA-Z]+)@", "\\$$1"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nobodyWatchesAnotherWorkspace(RunningServer server) throws IOException {
        FilledTenant owner = new FilledTenant(server, "watched");
        FilledTenant stranger = new FilledTenant(server, "watching");

        for (String stream : List.of("experiments/$experiment/events", "runs/$run/events")) {
            assertThat(stranger.tenant
                            .get(owner.filled("/api/3.0/cairn/" + stream))
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nobodyHearsOfTheModelsOfAnotherWorkspace(RunningServer server) throws IOException, InterruptedException {
        Tenant owner = Tenant.in(server, "told");
        Tenant stranger = Tenant.in(server, "hearing");

        try (BufferedReader events = stranger.stream("/api/3.0/cairn/registry/events")) {
            Tenant.until(events, "id: ");
            owner.post("registered-models/create", "{\"name\": \"theirs\"}");
            owner.send(
                    Request.json("DELETE", RunningServer.API + "registered-models/delete", "{\"name\": \"theirs\"}"));
            stranger.post("registered-models/create", "{\"name\": \"own\"}");

            assertThat(Tenant.until(events, "\"own\"")).contains("event: model").doesNotContain("theirs", "resync");
        }
        try (BufferedReader events = owner.stream("/api/3.0/cairn/registry/events")) {
            Tenant.until(events, "id: ");
            owner.post("registered-models/create", "{\"name\": \"own\"}");

            assertThat(Tenant.until(events, "\"own\"")).contains("event: model");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void anIdempotencyKeyIsOfOneWorkspace(RunningServer server) throws IOException {
        Request request = Request.json("POST", RunningServer.API + "experiments/create", "{\"name\": \"same\"}")
                .with("Idempotency-Key: same");
        Tenant one = Tenant.in(server, "key-one");
        Tenant other = Tenant.in(server, "key-other");

        String first = one.send(request).field("experiment_id");
        String second = other.send(request).field("experiment_id");

        assertThat(first).isNotEmpty().isNotEqualTo(second);
        assertThat(one.send(request).field("experiment_id")).isEqualTo(first);
        assertThat(other.send(request).field("experiment_id")).isEqualTo(second);
    }

    /// What the routes that only look tell of a workspace.
    private static Map<String, String> told(FilledTenant owner) throws IOException {
        Map<String, String> told = new TreeMap<>();
        for (Line line : Line.all()) {
            if (line.isReading() && !CHANGING.matcher(line.path()).find()) {
                told.put(line.toString(), line.send(owner, owner).text());
            }
        }
        return told;
    }

    /// A line of the list of requests.
    ///
    /// @param isSilent whether the answer has none of the texts that are in the workspace
    private record Line(boolean isSilent, String method, String path, String body, boolean isReading) {
        private static final List<Line> ALL = read();

        static List<Line> all() {
            return ALL;
        }

        private static List<Line> read() {
            List<Route> routes = ServedRoutes.all();
            try (Stream<String> lines = Files.lines(Path.of("src/test/resources/workspaces/requests.txt"))) {
                return lines.filter(text -> !text.startsWith("#"))
                        .map(text -> of(text, routes))
                        .toList();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static Line of(String text, List<Route> routes) {
            String[] words = text.substring(2).split(" ", 3);
            String path = (words[1].startsWith("/") ? "" : "/ajax-api/") + words[1];
            Line line = new Line(text.startsWith("-"), words[0], path, words.length < 3 ? "" : words[2], false);
            Route route = routes.stream().filter(line::isOf).findFirst().orElseThrow(() -> new AssertionError(text));
            return new Line(line.isSilent, line.method, path, line.body, !text.startsWith("+") && looksOnly(route));
        }

        private static boolean looksOnly(Route route) {
            return route.method() == Method.GET
                    || route.permission() instanceof Permission.Filtered
                    || route.permission().needs().stream().anyMatch(need -> need.level() == Level.READ);
        }

        boolean isOf(Route route) {
            String pattern = route.path()
                    .replace(".", "\\.")
                    .replaceAll("\\{[^}]*\\+}", ".+")
                    .replaceAll("\\{[^}]*}", "[^/]+");
            return route.method().name().equals(method)
                    && path.replaceFirst("\\?.*", "").matches(pattern);
        }

        /// Asks in the name of one workspace for what is in another.
        Reply send(FilledTenant asking, FilledTenant owner) throws IOException {
            String target = owner.filled(path);
            return asking.tenant.send(
                    body.isEmpty() ? Request.of(method, target) : Request.json(method, target, owner.filled(body)));
        }

        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }
}
