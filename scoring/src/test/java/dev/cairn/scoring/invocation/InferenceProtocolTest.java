package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.scoring.Models;
import dev.cairn.scoring.ScoringLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InferenceProtocolTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aModelSaysWhatItTakesAndGives() {
        JsonNode named = json(metadata("named_tensors"));
        assertThat(named.path("name").asString()).isEqualTo("named_tensors");
        assertThat(named.path("versions").path(0).asString()).isEqualTo("3");
        assertThat(named.path("platform").asString()).isEqualTo("onnxruntime_onnx");
        assertThat(named.path("inputs").path(2))
                .isEqualTo(JSON.readTree("{\"name\": \"c\", \"datatype\": \"FP32\", \"shape\": [-1, 2]}"));
        JsonNode columns = json(metadata("text_columns"));
        assertThat(columns.path("inputs").path(1))
                .isEqualTo(JSON.readTree("{\"name\": \"word\", \"datatype\": \"BYTES\", \"shape\": [-1]}"));
        assertThat(json(metadata("classifier"))
                        .path("inputs")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("input-1");
        assertThat(json(InferenceProtocol.ready("regressor")).path("ready").asBoolean())
                .isTrue();
        assertThat(json(InferenceProtocol.server("1"))
                        .path("extensions")
                        .path(0)
                        .asString())
                .isEqualTo("binary_tensor_data");
    }

    @Test
    void tensorsByNameAreScored() {
        Answer answer = infer("named_tensors", """
                {"id": "7", "inputs": [
                  {"name": "a", "shape": [2], "datatype": "FP64", "data": [1.5, 7]},
                  {"data": [[1], [2]], "name": "b", "shape": [2], "datatype": "INT32"},
                  {"name": "c", "shape": [2, 2], "datatype": "FP32", "data": [1, 2, 3, 4], "parameters": {}}],
                 "outputs": [{"name": "twice"}, {"name": "larger"}]}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer)).isEqualTo(JSON.readTree("""
                {"model_name": "named_tensors", "model_version": "3", "id": "7", "outputs": [
                  {"name": "twice", "datatype": "FP64", "shape": [2, 2], "data": [2.0, 4.0, 6.0, 8.0]},
                  {"name": "larger", "datatype": "BOOL", "shape": [2], "data": [true, true]}]}"""));
    }

    @Test
    void columnsComeOneByOneOrSideBySide() {
        String apart = """
                {"inputs": [
                  {"name": "sepal_length", "shape": [1, 1], "datatype": "FP32", "data": [5.1]},
                  {"name": "sepal_width", "shape": [1], "datatype": "FP64", "data": [3.5]},
                  {"name": "petal_length", "shape": [1, 1], "datatype": "FP32", "data": [1.4]},
                  {"name": "petal_width", "shape": [1], "datatype": "FP32", "data": [0.2]}]}""";
        String together = """
                {"inputs": [{"name": "rows", "shape": [1, 4], "datatype": "FP64", "data": [[5.1, 3.5, 1.4, 0.2]]}]}""";
        double one = value(infer("regressor", apart));
        assertThat(one).isBetween(-1.0, 3.0);
        assertThat(value(infer("regressor", together))).isCloseTo(one, within(1e-6));
    }

    @Test
    void textsAreBytes() {
        JsonNode outputs = json(infer("text_columns", """
                {"inputs": [
                  {"name": "flag", "shape": [2], "datatype": "BOOL", "data": [true, false]},
                  {"name": "word", "shape": [2], "datatype": "BYTES", "data": ["é", ""]},
                  {"name": "count", "shape": [2], "datatype": "INT64", "data": [9007199254740993, -4]}]}""")).path("outputs");
        assertThat(outputs.path(1))
                .isEqualTo(JSON.readTree(
                        "{\"name\": \"echo\", \"datatype\": \"BYTES\", \"shape\": [2], \"data\": [\"é\", \"\"]}"));
        assertThat(outputs.path(2).path("data").path(0).asLong()).isEqualTo(2 * 9007199254740993L);
    }

    @Test
    void tensorsComeAndGoInBytes() {
        byte[] head = """
                {"inputs": [
                  {"name": "flag", "shape": [2], "datatype": "BOOL", "parameters": {"binary_data_size": 2}},
                  {"name": "word", "shape": [2], "datatype": "BYTES", "parameters": {"binary_data_size": 10}},
                  {"name": "count", "shape": [2], "datatype": "INT64", "data": [1, 2]}],
                 "parameters": {"binary_data_output": true},
                 "outputs": [{"name": "echo"}, {"name": "doubled"}, {"name": "unflagged", "parameters": {"binary_data": false}}]}""".getBytes(StandardCharsets.UTF_8);
        ByteBuffer behind = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        behind.put((byte) 1)
                .put((byte) 0)
                .putInt(2)
                .put("ab".getBytes(StandardCharsets.UTF_8))
                .putInt(0);
        Answer answer = infer("text_columns", joined(head, behind.array()), head.length);
        assertThat(answer.mediaType()).isEqualTo("application/octet-stream");
        JsonNode told = JSON.readTree(Arrays.copyOf(answer.body(), answer.jsonLength()));
        assertThat(told.path("outputs")
                        .path(0)
                        .path("parameters")
                        .path("binary_data_size")
                        .asInt())
                .isEqualTo(10);
        assertThat(told.path("outputs").path(2).path("data").path(0).asBoolean())
                .isFalse();
        ByteBuffer bytes = ByteBuffer.wrap(
                        answer.body(), answer.jsonLength(), answer.body().length - answer.jsonLength())
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt()).isEqualTo(2);
        assertThat(bytes.getShort()).isEqualTo((short) ('a' + 256 * 'b'));
        assertThat(bytes.getInt()).isZero();
        assertThat(bytes.getLong()).isEqualTo(2);
        assertThat(bytes.getLong()).isEqualTo(4);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void everyTypeIsReadFromItsBytes() {
        for (InferenceType type : InferenceType.values()) {
            if (type != InferenceType.BYTES) {
                var column = BinaryTensors.read("x", type, ByteBuffer.wrap(new byte[3 * type.width()]), 3);
                assertThat(column.size()).isEqualTo(3);
                assertThat(BinaryTensors.write(type, column))
                        .hasSize(3 * type.width())
                        .containsOnly(0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                                                            | not a JSON dictionary
                    {                                                                             | not valid JSON
                    {}                                                                            | has no 'inputs'
                    {"inputs": 3}                                                                 | is not a list
                    {"inputs": [{"name": "a"}]}                                                   | needs a 'shape'
                    {"inputs": [{"name": "a", "shape": [1], "datatype": "FP99", "data": [1]}]}    | no datatype 'FP99'
                    {"inputs": [{"name": "a", "shape": [2], "datatype": "FP64", "data": [1]}]}    | has 1 values, and its shape 2
                    {"inputs": [{"name": "a", "shape": [-1], "datatype": "FP64", "data": [1]}]}   | list of 1 to 32 whole numbers
                    {"inputs": [{"name": "a", "shape": [], "datatype": "FP64", "data": [1]}]}     | list of 1 to 32 whole numbers
                    {"inputs": [{"name": "a", "shape": [99999,99999,99999,99999,99999], "datatype": "FP64", "data": [1]}]} | more than 10000000 values
                    {"inputs": [{"name": "a", "shape": [1], "datatype": "INT64", "data": [1.5]}]} | can not safely convert
                    {"inputs": [{"name": "a", "shape": [1], "datatype": "FP64", "data": ["x"]}]}  | could not convert string to float
                    {"inputs": [{"name": "a", "shape": [1], "datatype": "FP64", "data": [{}]}]}   | holds a dictionary
                    {"inputs": [{"name": "a", "shape": [1], "datatype": "FP64", "parameters": {"binary_data_size": 8}}]} | fewer than the 8 bytes
                    {"inputs": [{"name": "z", "shape": [1], "datatype": "FP64", "data": [1]}]}    | Model is missing inputs ['a', 'b', 'c']
                    """)
    void whatIsNoRequestIsRefused(String body, String message) {
        Answer answer = infer("named_tensors", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(json(answer).path("error").asString()).contains(message);
    }

    @Test
    void aShapeHasNoMoreDimensionsThanArraysHave() {
        String body = """
                {"inputs": [{"name": "x", "shape": [%s1, 4], "datatype": "FP32", "data": [5.1, 3.5, 1.4, 0.2]}]}""";
        for (int more : new int[] {31, 999}) {
            Answer answer = infer("classifier", body.formatted("1,".repeat(more)));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(json(answer).path("error").asString()).contains("list of 1 to 32 whole numbers");
        }
        assertThat(infer("classifier", body.formatted("")).status()).isEqualTo(200);
    }

    @Test
    void bytesThatDoNotFitAreRefused() {
        assertThat(json(infer("regressor", new byte[3], 4)).path("error").asString())
                .contains("says 4, and the body has 3 bytes");
        String unknown =
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 4], \"datatype\": \"FP32\", \"data\": [1,2,3,4]}],"
                        + " \"outputs\": [{\"name\": \"nothing\"}]}";
        assertThat(json(infer("classifier", unknown)).path("error").asString()).contains("has no output 'nothing'");
    }

    @Test
    void whatTakesAll64BitsOfANumberWithoutASignIsRefusedInEachEncoding() {
        String input = "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 4], \"datatype\": \"UINT64\", %s}]}";
        String[] numbers = {"9223372036854775807", "9223372036854775808", "18446744073709551615"};
        for (String number : numbers) {
            long bits = Long.parseUnsignedLong(number);
            Answer inJson = infer("classifier", input.formatted("\"data\": [1, 2, 3, %s]".formatted(number)));
            byte[] head = input.formatted("\"parameters\": {\"binary_data_size\": 32}")
                    .getBytes(StandardCharsets.UTF_8);
            ByteBuffer behind = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
            behind.putLong(1).putLong(2).putLong(3).putLong(bits);
            Answer inBytes = infer("classifier", joined(head, behind.array()), head.length);

            assertThat(inJson.status()).isEqualTo(bits < 0 ? 400 : 200);
            assertThat(inBytes.status()).isEqualTo(inJson.status());
            assertThat(json(inBytes)).isEqualTo(json(inJson));
        }
    }

    private static double value(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return json(answer).path("outputs").path(0).path("data").path(0).asDouble();
    }

    private static Answer infer(String model, String body) {
        return infer(model, body.getBytes(StandardCharsets.UTF_8), Answer.ALL_JSON);
    }

    private static Answer infer(String name, byte[] body, int jsonLength) {
        try (LoadedModel model = LoadedModel.open(Models.folder(name), ScoringLimits.DEFAULT)) {
            return switch (new InferenceBody(name, "", body, jsonLength).answer(model, "3")) {
                case InferenceReply.Predicted predicted -> predicted.given();
                case InferenceReply.Refused(int status, String why) -> InferenceProtocol.refusal(status, why);
            };
        }
    }

    private static Answer metadata(String name) {
        try (LoadedModel model = LoadedModel.open(Models.folder(name), ScoringLimits.DEFAULT)) {
            return InferenceProtocol.metadata(model.model(), name, List.of("3"));
        }
    }

    @Test
    void aRequestSaysWhatANameStandsForInItsInputsAndParameters() {
        String body = """
                {"inputs": [
                  {"name": "user", "shape": [2], "datatype": "BYTES", "data": ["ann", "bob"]},
                  {"name": "amount", "shape": [1], "datatype": "INT64", "data": [7]},
                  {"name": "rows", "shape": [2, 2], "datatype": "FP32", "data": [[3, 4], [5.5, 6]]},
                  {"name": "empty", "shape": [0], "datatype": "FP32", "data": []}],
                 "parameters": {"team": "red", "user": "nobody", "list": [1], "nothing": null}}""";
        assertThat(value(body, "user")).contains("ann");
        assertThat(value(body, "amount")).contains("7");
        assertThat(value(body, "rows")).contains("3.0");
        assertThat(value(body, "empty")).isEmpty();
        assertThat(value(body, "team")).contains("red");
        assertThat(value(body, "list")).isEmpty();
        assertThat(value(body, "nothing")).isEmpty();
        assertThat(value(body, "other")).isEmpty();
        assertThat(value("{\"inputs\": [", "user")).isEmpty();
    }

    @Test
    void aRequestSaysWhatANameStandsForInBytes() {
        byte[] head = """
                {"inputs": [
                  {"name": "amount", "shape": [2], "datatype": "INT64", "parameters": {"binary_data_size": 16}},
                  {"name": "word", "shape": [2], "datatype": "BYTES", "parameters": {"binary_data_size": 10}},
                  {"name": "cut", "shape": [1], "datatype": "BYTES", "parameters": {"binary_data_size": 4}},
                  {"name": "none", "shape": [0], "datatype": "FP32", "parameters": {"binary_data_size": 0}}]}""".getBytes(StandardCharsets.UTF_8);
        ByteBuffer behind = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        behind.putLong(9007199254740993L)
                .putLong(1)
                .putInt(2)
                .put("ab".getBytes(StandardCharsets.UTF_8))
                .putInt(0)
                .putInt(-1);
        InferenceBody body = new InferenceBody("m", "", joined(head, behind.array()), head.length);
        assertThat(body.value("amount")).contains("9007199254740993");
        assertThat(body.value("word")).contains("ab");
        assertThat(body.value("cut")).isEmpty();
        assertThat(body.value("none")).isEmpty();
    }

    private static Optional<String> value(String body, String name) {
        return new InferenceBody("m", "", body.getBytes(StandardCharsets.UTF_8), Answer.ALL_JSON).value(name);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static JsonNode json(Answer answer) {
        return JSON.readTree(answer.body());
    }
}
