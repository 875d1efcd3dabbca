package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.scoring.Cells;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.Models;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What requests become before a model sees them, and how wrong ones are refused, held against the stock scoring server
/// over the requests of `make_invocations.py`. Where the two differ is written in `stock-differences.json`;
/// `docs/serving.md`
/// says why. With `-Dcairn.table=write` the file is written anew.
class StockRequestsTest {
    private static final int OK = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final Path FOLDER = Models.resource("/invocations");
    private static final Path DIFFERENCES_SOURCE = Path.of("src/test/resources/stock-differences.json");
    private static final Map<String, List<String>> KNOWN = JSON.readValue(
            Models.resource("/stock-differences.json"), new TypeReference<Map<String, List<String>>>() {});
    private static final Map<String, List<String>> found = new TreeMap<>();
    private static final InvocationParser PARSER = new InvocationParser(ScoringLimits.DEFAULT);

    static Stream<String> signatures() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void requestsAreTakenAndRefusedAsTheStockServerDoes(String name) throws IOException {
        JsonNode file = JSON.readTree(Files.readString(FOLDER.resolve(name + ".json")));
        MlModel model = MlModel.parse(
                MlModel.empty().with("signature", file.path("signature")).toYaml());
        List<String> differences = new ArrayList<>();
        for (JsonNode each : file.path("cases")) {
            String difference = difference(model, each);
            if (!difference.isEmpty()) {
                differences.add(
                        "%s: %s".formatted(JSON.writeValueAsString(each.path("body")), difference.replace("\n", " ")));
            }
        }
        if ("write".equals(System.getProperty("cairn.table"))) {
            found.put(name, differences);
            Files.writeString(
                    DIFFERENCES_SOURCE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(found) + "\n");
            return;
        }
        assertThat(differences).isEqualTo(KNOWN.getOrDefault(name, List.of()));
    }

    private static String difference(MlModel model, JsonNode each) {
        JsonNode answer;
        try {
            answer = answer(
                    model, each.path("body").asString(), each.path("type").asString());
        } catch (InvalidInput refused) {
            if (each.path("status").asInt() == OK) {
                return "refused, stock takes it as " + each.path("answer");
            }
            String told = each.path("code").asString("") + " "
                    + each.path("error_class").asString("");
            boolean same = told.equals(refused.errorCode() + " " + refused.errorClass())
                    && StockDifferences.sameMessage(
                            refused.getMessage(), each.path("message").asString());
            return same
                    ? ""
                    : "%s, stock says %s"
                            .formatted(
                                    refused.getMessage(), each.path("message").asString());
        }
        if (answer.has("status")) {
            assertThat(each.path("status").asInt())
                    .isEqualTo(answer.path("status").asInt());
            return "";
        }
        if (each.path("status").asInt() != OK) {
            return "taken as %s, stock says %s"
                    .formatted(answer, each.path("message").asString());
        }
        return StockDifferences.sameValue(answer, each.path("answer"))
                ? ""
                : "taken as %s, by stock as %s".formatted(answer, each.path("answer"));
    }

    private static JsonNode answer(MlModel model, String body, String contentType) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        MediaType type = MediaType.parse(contentType);
        if (!type.refusal().isEmpty()) {
            return JSON.createObjectNode().put("status", 415);
        }
        InvocationRequest request = type.name().equals(MediaType.CSV)
                ? new InvocationRequest(
                        new CsvReader(bytes, ScoringLimits.DEFAULT)
                                .read(model.signature().inputs()),
                        MissingNode.getInstance())
                : PARSER.parse(bytes);
        Payload payload = model.signature().inputs().enforce(request.payload());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("params", model.signature().enforceParams(request.params()));
        switch (payload) {
            case Frame frame -> {
                Map<String, Object> columns = new LinkedHashMap<>();
                frame.columns()
                        .forEach((column, values) ->
                                columns.put(column, plain(new Tensor(List.of(values.size()), values))));
                answer.put("frame", columns);
                answer.put("rows", frame.rows());
            }
            case NamedTensors named -> {
                Map<String, Object> arrays = new LinkedHashMap<>();
                named.tensors().forEach((key, tensor) -> arrays.put(key, described(tensor)));
                answer.put("arrays", arrays);
            }
            case Tensor tensor -> answer.put("array", described(tensor));
        }
        return JSON.valueToTree(answer);
    }

    private static Map<String, @Nullable Object> described(Tensor tensor) {
        Map<String, @Nullable Object> described = new LinkedHashMap<>();
        described.put("shape", tensor.shape());
        described.put("values", plain(tensor));
        return described;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Tensor tensor when tensor.rank() == 0 -> plain(Cells.value(tensor.values(), 0));
            case Tensor tensor -> {
                List<@Nullable Object> elements = new ArrayList<>();
                int size = tensor.shape().getFirst();
                int width = size == 0 ? 0 : tensor.values().size() / size;
                for (int i = 0; i < size; i++) {
                    List<Integer> rest = tensor.shape().subList(1, tensor.rank());
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int k = 0; k < width; k++) {
                        row.add(plain(Cells.value(tensor.values(), i * width + k)));
                    }
                    elements.add(rest.isEmpty() ? row.getFirst() : nested(row, rest));
                }
                yield elements;
            }
            case List<?> list -> list.stream().map(StockRequestsTest::plain).toList();
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
                map.forEach((key, each) -> plain.put(key, plain(each)));
                yield plain;
            }
            case byte[] bytes -> Map.of("base64", Base64.getEncoder().encodeToString(bytes));
            case LocalDateTime time -> Map.of("time", time.toString());
            default -> value;
        };
    }

    private static Object nested(List<@Nullable Object> flat, List<Integer> shape) {
        if (shape.size() == 1) {
            return flat;
        }
        int width = flat.size() / Math.max(1, shape.getFirst());
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < shape.getFirst(); i++) {
            rows.add(nested(flat.subList(i * width, (i + 1) * width), shape.subList(1, shape.size())));
        }
        return rows;
    }
}
