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

/// Models that answer texts with bare vectors, asked as OpenAI's clients ask for embeddings.
@Timeout(120)
class EmbeddingsHttpTest {
    private static final String MODEL = TestStream.MODEL + "signature:\n  inputs: '[{\"type\": \"string\"}]'\n";

    /// The vector of a text is its length, and how many fields the model was given.
    private static final String CODE = """
            def predict(data):
                texts = data["input"] if isinstance(data["input"], list) else [data["input"]]
                if texts == ["openai"]:
                    return {"object": "list", "data": [], "model": "its own"}
                if texts == ["wrong"]:
                    raise ValueError("no such text")
                return [[len(text), len(data) / 2] for text in texts]
            """;

    @TempDir
    Path folder;

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.withPython(new TestStream(folder).python());
        server.start();
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("MLmodel"), MODEL);
        Files.writeString(model.resolve("model.py"), CODE);
        models.register("texts", model);
        models.create("vectors", config("texts", "1"));
        Reply settled = models.settled("vectors");
        assertThat(settled.json().at("/state/ready").asString())
                .as(settled.text())
                .isEqualTo("READY");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void vectorsComeInTheShapeOfOpenAi() throws IOException {
        Reply answer =
                embeddings("{\"input\": [\"a\", \"bcd\"], \"model\": \"vectors\", \"encoding_format\": \"float\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"object\":\"list\",\"data\":["
                        + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[1, 0.5]},"
                        + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[3, 0.5]}],\"model\":\"vectors\"}");
    }

    @Test
    void whoAsksForBytesGetsThem() throws IOException {
        Reply answer = embeddings("{\"encoding_format\": \"base64\", \"input\": \"a\", \"model\": \"vectors\"}");

        assertThat(answer.json().at("/data/0/embedding").asString()).isEqualTo("AACAPwAAAD8=");
    }

    @Test
    void anAnswerInTheShapeOfOpenAiStaysAsItIs() throws IOException {
        Reply answer = embeddings("{\"input\": \"openai\", \"model\": \"vectors\"}");

        assertThat(answer.text()).isEqualTo("{\"object\": \"list\", \"data\": [], \"model\": \"its own\"}");
    }

    @Test
    void anErrorStaysAsItIs() throws IOException {
        Reply refused = embeddings("{\"input\": \"wrong\", \"model\": \"vectors\"}");
        Reply itself = invocations("{\"input\": \"wrong\"}");

        assertThat(refused.status()).isEqualTo(itself.status()).isGreaterThanOrEqualTo(400);
        assertThat(refused.text()).isEqualTo(itself.text());
    }

    @Test
    void invocationsAreAnsweredAsByMlflow() throws IOException {
        Reply answer = invocations("{\"input\": [\"a\", \"bcd\"], \"encoding_format\": \"float\"}");

        assertThat(answer.text()).isEqualTo("[[1, 1.0], [3, 1.0]]");
    }

    private Reply embeddings(String body) throws IOException {
        return models.json("POST", "/serving-endpoints/embeddings", body);
    }

    private Reply invocations(String body) throws IOException {
        return models.json("POST", "/serving-endpoints/vectors/invocations", body);
    }
}
