package dev.cairn.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The streams of changes as clients see them.
class LiveHttpTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer(TestDatabase.SQLITE);

    private String experiment = "";

    /// Of which the stream has told, so that nobody hears of it later.
    @BeforeEach
    void createExperiment() throws IOException {
        try (Events events = Events.watch(SERVER.port(), "events")) {
            events.awaitId();
            experiment = SERVER.post("experiments/create", "{\"name\": \"%s\"}".formatted(UUID.randomUUID()))
                    .field("experiment_id");
            events.until(event -> isOf(event, experiment));
        }
    }

    private static boolean isOf(Events.Event event, String experiment) {
        return event.name().equals("experiment")
                && event.json().path("experiment_id").asString().equals(experiment);
    }

    @Test
    void aStreamSaysWhatItIs() throws IOException {
        try (Events events = Events.watch(SERVER.port(), "experiments/" + experiment + "/events")) {
            assertThat(events.head())
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("content-type: text/event-stream; charset=utf-8")
                    .containsIgnoringCase("cache-control: no-cache, no-transform");
            assertThat(events.next().name()).isEqualTo("open");
            assertThat(events.awaitId()).matches("\\d+");
        }
    }

    /// A client that goes away is no failure of a path that nobody knows.
    @Test
    void aStreamWhoseClientLeftIsMeasuredUnderItsRoute() throws IOException {
        try (Events events = watchExperiment("")) {
            assertThat(events.head()).startsWith("HTTP/1.1 200");
        }
        String stream = "route=\"/api/3.0/cairn/experiments/{experiment_id}/events\",status=\"200\"";
        String run = createRun();
        int step = 0;
        while (!SERVER.get("/metrics").text().contains(stream)) {
            assertThat(++step).as("points until the server saw it").isLessThan(2_000);
            post("runs/set-tag", "{\"run_id\": \"%s\", \"key\": \"k\", \"value\": \"%d\"}".formatted(run, step));
        }
        assertThat(SERVER.get("/metrics").text()).doesNotContain("route=\"-\"");
    }

    @Test
    void whoWatchesAnExperimentHearsOfItsRuns() throws IOException {
        try (Events events = watchExperiment("")) {
            String run = createRun();
            JsonNode created = events.next().json();
            assertThat(created.at("/run/run_id").asString()).isEqualTo(run);
            assertThat(created.at("/run/status").asString()).isEqualTo("RUNNING");

            logMetric(run, "loss", 1);
            JsonNode logged = events.next().json();
            assertThat(logged.at("/metric_keys/0").asString()).isEqualTo("loss");
            assertThat(logged.has("metrics")).isFalse();

            logMetric(run, "loss", 2);
            post("runs/set-tag", "{\"run_id\": \"%s\", \"key\": \"k\", \"value\": \"v\"}".formatted(run));
            JsonNode tagged = events.next().json();
            assertThat(tagged.at("/tags/0/key").asString()).isEqualTo("k");
            assertThat(tagged.has("metric_keys")).isFalse();

            post("runs/update", "{\"run_id\": \"%s\", \"status\": \"FINISHED\", \"run_name\": \"new\"}".formatted(run));
            JsonNode ended = events.next().json();
            assertThat(ended.at("/run/status").asString()).isEqualTo("FINISHED");
            assertThat(ended.at("/run/run_name").asString()).isEqualTo("new");

            post("runs/delete", "{\"run_id\": \"%s\"}".formatted(run));
            assertThat(events.next().json().at("/run/lifecycle_stage").asString())
                    .isEqualTo("deleted");
            post("runs/restore", "{\"run_id\": \"%s\"}".formatted(run));
            assertThat(events.next().json().at("/run/lifecycle_stage").asString())
                    .isEqualTo("active");
        }
    }

    @Test
    void whoWatchesAnExperimentHearsThatThereIsMoreThanItIsTold() throws IOException {
        String run = createRun();
        try (Events events = watchExperiment("")) {
            String metrics = IntStream.range(0, 300)
                    .mapToObj("{\"key\": \"k%d\", \"value\": 1, \"timestamp\": 1, \"step\": 1}"::formatted)
                    .collect(Collectors.joining(","));
            post("runs/log-batch", "{\"run_id\": \"%s\", \"metrics\": [%s]}".formatted(run, metrics));
            JsonNode logged = events.until(event -> event.data().contains("\"k199\""))
                    .getLast()
                    .json();
            assertThat(logged.path("metric_keys")).hasSize(200);
            assertThat(logged.path("incomplete").asBoolean()).isTrue();

            SERVER.put(experiment + "/" + run + "/artifacts/plots/loss.png", "x");
            JsonNode stored = events.until(event -> event.data().contains("plots"))
                    .getLast()
                    .json();
            assertThat(stored.at("/artifacts/0").asString()).isEqualTo("plots/loss.png");
        }
    }

    @Test
    void whoWatchesAnExperimentHearsOfItself() throws IOException {
        try (Events events = watchExperiment("")) {
            String body = "{\"experiment_id\": \"%s\", \"key\": \"k\", \"value\": \"v\"}".formatted(experiment);
            post("experiments/set-experiment-tag", body);
            Events.Event tagged = events.next();
            assertThat(tagged.name()).isEqualTo("experiment");
            assertThat(tagged.json().at("/tags/0/value").asString()).isEqualTo("v");
            post("experiments/delete", "{\"experiment_id\": \"%s\"}".formatted(experiment));
            assertThat(events.next().json().at("/experiment/lifecycle_stage").asString())
                    .isEqualTo("deleted");
        }
    }

    @Test
    void whoWatchesAnExperimentHearsThatItsTracesChanged() throws IOException {
        try (Events events = watchExperiment("")) {
            String trace = SERVER.post(
                            "traces", "{\"experiment_id\": \"%s\", \"timestamp_ms\": 1}".formatted(experiment))
                    .json()
                    .at("/trace_info/request_id")
                    .asString();
            assertThat(events.next().json().path("traces").asBoolean()).isTrue();

            SERVER.send(Request.json(
                    "PATCH", "/api/2.0/mlflow/traces/" + trace + "/tags", "{\"key\": \"k\", \"value\": \"v\"}"));
            assertThat(events.next().json().path("traces").asBoolean()).isTrue();
        }
    }

    @Test
    void whoWatchesAllHearsOfEachExperimentAndOfRunsThatBeginAndEnd() throws IOException {
        String known;
        try (Events events = Events.watch(SERVER.port(), "events")) {
            events.awaitId();
            String run = createRun();
            Events.Event begun = events.next();
            assertThat(begun.name()).isEqualTo("run");
            assertThat(begun.json().at("/run/run_id").asString()).isEqualTo(run);

            logMetric(run, "loss", 1);
            post("runs/set-tag", "{\"run_id\": \"%s\", \"key\": \"k\", \"value\": \"v\"}".formatted(run));
            post("runs/update", "{\"run_id\": \"%s\", \"status\": \"FINISHED\"}".formatted(run));
            JsonNode ended = events.next().json();
            assertThat(ended.at("/run/status").asString()).isEqualTo("FINISHED");
            assertThat(ended.has("metrics")).isFalse();
            assertThat(ended.has("tags")).isFalse();
            known = events.lastId();
        }
        post("experiments/delete", "{\"experiment_id\": \"%s\"}".formatted(experiment));
        try (Events events = Events.watch(SERVER.port(), "events", known)) {
            List<Events.Event> missed = events.until(event -> isOf(event, experiment));
            assertThat(missed.getLast().json().at("/experiment/lifecycle_stage").asString())
                    .isEqualTo("deleted");
        }
    }

    @Test
    void whoWatchesTheRegistryHearsWhatIsDoneToModelsAndPrompts() throws IOException {
        String name = "model of " + UUID.randomUUID();
        try (Events events = Events.watch(SERVER.port(), "registry/events")) {
            events.awaitId();
            createRun();
            post("registered-models/create", "{\"name\": \"%s\"}".formatted(name));
            Events.Event created = events.next();
            assertThat(created.name()).isEqualTo("model");
            assertThat(created.json().path("name").asString()).isEqualTo(name);
            assertThat(created.json().at("/kinds/0").asString()).isEqualTo("MODEL_CREATED");
            assertThat(created.json().has("prompt")).isFalse();

            post("model-versions/create", "{\"name\": \"%s\", \"source\": \"s3://bucket/m\"}".formatted(name));
            post("registered-models/alias", "{\"name\": \"%s\", \"alias\": \"a\", \"version\": \"1\"}".formatted(name));
            post("comments/create", "{\"name\": \"%s\", \"version\": \"1\", \"comment\": \"c\"}".formatted(name));
            assertThat(events.until(event -> event.data().contains("NEW_COMMENT")))
                    .extracting(Events.Event::data)
                    .anyMatch(data -> data.contains("ALIAS_SET"));

            post("registered-models/rename", "{\"name\": \"%s\", \"new_name\": \"%s 2\"}".formatted(name, name));
            assertThat(events.until(event -> event.json().has("previous_name")))
                    .anyMatch(event -> event.json().path("name").asString().equals(name)
                            && event.json().path("deleted").asBoolean());

            String tags = "[{\"key\": \"mlflow.prompt.is_prompt\", \"value\": \"true\"}]";
            post("registered-models/create", "{\"name\": \"%s 3\", \"tags\": %s}".formatted(name, tags));
            assertThat(events.next().json().path("prompt").asBoolean()).isTrue();
        }
    }

    @Test
    void whoWatchesARunHearsOfEachKeysLatestPoint() throws IOException {
        String run = createRun();
        String other = createRun();
        try (Events events = Events.watch(SERVER.port(), "runs/" + run + "/events")) {
            events.awaitId();
            logMetric(other, "loss", 99);
            for (int step = 1; step <= 20; step++) {
                logMetric(run, "loss", step);
            }
            List<Events.Event> heard =
                    events.until(event -> event.json().at("/metrics/0/step").asLong() == 20);
            assertThat(heard).allSatisfy(event -> {
                assertThat(event.name()).isEqualTo("run");
                assertThat(event.json().path("run_id").asString()).isEqualTo(run);
            });
            assertThat(heard).hasSizeLessThan(20);
            JsonNode point = heard.getLast().json().at("/metrics/0");
            assertThat(point.path("key").asString()).isEqualTo("loss");
            assertThat(point.path("value").asDouble()).isEqualTo(20.5);
        }
    }

    @Test
    void whoWatchesARunHearsOfItsFiles() throws IOException {
        String run = createRun();
        try (Events events = Events.watch(SERVER.port(), "runs/" + run + "/events")) {
            events.awaitId();
            SERVER.put(experiment + "/" + run + "/artifacts/plots/loss.png", "x");
            assertThat(artifactOf(events, "plots")).isEqualTo("plots/loss.png");
        }
    }

    @Test
    void whoWatchesARunHearsOfFilesThatWereSentUnderUrlsOfTheirOwn() throws IOException {
        String run = createRun();
        String folder = "/api/2.0/mlflow-artifacts/mpu/%s/" + experiment + "/" + run + "/artifacts/model";
        try (Events events = Events.watch(SERVER.port(), "runs/" + run + "/events")) {
            events.awaitId();
            JsonNode upload = SERVER.send(Request.json(
                            "POST", folder.formatted("create"), "{\"path\": \"weights.bin\", \"num_parts\": 1}"))
                    .json();
            Reply part = put(upload.at("/credentials/0/url").asString());
            Reply completed = SERVER.send(Request.json("POST", folder.formatted("complete"), """
                    {"path": "weights.bin", "upload_id": "%s", "parts": [{"part_number": 1, "etag": "%s"}]}
                    """.formatted(
                            upload.path("upload_id").asString(),
                            part.header("ETag").orElseThrow().replace("\"", "\\\""))));
            assertThat(completed.status()).as(completed.text()).isEqualTo(200);
            assertThat(artifactOf(events, "weights")).isEqualTo("model/weights.bin");

            String request = "{\"run_id\": \"%s\", \"path\": \"notes/a.txt\"}".formatted(run);
            put(SERVER.post("artifacts/presigned-upload-url", request).field("presigned_url"));
            assertThat(artifactOf(events, "notes")).isEqualTo("notes/a.txt");
        }
    }

    private static String artifactOf(Events events, String name) throws IOException {
        return events.until(event -> event.data().contains(name))
                .getLast()
                .json()
                .at("/artifacts/0")
                .asString();
    }

    private static Reply put(String url) throws IOException {
        URI uri = URI.create(url);
        Reply reply = SERVER.send(
                Request.of("PUT", uri.getRawPath() + "?" + uri.getRawQuery()).body("content"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    @Test
    void aClientThatComesBackGetsWhatItMissed() throws IOException {
        String run = createRun();
        String known;
        try (Events events = Events.watch(SERVER.port(), "runs/" + run + "/events")) {
            events.awaitId();
            logMetric(run, "a", 1);
            known = events.until(event -> event.data().contains("\"a\""))
                    .getLast()
                    .id();
        }
        logMetric(run, "b", 1);
        try (Events elsewhere = watchExperiment("?metrics=true")) {
            logMetric(run, "c", 1);
            elsewhere.until(event -> event.data().contains("\"c\""));
        }
        try (Events events = Events.watch(SERVER.port(), "runs/" + run + "/events", known)) {
            List<Events.Event> heard = events.until(event -> event.data().contains("\"c\""));
            assertThat(heard).noneMatch(event -> event.name().equals("resync"));
            assertThat(heard).anyMatch(event -> event.data().contains("\"b\""));
            assertThat(heard).noneMatch(event -> event.data().contains("\"a\""));
        }
    }

    @Test
    void anIdThatNobodyGaveLeadsToOneResync() throws IOException {
        String run = createRun();
        try (Events events = Events.watch(SERVER.port(), "runs/" + run + "/events", "999999999")) {
            assertThat(events.next().name()).isEqualTo("open");
            assertThat(events.next().name()).isEqualTo("resync");
            logMetric(run, "a", 1);
            assertThat(events.next().name()).isEqualTo("run");
        }
    }

    @Test
    void whatIsNotThereCannotBeWatched() throws IOException {
        for (String path : List.of("experiments/987654321/events", "runs/nothing/events")) {
            Reply reply = SERVER.get("/api/3.0/cairn/" + path);
            assertThat(reply.status()).as(path).isEqualTo(404);
            assertThat(reply.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        }
        Reply notANumber = SERVER.send(Request.of("GET", "/api/3.0/cairn/experiments/" + experiment + "/events")
                .with("Last-Event-ID: 1; DROP TABLE runs"));
        assertThat(notANumber.status()).isEqualTo(400);
    }

    @Test
    void theHeadersAloneCanBeAskedFor() throws IOException {
        Reply reply = SERVER.send(Request.of("HEAD", "/api/3.0/cairn/experiments/" + experiment + "/events"));
        assertThat(reply.status()).isEqualTo(200);
    }

    private Events watchExperiment(String query) throws IOException {
        Events events = Events.watch(SERVER.port(), "experiments/" + experiment + "/events" + query);
        events.awaitId();
        return events;
    }

    private String createRun() throws IOException {
        return SERVER.post("runs/create", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
    }

    private static void logMetric(String run, String key, int step) throws IOException {
        post(
                "runs/log-metric",
                "{\"run_id\": \"%s\", \"key\": \"%s\", \"value\": %d.5, \"timestamp\": %d, \"step\": %d}"
                        .formatted(run, key, step, step, step));
    }

    private static void post(String endpoint, String body) throws IOException {
        assertThat(SERVER.post(endpoint, body).status()).isEqualTo(200);
    }
}
