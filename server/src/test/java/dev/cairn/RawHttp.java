package dev.cairn;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One connection to a server, for what a well-behaved client does not send.
public final class RawHttp implements AutoCloseable {
    /// As long as the longest tests may take: a busy machine may do much else before it answers.
    private static final int PATIENCE_MILLIS = 120_000;

    private final Socket socket;
    private final InputStream in;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public RawHttp send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawHttp send(Request request) throws IOException {
        return send(request.bytes());
    }

    /// Sends the bytes, or as many of them as the server takes before it closes the connection; its answer can be read
    /// then.
    public RawHttp sendUntilRefused(byte[] bytes) throws IOException {
        try {
            return send(bytes);
        } catch (SocketException closedByServer) {
            return this;
        }
    }

    /// Sends no more, and still reads.
    public RawHttp endOfSending() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// The next response; what did not come of its body is missing from it.
    public Reply read() throws IOException {
        return read(false);
    }

    /// The response to a `HEAD`, which announces a body and has none.
    public Reply readHead() throws IOException {
        return read(true);
    }

    private Reply read(boolean headOnly) throws IOException {
        String statusLine = line();
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        return new Reply(status, headers, headOnly || status == 204 || status == 304 ? new byte[0] : body(headers));
    }

    /// Returns once the first byte of an answer is there.
    public void waitForAnswer() throws IOException {
        in.mark(1);
        in.read();
        in.reset();
    }

    /// Whether the server has closed the connection, with nothing more to read before that.
    public boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks();
        }
        List<String> length = headers.getOrDefault("content-length", List.of());
        return length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length.getFirst()));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", -1)[0].strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The server closed the connection after: " + line);
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
