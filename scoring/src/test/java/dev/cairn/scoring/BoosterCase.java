package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A folder that `boosters.py` or `estimators.py` of `conformance/python` wrote: a model, rows, and what its library
/// predicts for them.
record BoosterCase(Path folder, JsonNode json) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static BoosterCase read(Path folder) {
        return new BoosterCase(folder, JSON.readTree(folder.resolve("case.json")));
    }

    String about() {
        return json.path("about").toString();
    }

    /// What the library predicts, flat.
    double[] expected() {
        return numbers(json.path("expected"));
    }

    /// What is predicted here, flat; the shape is that of the library's.
    double[] predicted() {
        return ElementType.FLOAT64.convert("", answer().values()) instanceof Column.Doubles doubles
                ? IntStream.range(0, doubles.size())
                        .mapToDouble(doubles.values()::get)
                        .toArray()
                : new double[0];
    }

    /// What is answered here, in the shape of the library's.
    Tensor answer() {
        try (Scorer scorer = Scorer.open(ModelFolder.open(folder), 1)) {
            Tensor tensor = ((Predictions.Plain) scorer.score(payload())).values();
            List<Integer> shape = json.path("expected").path(0).isArray()
                    ? List.of(
                            json.path("expected").size(),
                            json.path("expected").path(0).size())
                    : List.of(json.path("expected").size());
            if (!tensor.shape().equals(shape)) {
                throw new AssertionError("The shape is %s and should be %s".formatted(tensor.shape(), shape));
            }
            return tensor;
        }
    }

    /// Holds each value against the library's, numbers to a tolerance in proportion.
    void assertAnswered(double tolerance) {
        Column answer = answer().values();
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode row : json.path("expected")) {
            if (row.isArray()) {
                row.forEach(expected::add);
            } else {
                expected.add(row);
            }
        }
        for (int i = 0; i < expected.size(); i++) {
            Object value = Cells.value(answer, i);
            JsonNode wanted = expected.get(i);
            if (wanted.isFloatingPointNumber()) {
                double number = wanted.asDouble();
                assertThat(value).as(about()).isInstanceOf(Double.class);
                assertThat((Double) value)
                        .as(about())
                        .isCloseTo(number, Offset.offset(tolerance * Math.max(1, Math.abs(number))));
            } else if (wanted.isIntegralNumber()) {
                assertThat(value).as(about()).isEqualTo(wanted.asLong());
            } else if (wanted.isBoolean()) {
                assertThat(value).as(about()).isEqualTo(wanted.asBoolean());
            } else {
                assertThat(value).as(about()).isEqualTo(wanted.asString());
            }
        }
    }

    Payload payload() {
        JsonNode rows = json.path("rows");
        if (!json.path("columns").isArray()) {
            return new Tensor(
                    List.of(rows.size(), rows.path(0).size()), new Column.Doubles(DoubleBuffer.wrap(numbers(rows))));
        }
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < json.path("columns").size(); i++) {
            int feature = i;
            ColumnBuilder column = new ColumnBuilder();
            rows.valueStream().map(row -> row.path(feature)).forEach(value -> add(value, column));
            columns.put(json.path("columns").path(i).asString(), column.build());
        }
        return new Frame(columns, rows.size());
    }

    /// The same with so many of its rows, of which the first one comes after the last one.
    BoosterCase withRows(int first, int count) {
        ObjectNode other = (ObjectNode) json.deepCopy();
        ArrayNode rows = other.putArray("rows");
        JsonNode own = json.path("rows");
        IntStream.range(first, first + count).forEach(row -> rows.add(own.path(row % own.size())));
        return new BoosterCase(folder, other);
    }

    private static void add(JsonNode value, ColumnBuilder column) {
        if (value.isString()) {
            column.addObject(value.asString());
        } else if (value.isBoolean()) {
            column.addObject(value.asBoolean());
        } else if (value.isIntegralNumber()) {
            column.add(value.asLong());
        } else {
            column.add(value.asDouble(Double.NaN));
        }
    }

    /// The numbers of nested lists one after the other; what is none is NaN.
    private static double[] numbers(JsonNode list) {
        return list.valueStream()
                .flatMapToDouble(each -> each.isArray()
                        ? java.util.stream.DoubleStream.of(numbers(each))
                        : java.util.stream.DoubleStream.of(each.asDouble(Double.NaN)))
                .toArray();
    }
}
