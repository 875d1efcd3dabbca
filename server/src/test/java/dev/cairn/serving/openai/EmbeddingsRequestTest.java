package dev.cairn.serving.openai;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.scoring.MlModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddingsRequestTest {
    private static final String TWO = "\"input\":[\"x\",\"y\"]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[1.50, -2e-7],[3,NaN]]",
                " [ [1.50, -2e-7] , [3,NaN] ] ",
                "{\"predictions\":[[1.50, -2e-7],[3,NaN]]}"
            })
    void vectorsStandInTheShapeAsTheyCame(String answer) {
        assertThat(shaped(TWO, answer))
                .isEqualTo("{\"object\":\"list\",\"data\":["
                        + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.50, -2e-7]},"
                        + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[3,NaN]}],\"model\":\"é\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"input\":\"x\"|[[1, 2]]",
                "\"input\":\"x\"|[1, 2]",
                "\"input\":[\"x\"]|[1, 2]",
                "\"input\":[7, 8, 9]|[[1, 2]]",
                "\"input\":[[7, 8, 9]]|[[1, 2]]",
                "\"user\":{\"input\":[1]},\"input\":\"x\"|{\"predictions\": [[1, 2]]}",
            })
    void oneTextHasOneVector(String input, String answer) {
        assertThat(shaped(input, answer))
                .isEqualTo("{\"object\":\"list\",\"data\":["
                        + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[1, 2]}],\"model\":\"é\"}");
    }

    @Test
    void whoAsksForBytesGetsThem() {
        assertThat(shaped(TWO + ",\"encoding_format\":\"base64\"", "[[1.0, -2],[0.5]]"))
                .isEqualTo("{\"object\":\"list\",\"data\":["
                        + "{\"object\":\"embedding\",\"index\":0,\"embedding\":\"AACAPwAAAMA=\"},"
                        + "{\"object\":\"embedding\",\"index\":1,\"embedding\":\"AAAAPw==\"}],\"model\":\"é\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"object\": \"list\", \"data\": [], \"model\": \"\"}",
                "[[1, 2]]",
                "[[1],[2],[3]]",
                "[1, 2]",
                "[[1],[\"a\"]]",
                "[[1],[null]]",
                "[[1],2]",
                "[]",
                "",
                "7",
                "[[1],[2]",
                "[[1],[2]] 3",
                "{\"predictions\": [[1],[2]], \"more\": 1}",
                "{\"predictions\": {\"a\": [[1],[2]]}}",
                "{\"more\": [[1],[2]]}",
            })
    void anotherAnswerStaysAsItIs(String answer) {
        assertThat(shaped(TWO, answer)).isEqualTo(answer);
    }

    @Test
    void anAnswerInAnotherEncodingStaysAsItIs() {
        byte[] answer = "[[1],[2]]".getBytes(UTF_16BE);

        assertThat(request(TWO).shaped(answer)).isSameAs(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "|true",
                "inputs: '[{\"type\": \"string\"}]'|false",
                "inputs: '[{\"type\": \"string\", \"name\": \"input\"}]'|false",
                "inputs: '[{\"type\": \"string\", \"name\": \"encoding_format\"}]'|true",
                "inputs: '[{\"type\": \"string\"}]'~params: '[{\"name\": \"encoding_format\", \"type\":"
                        + " \"string\", \"default\": \"float\", \"shape\": null}]'|true",
            })
    void aModelIsToldTheFormIfItKnowsIt(@Nullable String signature, boolean isTold) {
        String yaml = signature == null ? "" : "signature:\n  " + signature.replace("~", "\n  ");
        MlModel model = MlModel.parse("flavors:\n  python_function:\n    loader_module: its.own\n" + yaml);
        EmbeddingsRequest request = request("\"encoding_format\":\"float\"," + TWO);

        assertThat(new String(request.bodyFor(model.signature()), UTF_8))
                .isEqualTo(isTold ? "{\"encoding_format\":\"float\"," + TWO + "}" : "{" + TWO + "}");
    }

    private static String shaped(String fields, String answer) {
        return new String(request(fields).shaped(answer.getBytes(UTF_8)), UTF_8);
    }

    private static EmbeddingsRequest request(String fields) {
        String body = "{\"model\":\"é\",%s}".formatted(fields);
        return EmbeddingsRequest.of(OpenAiRequest.read(body.getBytes(UTF_8)));
    }
}
