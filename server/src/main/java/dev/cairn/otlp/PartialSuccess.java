package dev.cairn.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The answer to a request whose spans are all stored, with a warning for who sent them: `partial_success` with no
/// rejected span (OTLP specification, "Partial Success").
///
/// @param warning a sentence, which is not empty
public record PartialSuccess(String warning) {
    private static final int OF_RESPONSE = (1 << 3) | 2;
    private static final int ERROR_MESSAGE = (2 << 3) | 2;

    /// As an `ExportTraceServiceResponse` in protobuf's encoding.
    public byte[] protobuf() {
        return field(OF_RESPONSE, field(ERROR_MESSAGE, warning.getBytes(StandardCharsets.UTF_8)));
    }

    /// The same for who sent JSON.
    public Map<String, ?> json() {
        return Map.of("partialSuccess", Map.of("rejectedSpans", "0", "errorMessage", warning));
    }

    private static byte[] field(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
        out.write(tag);
        int left = content.length;
        while (left > 0x7f) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
