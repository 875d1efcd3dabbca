package dev.cairn.otlp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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

    static final int JSON_GROWTH = 6;

    /// Bytes that are read and paid for at a time.
    private static final int PIECE = 1024 * 1024;

    private static final int BUFFER = 8 * 1024;

    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    private OtlpReader() {}

    /// All of a body, paid for a piece at a time as it arrives or is unpacked.
    public static byte[] whole(InputStream body, IngestMemory.Share memory) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        int size = 0;
        byte[] piece;
        do {
            piece = body.readNBytes(PIECE);
            memory.take(piece.length);
            size += piece.length;
            if (size > MAX_BYTES) {
                throw tooLarge();
            }
            pieces.add(piece);
        } while (piece.length == PIECE);
        if (pieces.size() == 1) {
            return piece;
        }
        ByteBuffer whole = ByteBuffer.allocate(size);
        pieces.forEach(whole::put);
        return whole.array();
    }

    /// The spans of a request that was read whole.
    ///
    /// @param type     its `Content-Type`
    /// @param encoding its `Content-Encoding`
    /// @param memory   what all that the body becomes is paid from
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

    /// Whether a body of that `Content-Type` is JSON.
    public static boolean isJson(Optional<String> type) {
        return bare(type).equals(JSON);
    }

    private static String bare(Optional<String> type) {
        return type.map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static String media(Optional<String> type) {
        String media = bare(type);
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
        try {
            return switch (name) {
                case "gzip" -> gunzipped(body, memory);
                case "deflate" -> inflated(body, memory);
                default -> throw OtlpException.unreadable("Unsupported Content-Encoding: " + name);
            };
        } catch (IOException broken) {
            throw OtlpException.unreadable("Failed to decompress %s payload".formatted(name));
        }
    }

    private static byte[] gunzipped(byte[] body, IngestMemory.Share memory) throws IOException {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body), BUFFER)) {
            return whole(plain, memory);
        }
    }

    /// With the header of zlib, or, as some clients send it, without.
    private static byte[] inflated(byte[] body, IngestMemory.Share memory) throws IOException {
        Inflater inflater = new Inflater(!hasHeader(body));
        try (InputStream plain = new InflaterInputStream(new ByteArrayInputStream(body), inflater, BUFFER)) {
            return whole(plain, memory);
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

    /// The refusal of a body that is too large, be it packed or not.
    public static OtlpException tooLarge() {
        return OtlpException.unreadable(
                "The request is larger than %d MiB: send fewer spans at a time.".formatted(MAX_BYTES >> 20));
    }
}
