package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.Tensor;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes the values of tensors as JSON. Used by one thread.
final class TensorWriter {
    private static final int LINE = 76;
    private static final int NANOS_IN_MICRO = 1_000;
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final JsonGenerator json;

    TensorWriter(JsonGenerator json) {
        this.json = json;
    }

    /// The tensor as nested arrays.
    void whole(Tensor tensor) {
        nested(tensor, 0, 0, tensor.values().size());
    }

    /// What the tensor has at one index of its first dimension.
    void row(Tensor tensor, int row) {
        int size = tensor.values().size() / tensor.shape().getFirst();
        nested(tensor, 1, row * size, size);
    }

    /// One value.
    void value(Column column, int index) {
        switch (column) {
            case Column.Longs longs -> json.writeNumber(longs.values().get(index));
            case Column.Doubles doubles -> number(doubles.values().get(index));
            case Column.Booleans booleans -> json.writeBoolean(booleans.values().get(index));
            case Column.Texts texts -> json.writeString(texts.values().get(index));
            case Column.Mixed mixed -> object(mixed.values().get(index));
        }
    }

    private void nested(Tensor tensor, int depth, int from, int size) {
        List<Integer> shape = tensor.shape();
        if (depth == shape.size()) {
            value(tensor.values(), from);
            return;
        }
        json.writeStartArray();
        int length = shape.get(depth);
        for (int i = 0; i < length; i++) {
            nested(tensor, depth + 1, from + i * (size / length), size / length);
        }
        json.writeEndArray();
    }

    private void number(double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    private void object(@Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> map -> map(map);
            case Tensor tensor -> whole(tensor);
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(this::object);
                json.writeEndArray();
            }
            // as Python's library does, in lines that each end
            case byte[] bytes -> json.writeString(BASE64.encodeToString(bytes) + (bytes.length == 0 ? "" : "\n"));
            case LocalDateTime time -> json.writeString(iso(time));
            case Long number -> json.writeNumber(number);
            case Number number -> number(number.doubleValue());
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }

    private static String iso(LocalDateTime time) {
        String seconds = time.truncatedTo(ChronoUnit.SECONDS).format(SECONDS);
        int nanos = time.get(ChronoField.NANO_OF_SECOND);
        if (nanos == 0) {
            return seconds;
        }
        return nanos % NANOS_IN_MICRO == 0
                ? "%s.%06d".formatted(seconds, nanos / NANOS_IN_MICRO)
                : "%s.%09d".formatted(seconds, nanos);
    }

    private void map(Map<?, ?> map) {
        json.writeStartObject();
        map.forEach((key, value) -> {
            json.writeName(String.valueOf(key));
            object(value);
        });
        json.writeEndObject();
    }
}
