package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.Models;
import dev.cairn.scoring.ScoringLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The Open Inference Protocol in protobuf's encoding.
class InferenceCallTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MODEL = 1;
    private static final int ID = 3;
    private static final int INPUTS = 5;
    private static final int WANTED = 6;
    private static final int RAW = 7;

    @Test
    void tensorsByNameAreScored() {
        ProtobufWriter call = call("named_tensors")
                .text(ID, "7")
                .message(INPUTS, input("a", "FP64", List.of(2)).message(5, contents(7, doubles(1.5, 7))))
                .message(INPUTS, input("b", "INT32", List.of(2)).message(5, integers(2, 1, 2)))
                .message(INPUTS, input("c", "FP32", List.of(2, 2)).message(5, contents(6, floats(1, 2, 3, 4))))
                .message(WANTED, new ProtobufWriter().text(1, "twice"))
                .message(WANTED, new ProtobufWriter().text(1, "larger"));
        byte[] twice = contents(7, doubles(2, 4, 6, 8)).toBytes();
        byte[] larger = contents(1, new byte[] {1, 1}).toBytes();
        assertThat(predicted("named_tensors", call))
                .isEqualTo(new ProtobufWriter()
                        .text(1, "named_tensors")
                        .text(2, "3")
                        .text(3, "7")
                        .message(5, input("twice", "FP64", List.of(2, 2)).bytes(5, twice))
                        .message(5, input("larger", "BOOL", List.of(2)).bytes(5, larger))
                        .toBytes());
    }

    @Test
    void whatComesAsBytesGoesAsBytes() {
        ByteBuffer words = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        words.putInt(2).put("ab".getBytes(StandardCharsets.UTF_8)).putInt(0);
        ProtobufWriter call = call("text_columns")
                .message(INPUTS, input("flag", "BOOL", List.of(2)))
                .message(INPUTS, input("word", "BYTES", List.of(2)))
                .message(INPUTS, input("count", "INT64", List.of(2)))
                .bytes(RAW, new byte[] {1, 0})
                .bytes(RAW, words.array())
                .bytes(RAW, longs(1, -2))
                .message(WANTED, new ProtobufWriter().text(1, "echo"))
                .message(WANTED, new ProtobufWriter().text(1, "doubled"));
        assertThat(predicted("text_columns", call))
                .isEqualTo(new ProtobufWriter()
                        .text(1, "text_columns")
                        .text(2, "3")
                        .message(5, input("echo", "BYTES", List.of(2)))
                        .message(5, input("doubled", "INT64", List.of(2)))
                        .bytes(6, words.array())
                        .bytes(6, longs(2, -4))
                        .toBytes());
    }

    @Test
    void textsAndNegativeNumbersGoInTheFieldsOfTheirTypes() {
        ProtobufWriter call = call("text_columns")
                .message(INPUTS, input("flag", "BOOL", List.of(1)).message(5, integers(1, 1)))
                .message(
                        INPUTS,
                        input("word", "BYTES", List.of(1))
                                .message(5, new ProtobufWriter().bytes(8, "é".getBytes(StandardCharsets.UTF_8))))
                .message(INPUTS, input("count", "INT64", List.of(1)).message(5, integers(3, -4)))
                .message(WANTED, new ProtobufWriter().text(1, "echo"))
                .message(WANTED, new ProtobufWriter().text(1, "doubled"));
        assertThat(predicted("text_columns", call))
                .isEqualTo(new ProtobufWriter()
                        .text(1, "text_columns")
                        .text(2, "3")
                        .message(
                                5,
                                input("echo", "BYTES", List.of(1))
                                        .message(
                                                5, new ProtobufWriter().bytes(8, "é".getBytes(StandardCharsets.UTF_8))))
                        .message(5, input("doubled", "INT64", List.of(1)).message(5, integers(3, -8)))
                        .toBytes());
    }

    @Test
    void numbersNeedNotBePacked() {
        byte[] one = new ProtobufWriter().integers(3, List.of(1)).toBytes();
        byte[] unpacked = {24, 1};
        assertThat(one).isNotEqualTo(unpacked);
        List<Long> read = new ArrayList<>();
        for (byte[] each : List.of(one, unpacked)) {
            ProtobufReader reader = new ProtobufReader(each);
            assertThat(reader.next()).isEqualTo(3);
            reader.integers(read::add);
            assertThat(reader.next()).isZero();
        }
        assertThat(read).containsExactly(1L, 1L);
    }

    @Test
    void whoKeepsACallHasItAsInvocationsTakeIt() {
        ProtobufWriter call = call("classifier")
                .message(INPUTS, input("x", "FP32", List.of(1, 4)).message(5, contents(6, floats(5, 3, 1, 0))));
        try (LoadedModel model = LoadedModel.open(Models.folder("classifier"), ScoringLimits.DEFAULT)) {
            InferenceReply reply = InferenceCall.read(call.toBytes()).answer(model, "");
            assertThat(reply).isInstanceOf(InferenceReply.Predicted.class);
            InferenceReply.Predicted predicted = (InferenceReply.Predicted) reply;
            assertThat(JSON.readTree(predicted.request()))
                    .isEqualTo(JSON.readTree("{\"inputs\": [[5.0,3.0,1.0,0.0]]}"));
            assertThat(predicted.answer().body()).isEqualTo(model.invoke(predicted.request()));
        }
    }

    @Test
    void aModelSaysWhatItTakesAndGives() {
        try (LoadedModel model = LoadedModel.open(Models.folder("text_columns"), ScoringLimits.DEFAULT)) {
            byte[] metadata = InferenceCall.metadata(model.model(), "words", List.of("3", "4"));
            ProtobufReader reader = new ProtobufReader(metadata);
            List<String> told = new ArrayList<>();
            for (int field = reader.next(); field != 0; field = reader.next()) {
                told.add(field <= 3 ? field + reader.text("it") : field + text(reader.message()));
            }
            assertThat(told)
                    .startsWith("1words", "23", "24", "3onnxruntime_onnx", "4flag BOOL [-1]", "4word BYTES [-1]")
                    .contains("4count INT64 [-1]");
        }
    }

    private static String text(ProtobufReader tensor) {
        assertThat(tensor.next()).isEqualTo(1);
        String name = tensor.text("it");
        assertThat(tensor.next()).isEqualTo(2);
        String type = tensor.text("it");
        assertThat(tensor.next()).isEqualTo(3);
        List<Long> shape = new ArrayList<>();
        tensor.integers(shape::add);
        return "%s %s %s".formatted(name, type, shape);
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertThat(refused(call("m"))).isEqualTo("The request has no 'inputs'.");
        assertThat(refused(one("FP32", List.of(), floats(1)))).contains("needs a 'shape'");
        assertThat(refused(one("FP99", List.of(1), floats(1)))).contains("no datatype 'FP99'");
        assertThat(refused(one("FP32", List.of(2), floats(1)))).contains("has 1 values, and its shape 2");
        assertThat(refused(one("FP32", List.of(1), floats(1, 2)))).contains("more values than its shape, 1");
        assertThat(refused(one("FP32", List.of(-1), floats(1)))).contains("whole numbers");
        assertThat(refused(one("FP32", Collections.nCopies(33, 1), floats(1)))).contains("1 to 32 whole numbers");
        assertThat(refused(one("FP32", List.of(99_999, 99_999, 99_999), floats(1))))
                .contains("more than 10000000 values");
        assertThat(refused(one("INT32", List.of(1), floats(1)))).contains("not in the field of datatype INT32");
        ProtobufWriter tooLarge = new ProtobufWriter().integers(5, List.of(1L << 63));
        assertThat(refused(call("m")
                        .message(INPUTS, input("a", "UINT64", List.of(1)).message(5, tooLarge))))
                .contains("can not safely convert float64");
        assertThat(refused(call("m")
                        .message(INPUTS, input("a", "UINT64", List.of(1)))
                        .bytes(RAW, longs(1L << 63))))
                .contains("can not safely convert float64");
        assertThat(refused(one("FP16", List.of(1), floats(1)))).contains("as those of datatype FP16 do");
        assertThat(refused(one("FP32", List.of(1), new byte[3]))).contains("not in protobuf's encoding");
        assertThat(refused(call("m").message(INPUTS, input("a", "FP64", List.of(1)))))
                .contains("needs 'contents'");
        assertThat(refused(call("m")
                        .message(INPUTS, input("a", "FP64", List.of(1)))
                        .bytes(RAW, new byte[7])))
                .contains("has 7 bytes");
        assertThat(refused(one("FP64", List.of(1), floats())
                        .bytes(RAW, new byte[8])
                        .bytes(RAW, new byte[8])))
                .contains("'raw_input_contents' for 2");
        assertThat(refused(one("FP32", List.of(1), floats(1)).bytes(RAW, new byte[4])))
                .contains("needs 'contents'");
        assertThat(refused(call("m")
                        .message(INPUTS, input("a", "FP64", List.of(1)))
                        .message(INPUTS, input("a", "FP64", List.of(1)))
                        .bytes(RAW, new byte[8])
                        .bytes(RAW, new byte[8])))
                .isEqualTo("Input 'a' is there twice.");
        assertThat(refused(call("named_tensors")
                        .message(INPUTS, input("z", "FP64", List.of(1)))
                        .bytes(RAW, new byte[8])))
                .contains("Model is missing inputs ['a', 'b', 'c']");
    }

    @Test
    void aMessageThatIsCutOffOrGarbledIsRefusedOrReadButNothingElse() {
        byte[] whole = one("FP32", List.of(2), floats(1, 2))
                .message(WANTED, new ProtobufWriter().text(1, "larger"))
                .toBytes();
        Random random = new Random(1);
        try (LoadedModel model = LoadedModel.open(Models.folder("named_tensors"), ScoringLimits.DEFAULT)) {
            for (int i = 0; i < 20_000; i++) {
                byte[] garbled = Arrays.copyOf(whole, i < whole.length ? i : whole.length);
                for (int k = 0; i >= whole.length && k < 1 + i % 4; k++) {
                    garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
                }
                try {
                    InferenceReply reply = InferenceCall.read(garbled).answer(model, "");
                    assertThat(reply).isInstanceOf(InferenceReply.Refused.class);
                } catch (InvalidInput refused) {
                    assertThat(refused.getMessage()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void aNameThatIsNoTextIsRefused() {
        byte[] call = new ProtobufWriter().bytes(MODEL, new byte[] {-1}).toBytes();
        assertThatThrownBy(() -> InferenceCall.read(call))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("The name of the model is not UTF-8.");
    }

    private static ProtobufWriter call(String model) {
        return new ProtobufWriter().text(MODEL, model);
    }

    private static ProtobufWriter one(String type, List<Integer> shape, byte[] floats) {
        return call("m").message(INPUTS, input("a", type, shape).message(5, contents(6, floats)));
    }

    private static ProtobufWriter input(String name, String type, List<Integer> shape) {
        return new ProtobufWriter().text(1, name).text(2, type).integers(3, shape);
    }

    private static ProtobufWriter contents(int field, byte[] packed) {
        return new ProtobufWriter().bytes(field, packed);
    }

    private static ProtobufWriter integers(int field, Integer... values) {
        return new ProtobufWriter().integers(field, List.of(values));
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static byte[] doubles(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }

    @Test
    void aCallSaysWhatANameStandsForInItsInputsAndParameters() {
        ProtobufWriter call = new ProtobufWriter()
                .text(1, "m")
                .message(4, new ProtobufWriter().text(1, "team").message(2, new ProtobufWriter().text(3, "red")))
                .message(4, new ProtobufWriter().text(1, "fast").message(2, new ProtobufWriter().truth(1, true)))
                .message(
                        5,
                        new ProtobufWriter()
                                .text(1, "user")
                                .text(2, "BYTES")
                                .integers(3, List.of(1))
                                .message(5, new ProtobufWriter().bytes(8, "ann".getBytes(StandardCharsets.UTF_8))))
                .message(
                        5,
                        new ProtobufWriter()
                                .text(1, "amounts")
                                .text(2, "INT64")
                                .integers(3, List.of(3))
                                .message(5, new ProtobufWriter().integers(3, List.of(7, 8, 9))));
        InferenceCall asked = InferenceCall.read(call.toBytes());
        assertThat(asked.value("amounts")).contains("7");
        assertThat(asked.value("user")).contains("ann");
        assertThat(asked.value("team")).contains("red");
        assertThat(asked.value("fast")).contains("true");
        assertThat(asked.value("other")).isEmpty();
    }

    private static byte[] predicted(String name, ProtobufWriter call) {
        InferenceReply reply = reply(name, call);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return ((InferenceReply.Predicted) reply).given().body();
    }

    private static String refused(ProtobufWriter call) {
        InferenceReply reply = reply("named_tensors", call);
        assertThat(reply.status()).isEqualTo(400);
        return ((InferenceReply.Refused) reply).why();
    }

    private static InferenceReply reply(String name, ProtobufWriter call) {
        try (LoadedModel model = LoadedModel.open(Models.folder(name), ScoringLimits.DEFAULT)) {
            return InferenceCall.read(call.toBytes()).answer(model, "3");
        }
    }
}
