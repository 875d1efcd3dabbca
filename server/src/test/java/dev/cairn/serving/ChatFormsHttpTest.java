package dev.cairn.serving;

import static dev.cairn.serving.ServedModels.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import dev.cairn.workers.TestStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the OpenAPI documents of endpoints of language models say.
@Timeout(120)
class ChatFormsHttpTest {
    private static final String STREAMABLE = TestStream.MODEL + "    streamable: true\n";
    private static final String OF_CHAT = """
            signature:
              inputs: '[{"name": "messages", "required": true, "type": "array", "items": {"type": "object", "properties": {
                "content": {"type": "string", "required": true}, "role": {"type": "string", "required": true}}}},
                {"name": "temperature", "required": false, "type": "double"}]'
              outputs: '[{"name": "choices", "required": true, "type": "array", "items": {"type": "object", "properties": {
                "index": {"type": "integer", "required": true}}}}]'
              params: '[{"name": "session", "type": "string", "default": "", "shape": null}]'
            """;

    @TempDir
    Path folder;

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.withPython(new TestStream(folder).python());
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    /// What is said of requests to a model.
    private JsonNode post(String model) throws IOException {
        Path files = Files.createDirectory(folder.resolve("model"));
        Files.writeString(files.resolve("MLmodel"), model);
        Files.writeString(files.resolve("model.py"), TestStream.CODE);
        models.register("talk", files);
        models.create("talk", config("talk", "1"));
        Reply settled = models.settled("talk");
        assertThat(settled.json().at("/state/ready").asString())
                .as(settled.text())
                .isEqualTo("READY");
        return server.get(ServedModels.ENDPOINTS + "/talk/openapi")
                .json()
                .path("paths")
                .path("/serving-endpoints/talk/invocations")
                .path("post");
    }

    @Test
    void aChatModelTakesMessagesAsTheyStandAndAnswersInItsOwnShape() throws IOException {
        JsonNode post = post(STREAMABLE + OF_CHAT);

        JsonNode bare = post.at("/requestBody/content/application~1json/schema/oneOf/0");
        assertThat(bare.path("required").toString()).isEqualTo("[\"messages\"]");
        assertThat(bare.at("/properties/messages/items/properties/role/type").asString())
                .isEqualTo("string");
        assertThat(bare.path("properties").propertyNames())
                .containsExactly("messages", "temperature", "session", "stream");
        JsonNode answers = post.at("/responses/200/content");
        assertThat(answers.at("/application~1json/schema/anyOf/0/required/0").asString())
                .isEqualTo("predictions");
        assertThat(answers.at("/application~1json/schema/anyOf/1/required/0").asString())
                .isEqualTo("choices");
        assertThat(answers.has("text/event-stream")).isTrue();
    }

    @Test
    void whatHasNoSuchColumnHasNoSuchForm() throws IOException {
        JsonNode post =
                post(TestStream.MODEL + "signature:\n  inputs: '[{\"name\": \"text\", \"type\": \"string\"}]'\n");

        assertThat(post.at("/requestBody/content/application~1json/schema/oneOf/0/required/0")
                        .asString())
                .isEqualTo("dataframe_split");
        JsonNode answers = post.at("/responses/200/content");
        assertThat(answers.at("/application~1json/schema/required/0").asString())
                .isEqualTo("predictions");
        assertThat(answers.has("text/event-stream")).isFalse();
    }
}
