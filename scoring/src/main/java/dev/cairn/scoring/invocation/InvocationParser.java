package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Reads the JSON that MLflow's scoring server takes at `/invocations`: an object with exactly one of
/// `dataframe_split`, `dataframe_records`, `instances` and `inputs`, perhaps `params`, and anything else, which is
/// ignored. Thread-safe.
public final class InvocationParser {
    private static final String ONE_FORM = "The input must be a JSON dictionary with exactly one of the input fields"
            + " {'dataframe_split', 'dataframe_records', 'instances', 'inputs'}";
    static final int MAX_DIGITS = 400;

    private final ScoringLimits limits;
    private final JsonMapper json;

    public InvocationParser(ScoringLimits limits) {
        this.limits = limits;
        this.json = mapper(limits);
    }

    /// A reader that keeps to the limits.
    static JsonMapper mapper(ScoringLimits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxText())
                .maxNumberLength(MAX_DIGITS)
                .build();
        // Python clients write the NaN of a frame as it is
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .streamReadConstraints(constraints)
                        .build())
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /// Reads a request; `InvalidInput` for anything that is not one.
    public InvocationRequest parse(byte[] body) {
        return new PlainFrame(body, limits)
                .read()
                .map(frame -> new InvocationRequest(frame, MissingNode.getInstance()))
                .orElseGet(() -> parseAny(body));
    }

    /// Reads a request of any form, token by token.
    InvocationRequest parseAny(byte[] body) {
        return whole(body, parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw InvalidInput.malformed(ONE_FORM
                        + (parser.currentToken() == JsonToken.START_ARRAY
                                ? ". Received a list."
                                : ". Received unexpected input type '%s.".formatted(scalar(parser))));
            }
            return request(parser);
        });
    }

    /// Reads a table that is no request: an object of `columns` and `data`, or a list of records.
    TableFile.Table table(byte[] body) {
        RequestBudget budget = new RequestBudget(limits);
        return whole(
                body,
                parser -> parser.currentToken() == JsonToken.START_ARRAY
                        ? records(parser, budget)
                        : split(parser, budget));
    }

    private static TableFile.Table records(JsonParser parser, RequestBudget budget) {
        RecordsReader reader = new RecordsReader(parser, budget);
        Frame frame = reader.read();
        return new TableFile.Table(frame, reader.isNamed());
    }

    private static TableFile.Table split(JsonParser parser, RequestBudget budget) {
        SplitReader reader = new SplitReader(parser, budget);
        Frame frame = reader.read();
        return new TableFile.Table(frame, reader.isNamed());
    }

    /// Reads a text of one value, at which the parser is.
    private <T> T whole(byte[] body, Function<JsonParser, T> reader) {
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() == null) {
                throw InvalidInput.malformed(
                        "Ensure that input is a valid JSON formatted string. Error: 'there is nothing'");
            }
            T read = reader.apply(parser);
            if (parser.nextToken() != null) {
                throw InvalidInput.malformed(
                        "Ensure that input is a valid JSON formatted string. Error: 'there is more after its end'");
            }
            return read;
        } catch (JacksonException broken) {
            throw InvalidInput.malformed("Ensure that input is a valid JSON formatted string. Error: '%s'"
                    .formatted(broken.getOriginalMessage()));
        }
    }

    private InvocationRequest request(JsonParser parser) {
        Payload payload = null;
        List<String> forms = new ArrayList<>(1);
        JsonNode params = MissingNode.getInstance();
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            Payload read = payload(field, parser);
            if (read != null) {
                payload = read;
                forms.add(field);
            } else if (field.equals("params")) {
                params = new ParameterReader(parser).read();
            } else {
                parser.skipChildren();
            }
        }
        if (payload == null || forms.size() != 1) {
            throw InvalidInput.form("%s. Received dictionary with input fields: %s."
                    .formatted(ONE_FORM, forms.stream().map(PythonText::quoted).toList()));
        }
        return new InvocationRequest(payload, params);
    }

    /// What Python calls the value at the parser where it is not of the kind that it should be.
    static String kind(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_ARRAY -> "list";
            case START_OBJECT -> "dictionary";
            default -> "type " + scalar(parser);
        };
    }

    private static String scalar(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> "<class 'str'>";
            case VALUE_NUMBER_INT -> "<class 'int'>";
            case VALUE_NUMBER_FLOAT -> "<class 'float'>";
            case VALUE_TRUE, VALUE_FALSE -> "<class 'bool'>";
            default -> "<class 'NoneType'>";
        };
    }

    private @Nullable Payload payload(String field, JsonParser parser) {
        RequestBudget budget = new RequestBudget(limits);
        return switch (field) {
            case "dataframe_split" -> new SplitReader(parser, budget).read();
            case "dataframe_records" -> new RecordsReader(parser, budget).read();
            case "inputs" -> new ArraysReader(parser, budget, false).read();
            case "instances" -> new ArraysReader(parser, budget, true).read();
            default -> null;
        };
    }
}
