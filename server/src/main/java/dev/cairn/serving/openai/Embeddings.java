package dev.cairn.serving.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Puts bare vectors into the shape that OpenAI's clients read: numbers as they stand, or as the bytes of 32-bit
/// floats.
final class Embeddings {
    private static final String START = "{\"object\":\"list\",\"data\":[";
    private static final String NEXT = "{\"object\":\"embedding\",\"index\":%d,\"embedding\":";
    private static final int FLOATS_AT_FIRST = 1024;

    private final byte[] answer;
    private final boolean isBase64;
    private final ByteArrayOutputStream shaped;
    private ByteBuffer floats = ByteBuffer.allocate(0);
    private int count;

    private Embeddings(byte[] answer, boolean isBase64) {
        this.answer = answer;
        this.isBase64 = isBase64;
        this.shaped = new ByteArrayOutputStream(answer.length + FLOATS_AT_FIRST);
    }

    /// Takes `[[…], …]` and `{"predictions": [[…], …]}` with a vector for each input, or the one vector of one input.
    ///
    /// @return the answer itself if it is neither
    static byte[] shaped(byte[] answer, int inputs, String endpoint, boolean isBase64) {
        Embeddings embeddings = new Embeddings(answer, isBase64);
        embeddings.write(START);
        try (JsonParser parser = Json.answerParser(answer)) {
            boolean isWhole = embeddings.readAll(parser) && inputs > 0 && embeddings.count == inputs;
            if (!isWhole) {
                return answer;
            }
        }
        embeddings.write("],\"model\":");
        embeddings.shaped.writeBytes(Json.write(endpoint));
        embeddings.write("}");
        return embeddings.shaped.toByteArray();
    }

    private boolean readAll(JsonParser parser) {
        JsonToken first = parser.nextToken();
        boolean isWrapped = first == JsonToken.START_OBJECT;
        if (isWrapped) {
            if (!"predictions".equals(parser.nextName())) {
                return false;
            }
            first = parser.nextToken();
        }
        return first == JsonToken.START_ARRAY
                && readVectors(parser)
                && (!isWrapped || parser.nextToken() == JsonToken.END_OBJECT)
                && parser.nextToken() == null;
    }

    private boolean readVectors(JsonParser parser) {
        int start = offset(parser);
        JsonToken each = parser.nextToken();
        if (each != null && each.isNumeric()) {
            return readVector(parser, start, each);
        }
        while (each == JsonToken.START_ARRAY) {
            if (!readVector(parser, offset(parser), parser.nextToken())) {
                return false;
            }
            each = parser.nextToken();
        }
        return each == JsonToken.END_ARRAY;
    }

    /// @param start of its bracket
    /// @param first what stands behind that
    private boolean readVector(JsonParser parser, int start, JsonToken first) {
        floats.clear();
        JsonToken each = first;
        while (each.isNumeric()) {
            if (isBase64) {
                take((float) parser.getDoubleValue());
            }
            each = parser.nextToken();
        }
        if (each != JsonToken.END_ARRAY || start < 0) { // as of bytes in another encoding than UTF-8
            return false;
        }
        write(count == 0 ? NEXT.formatted(count) : "," + NEXT.formatted(count));
        count++;
        if (isBase64) {
            write("\"%s\"}".formatted(encoded()));
        } else {
            shaped.write(answer, start, offset(parser) + 1 - start);
            write("}");
        }
        return true;
    }

    private void take(float number) {
        if (floats.remaining() < Float.BYTES) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * floats.capacity(), FLOATS_AT_FIRST * Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            floats = larger.put(floats.flip());
        }
        floats.putFloat(number);
    }

    private String encoded() {
        ByteBuffer read = floats.duplicate().flip();
        return new String(Base64.getEncoder().encode(read).array(), UTF_8);
    }

    private static int offset(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    private void write(String text) {
        shaped.writeBytes(text.getBytes(UTF_8));
    }
}
