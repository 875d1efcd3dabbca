package dev.cairn.serving.openai;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiRequestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"model\":\"é\", \"input\": \"x\"}|é|{\"input\": \"x\"}",
                "{\"input\": \"x\\u00e9\" , \"model\" : \"a\" }|a|{\"input\": \"x\\u00e9\" }",
                "{\"a\":[{\"model\":\"no\"}],\"model\":\"a\",\"b\":1e400}|a|{\"a\":[{\"model\":\"no\"}],\"b\":1e400}",
                "{\"a\": 12, \"model\": \"a\"}|a|{\"a\": 12}",
                "{\"a\": true,\"model\":\"a\" , \"b\": null}|a|{\"a\": true,\"b\": null}",
                "{\"model\": \"a\"}|a|{}",
            })
    void theNameOfTheEndpointIsTakenOutOfTheBody(String sent, String endpoint, String body) {
        OpenAiRequest request = OpenAiRequest.read(sent.getBytes(UTF_8));

        assertThat(request.endpoint()).isEqualTo(endpoint);
        assertThat(new String(request.body(), UTF_8)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "7", "{", "{\"model\": 1}", "{\"a\": {\"model\": \"x\"}}", "{\"model\": \"a\" \"b\"}"})
    void whatNamesNoEndpointIsRefused(String sent) {
        assertThatThrownBy(() -> OpenAiRequest.read(sent.getBytes(UTF_8))).isInstanceOf(ApiException.class);
    }

    @Test
    void anotherEncodingIsRefused() {
        byte[] sent = "{\"model\":\"a\"}".getBytes(UTF_16);

        assertThatThrownBy(() -> OpenAiRequest.read(sent)).isInstanceOf(ApiException.class);
    }
}
