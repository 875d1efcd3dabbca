package dev.cairn.http;

import java.util.AbstractList;
import java.util.RandomAccess;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/// Many finite numbers that leave as a JSON array, without an object for each. Whole ones have no fraction there.
@JsonSerialize(using = JsonNumbers.Compact.class)
public final class JsonNumbers extends AbstractList<Double> implements RandomAccess {
    /// Beyond, not every whole number is a double.
    private static final double MAX_WHOLE = 1L << 53;

    private final double[] numbers;
    private final int size;

    /// @param size how many of the numbers count; they must not be changed any more
    public JsonNumbers(double[] numbers, int size) {
        this.numbers = numbers;
        this.size = size;
    }

    @Override
    public Double get(int index) {
        return numbers[java.util.Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }

    static final class Compact extends ValueSerializer<JsonNumbers> {
        @Override
        public void serialize(JsonNumbers list, JsonGenerator json, SerializationContext context) {
            json.writeStartArray();
            for (int i = 0; i < list.size; i++) {
                double number = list.numbers[i];
                if (Math.abs(number) < MAX_WHOLE && number == Math.rint(number)) {
                    json.writeNumber((long) number);
                } else {
                    json.writeNumber(number);
                }
            }
            json.writeEndArray();
        }

        @Override
        public boolean isEmpty(SerializationContext context, JsonNumbers numbers) {
            return numbers.size == 0;
        }
    }
}
