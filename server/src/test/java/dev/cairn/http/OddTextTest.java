package dev.cairn.http;

import static dev.cairn.RunningServer.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text that a database may not take: the client's mistake or nobody's, never the server's.
final class OddTextTest {
    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000",
                "a\\u0000b",
                "\\ud800",
                "a\\udc00b",
                "\\ud83d\\ude00",
                "\\uffff",
                "\\ufffd",
                "\\u202e",
                "%s%n",
                "' OR 1=1; --",
                "\\u0027",
                "\\\\",
                "$1 ?"
            })
    void oddTextIsStoredOrRefused(String text) throws IOException {
        for (RunningServer server : List.of(SQLITE, POSTGRES)) {
            String run = server.createRun();
            for (Reply reply : List.of(
                    server.post("experiments/create", "{\"name\": \"%s\"}".formatted(text)),
                    server.post(
                            "experiments/create",
                            "{\"name\": \"t%s\", \"tags\": [{\"key\": \"k\", \"value\": \"%s\"}]}"
                                    .formatted(run, text)),
                    server.post("runs/create", "{\"experiment_id\": \"0\", \"run_name\": \"%s\"}".formatted(text)),
                    server.post(
                            "runs/set-tag",
                            "{\"run_id\": \"%s\", \"key\": \"k\", \"value\": \"%s\"}".formatted(run, text)),
                    server.post(
                            "runs/log-batch",
                            "{\"run_id\": \"%s\", \"params\": [{\"key\": \"%s\", \"value\": \"%s\"}]}"
                                    .formatted(run, text, text)),
                    server.post(
                            "runs/search",
                            "{\"experiment_ids\": [\"0\"], \"filter\": \"tags.k = '%s'\"}".formatted(text)),
                    server.post("registered-models/create", "{\"name\": \"%s\"}".formatted(text)),
                    server.post("logged-models", "{\"experiment_id\": \"0\", \"name\": \"%s\"}".formatted(text)))) {
                assertThat(reply.status()).as(reply.text()).isIn(200, 400);
            }
            server.assertAnswers();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "experiments/get-by-name?experiment_name=",
                "experiments/get?experiment_id=",
                "experiments/search?max_results=5&filter=",
                "experiments/search?max_results=5&page_token=",
                "runs/get?run_id=",
                "metrics/get-history?metric_key=m&run_id=",
                "registered-models/get?name=",
                "registered-models/search?filter=",
                "model-versions/get?version=1&name=",
                "model-versions/get?name=m&version=",
                "artifacts/list?run_id=",
                "logged-models/"
            })
    void oddQuestionsAreAnswered(String target) throws IOException {
        for (String text :
                List.of("%00", "a%00b", "%ff", "%ed%a0%80", "%F0%9F%98%80", "%27%20OR%201=1", "%5c", "-1", "1e9")) {
            for (RunningServer server : List.of(SQLITE, POSTGRES)) {
                Reply reply = server.get(API + target + text);
                assertThat(reply.status()).as(target + text + reply.text()).isIn(200, 400, 404);
            }
        }
    }
}
