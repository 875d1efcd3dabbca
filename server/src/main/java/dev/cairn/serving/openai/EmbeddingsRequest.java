package dev.cairn.serving.openai;

import dev.cairn.http.Json;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.Signature;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A request for embeddings, which most models answer with bare vectors. What OpenAI's clients say of the form of
/// the vectors is for who answers them, not for a model that would take it for another column.
///
/// @param endpoint which is named in the answer
/// @param body     with the form
/// @param plain    without it
/// @param isBase64 whether the client asks for the bytes of the numbers
@SuppressWarnings("ArrayRecordComponent") // made once, read once
public record EmbeddingsRequest(String endpoint, byte[] body, byte[] plain, boolean isBase64) {
    private static final String FORMAT = "encoding_format";

    /// What a request to the route of embeddings asks for.
    public static EmbeddingsRequest of(OpenAiRequest request) {
        Optional<TakenField> format = TakenField.find(FORMAT, request.body());
        return new EmbeddingsRequest(
                request.endpoint(),
                request.body(),
                format.map(TakenField::rest).orElse(request.body()),
                format.map(TakenField::value).filter("base64"::equals).isPresent());
    }

    /// What a model is asked: with the form if it knows it, or says nothing of what it takes.
    public byte[] bodyFor(Signature signature) {
        boolean isKnown =
                signature.params().stream().anyMatch(param -> param.name().equals(FORMAT))
                        || switch (signature.inputs()) {
                            case Schema.Absent _ -> true;
                            case Schema.Columns columns ->
                                columns.columns().stream().anyMatch(column -> Objects.equals(column.name(), FORMAT));
                            case Schema.Tensors tensors ->
                                tensors.tensors().stream().anyMatch(tensor -> Objects.equals(tensor.name(), FORMAT));
                        };
        return isKnown ? body : plain;
    }

    /// An answer in OpenAI's shape, if it is a vector for each text; else as it is.
    public byte[] shaped(byte[] answer) {
        try {
            return Embeddings.shaped(answer, inputs(), endpoint, isBase64);
        } catch (JacksonException _) { // no JSON, which is for the client to see
            return answer;
        }
    }

    /// How many texts there are, or lists of tokens.
    private int inputs() {
        try (JsonParser parser = Json.parser(plain)) {
            parser.nextToken();
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (field.equals("input")) {
                    return value == JsonToken.START_ARRAY ? elements(parser) : 1;
                }
                parser.skipChildren();
            }
        }
        return 0;
    }

    private static int elements(JsonParser parser) {
        int count = 0;
        for (JsonToken each = parser.nextToken(); each != JsonToken.END_ARRAY; each = parser.nextToken()) {
            if (each.isNumeric()) {
                return 1; // the tokens of one text
            }
            parser.skipChildren();
            count++;
        }
        return count;
    }
}
