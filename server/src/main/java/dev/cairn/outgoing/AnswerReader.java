package dev.cairn.outgoing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one HTTP/1.1 answer (RFC 9112), and of its body no more than the beginning.
final class AnswerReader {
    static final int MOST_BODY = 16 << 10;

    private static final int MOST_HEAD = 16 << 10;
    private static final int MOST_INTERIM = 5;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,8})\\s*(;.*)?");
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int FINAL = 200;

    private final InputStream in;
    private int headLeft = MOST_HEAD;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    Answer read() throws IOException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            int status = status(line());
            Map<String, String> headers = headers();
            if (status >= FINAL) {
                return new Answer(status, headers, new String(body(status, headers), UTF_8));
            }
        }
        throw new IOException("The receiver does not come to an answer.");
    }

    private static int status(String line) throws IOException {
        Matcher matcher = STATUS.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("The receiver does not answer as a web server does.");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return chunks();
        }
        String length = headers.getOrDefault("content-length", "");
        int most = length.matches("\\d{1,9}") ? Math.min(MOST_BODY, Integer.parseInt(length)) : MOST_BODY;
        return in.readNBytes(most);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() < MOST_BODY) {
            Matcher size = SIZE.matcher(line());
            if (!size.matches()) {
                throw new IOException("The receiver does not answer as a web server does.");
            }
            long bytes = Long.parseLong(size.group(1), 16);
            if (bytes == 0) {
                break;
            }
            int most = (int) Math.min(bytes, MOST_BODY - body.size());
            body.write(in.readNBytes(most));
            if (most == bytes) {
                line();
            }
        }
        return body.toByteArray();
    }

    /// Up to the end of a line, which is not a part of it.
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The receiver closed the connection before it had answered.");
            }
            if (--headLeft < 0) {
                throw new IOException("The receiver's answer begins with too much.");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
