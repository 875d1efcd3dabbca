package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The answer to an invocation: `{"predictions": …}`, as MLflow's scoring server writes it.
public record InvocationResponse(Predictions predictions) {
    private static final JsonFactory JSON = new JsonFactory();

    /// With which an answer begins.
    private static final Pattern PREDICTIONS = Pattern.compile("^\\s*\\{\\s*\"predictions\"\\s*:");

    /// The response as JSON. NaN and the infinities become null, for JSON has no such numbers (the stock server
    /// writes them bare, which only Python reads).
    ///
    /// @throws AnswerTooLargeException if it would have more than 64 MiB
    public byte[] toJson() {
        AnswerBytes bytes = new AnswerBytes();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName("predictions");
            TensorWriter writer = new TensorWriter(json);
            switch (predictions) {
                case Predictions.Rows rows -> rows(rows.outputs(), json, writer);
                case Predictions.Arrays arrays -> arrays(arrays.outputs(), json, writer);
                case Predictions.Plain plain -> writer.whole(plain.values());
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// The predictions of an answer; `InvalidInput` where it is a refusal.
    public static Predictions of(Answer answer) {
        if (answer.status() != Answer.OK) {
            throw InvalidInput.form(new String(answer.body(), StandardCharsets.UTF_8));
        }
        return parse(answer.body(), ScoringLimits.DEFAULT).predictions();
    }

    /// What another server answered, as this class writes it; `InvalidInput` where it is not that.
    public static InvocationResponse parse(byte[] answer, ScoringLimits limits) {
        String text = new String(answer, StandardCharsets.UTF_8);
        Matcher start = PREDICTIONS.matcher(text);
        if (!start.find()) {
            throw InvalidInput.form("The model's answer has no predictions.");
        }
        String asRequest = "{\"inputs\":" + text.substring(start.end());
        Payload read = new InvocationParser(limits)
                .parse(asRequest.getBytes(StandardCharsets.UTF_8))
                .payload();
        return new InvocationResponse(
                switch (read) {
                    case Tensor tensor -> new Predictions.Plain(tensor);
                    case NamedTensors named -> new Predictions.Arrays(named.tensors());
                    case Frame frame -> {
                        SequencedMap<String, Tensor> outputs = new LinkedHashMap<>();
                        frame.columns().forEach((name, column) -> outputs.put(name, Tensor.of(name, column)));
                        yield new Predictions.Rows(outputs);
                    }
                });
    }

    /// As the stock server does, outputs are flattened first and a row takes one value of each. Where that leaves
    /// them with different lengths (a label beside its probabilities; stock fails) a row takes all that each output
    /// has for it.
    private static void rows(SequencedMap<String, Tensor> outputs, JsonGenerator json, TensorWriter writer) {
        boolean flat = distinct(outputs, false) <= 1;
        if (!flat && distinct(outputs, true) > 1) {
            arrays(outputs, json, writer);
            return;
        }
        int rows = outputs.values().stream()
                .findFirst()
                .map(first -> flat ? first.values().size() : length(first))
                .orElse(0);
        json.writeStartArray();
        for (int row = 0; row < rows; row++) {
            json.writeStartObject();
            for (var output : outputs.entrySet()) {
                json.writeName(output.getKey());
                if (flat) {
                    writer.value(output.getValue().values(), row);
                } else {
                    writer.row(output.getValue(), row);
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void arrays(SequencedMap<String, Tensor> outputs, JsonGenerator json, TensorWriter writer) {
        json.writeStartObject();
        outputs.forEach((name, tensor) -> {
            json.writeName(name);
            writer.whole(tensor);
        });
        json.writeEndObject();
    }

    /// How many different numbers of values (or of rows) the outputs have.
    private static long distinct(SequencedMap<String, Tensor> outputs, boolean byRow) {
        return outputs.values().stream()
                .map(tensor -> byRow ? length(tensor) : tensor.values().size())
                .distinct()
                .count();
    }

    /// The number of rows; a single value has none.
    private static int length(Tensor tensor) {
        return tensor.rank() == 0 ? -1 : tensor.shape().getFirst();
    }
}
