package dev.cairn.otlp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Reads the body of `POST /v1/traces`, whatever its encoding.
public final class OtlpReader {
    /// Of a body as it is sent, and of what it becomes when it is unpacked.
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    /// What a byte becomes when it is read and made ready to be stored; a JSON text is a tree in between.
    private static final int GROWTH = 3;

    private static final int JSON_GROWTH = 6;

    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    private OtlpReader() {}

    /// The spans of a request that was read whole.
    ///
    /// @param type     its `Content-Type`
    /// @param encoding its `Content-Encoding`
    /// @param memory   what the body is paid from, and all that it becomes
    public static List<ResourceSpans> read(
            Optional<String> type, Optional<String> encoding, byte[] body, IngestMemory.Share memory) {
        String media = media(type);
        if (body.length > MAX_BYTES) {
            throw tooLarge();
        }
        byte[] plain = unpacked(encoding, body, memory);
        boolean isJson = media.equals(JSON);
        memory.take((long) plain.length * (isJson ? JSON_GROWTH : GROWTH));
        RequestLimit limit = new RequestLimit(memory);
        List<ResourceSpans> read = isJson ? JsonReader.read(plain, limit) : ProtobufReader.read(plain, limit);
        if (read.isEmpty()) {
            throw OtlpException.unreadable("Invalid OpenTelemetry format - no spans found");
        }
        return read;
    }

    private static String media(Optional<String> type) {
        String media = type.map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
        if (!media.equals(PROTOBUF) && !media.equals(JSON)) {
            throw OtlpException.unreadable(
                    "Invalid Content-Type: %s. Expected: application/x-protobuf or application/json"
                            .formatted(type.orElse("None")));
        }
        return media;
    }

    private static byte[] unpacked(Optional<String> encoding, byte[] body, IngestMemory.Share memory) {
        String name = encoding.orElse("").strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("identity")) {
            return body;
        }
        memory.take(MAX_BYTES);
        try {
            byte[] plain = switch (name) {
                case "gzip" -> bounded(new GZIPInputStream(new ByteArrayInputStream(body), 8 * 1024));
                case "deflate" -> inflated(body);
                default -> throw OtlpException.unreadable("Unsupported Content-Encoding: " + name);
            };
            memory.giveBack((long) MAX_BYTES - plain.length);
            return plain;
        } catch (IOException broken) {
            throw OtlpException.unreadable("Failed to decompress %s payload".formatted(name));
        }
    }

    /// With the header of zlib, or, as some clients send it, without.
    private static byte[] inflated(byte[] body) throws IOException {
        Inflater inflater = new Inflater(!hasHeader(body));
        try {
            return bounded(new InflaterInputStream(new ByteArrayInputStream(body), inflater, 8 * 1024));
        } finally {
            inflater.end(); // the stream ends only those that it made
        }
    }

    private static boolean hasHeader(byte[] body) {
        Inflater probe = new Inflater();
        try {
            probe.setInput(body, 0, Math.min(body.length, 64));
            probe.inflate(new byte[64]);
            return true;
        } catch (DataFormatException raw) {
            return false;
        } finally {
            probe.end();
        }
    }

    private static byte[] bounded(InputStream unpacking) throws IOException {
        try (unpacking) {
            byte[] plain = unpacking.readNBytes(MAX_BYTES + 1);
            if (plain.length > MAX_BYTES) {
                throw tooLarge();
            }
            return plain;
        }
    }

    /// The refusal of a body that is too large, be it packed or not.
    public static OtlpException tooLarge() {
        return OtlpException.unreadable(
                "The request is larger than %d MiB: send fewer spans at a time.".formatted(MAX_BYTES >> 20));
    }
}
