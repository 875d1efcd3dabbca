package dev.cairn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.http2.Http2Flag;
import io.helidon.http.http2.Http2FrameData;
import io.helidon.http.http2.Http2FrameHeader;
import io.helidon.http.http2.Http2FrameTypes;
import io.helidon.http.http2.Http2Headers;
import io.helidon.http.http2.Http2HuffmanDecoder;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A connection of HTTP/2, frame by frame, and calls of gRPC on it.
public final class RawHttp2 implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    /// A header that goes into the table, and the one that came last into it.
    private static final int ADDED = 0x40;

    private static final int NEWEST = 0x80 | 62;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int TABLE_BYTES = 4096;
    private static final int MOST_OF_FRAME = 16_384;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private Http2Headers.DynamicTable table = Http2Headers.DynamicTable.create(TABLE_BYTES);
    private final Http2HuffmanDecoder huffman = Http2HuffmanDecoder.create();
    private int nextStream = 1;
    private boolean spellsNames;

    /// A frame that came.
    @SuppressWarnings("ArrayRecordComponent") // read once
    public record Frame(int type, int flags, int stream, byte[] payload) {
        boolean isLast() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
    }

    /// What a stream was answered: the last of equal headers wins.
    ///
    /// @param reset the number of the error by which the stream or the connection was ended, -1 for none
    @SuppressWarnings("ArrayRecordComponent") // read once
    public record Answer(Map<String, String> headers, byte[] body, int reset) {
        /// Of gRPC, -1 for none.
        public int status() {
            return Integer.parseInt(headers.getOrDefault("grpc-status", "-1"));
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /// The only message.
        public byte[] message() {
            return Arrays.copyOfRange(body, 5, body.length);
        }
    }

    public RawHttp2(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /// @param connected which may speak TLS
    public RawHttp2(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(UTF_8));
        send(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) 4).putInt(1 << 30).array());
        send(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(1 << 30).array());
    }

    /// The same that sends `:path` and its like by name, as gRPC's library for C does.
    public RawHttp2 spellingNames() {
        spellsNames = true;
        return this;
    }

    /// The same that keeps no headers, and so understands none by their numbers in a table, as
    /// nginx does.
    public RawHttp2 withoutTable() throws IOException {
        send(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) 1).putInt(0).array());
        table = Http2Headers.DynamicTable.create(0);
        return this;
    }

    /// Sends a frame as it is.
    public void send(int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(ByteBuffer.allocate(9 + payload.length)
                .putShort((short) (payload.length >> 8))
                .put((byte) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
    }

    /// Begins a call of gRPC.
    ///
    /// @param headers names and values, first the authority if it is another one than `localhost`
    /// @return its stream
    public int begin(String path, String... headers) throws IOException {
        return begin(path, 0, headers);
    }

    /// The same, with the first header that can be said by a number, and is, so many times more.
    public int begin(String path, int repeated, String... headers) throws IOException {
        int stream = nextStream;
        nextStream += 2;
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x86); // :scheme http
        if (spellsNames) {
            block.write(0x40);
            text(block, ":method");
            text(block, "POST");
            block.write(0x40);
            text(block, ":path");
            text(block, path);
        } else {
            block.write(0x83); // :method POST
            named(block, 4, path);
        }
        boolean namesHost = headers.length > 0 && headers[0].equals(":authority");
        named(block, 1, namesHost ? headers[1] : "localhost");
        for (int i = namesHost ? 2 : 0; i < headers.length; i += 2) {
            block.write(repeated > 0 && i == 0 ? ADDED : 0);
            text(block, headers[i]);
            text(block, headers[i + 1]);
        }
        for (int i = 0; i < repeated; i++) {
            block.write(NEWEST);
        }
        byte[] bytes = block.toByteArray();
        for (int from = 0; from < bytes.length; from += MOST_OF_FRAME) {
            int to = Math.min(from + MOST_OF_FRAME, bytes.length);
            send(
                    from == 0 ? HEADERS : CONTINUATION,
                    to == bytes.length ? END_HEADERS : 0,
                    stream,
                    Arrays.copyOfRange(bytes, from, to));
        }
        return stream;
    }

    private static void named(ByteArrayOutputStream block, int index, String value) {
        block.write(index);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length < 127) {
            block.write(bytes.length);
        } else {
            block.write(127);
            for (int rest = bytes.length - 127; ; rest >>>= 7) {
                block.write(rest < 128 ? rest : (rest & 127) | 128);
                if (rest < 128) {
                    break;
                }
            }
        }
        block.writeBytes(bytes);
    }

    public void data(int stream, byte[] bytes, boolean isLast) throws IOException {
        for (int from = 0; from < bytes.length || from == 0; from += MOST_OF_FRAME) {
            int to = Math.min(from + MOST_OF_FRAME, bytes.length);
            send(DATA, isLast && to == bytes.length ? END_STREAM : 0, stream, Arrays.copyOfRange(bytes, from, to));
        }
    }

    /// Calls a method of gRPC with one message.
    public Answer call(String path, byte[] message, String... headers) throws IOException {
        return callFramed(path, framed(message), headers);
    }

    /// The same with a message that is said to be packed.
    public Answer callPacked(String path, byte[] packed, String... headers) throws IOException {
        byte[] framed = framed(packed);
        framed[0] = 1;
        return callFramed(path, framed, headers);
    }

    private Answer callFramed(String path, byte[] framed, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 4);
        all[headers.length] = "te";
        all[headers.length + 1] = "trailers";
        all[headers.length + 2] = "content-type";
        all[headers.length + 3] = "application/grpc";
        int stream = begin(path, all);
        data(stream, framed, true);
        return answer(stream);
    }

    public static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
    }

    /// The next frame; the server's settings are acknowledged.
    public Frame read() throws IOException {
        int length = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
        Frame frame = new Frame(in.readUnsignedByte(), in.readUnsignedByte(), in.readInt(), in.readNBytes(length));
        if (frame.type == SETTINGS && frame.flags == 0) {
            send(SETTINGS, 1, 0, new byte[0]);
        }
        return frame;
    }

    /// Reads until a stream, or the connection, has ended.
    public Answer answer(int stream) throws IOException {
        Map<String, String> headers = new HashMap<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Frame frame = read();
            if (frame.type == GOAWAY) {
                return new Answer(
                        headers,
                        body.toByteArray(),
                        ByteBuffer.wrap(frame.payload).getInt(4));
            } else if (frame.type == HEADERS) { // of whatever stream, since each changes the table
                Map<String, String> decoded = decoded(frame);
                if (frame.stream == stream) {
                    headers.putAll(decoded);
                }
            } else if (frame.type == DATA && frame.stream == stream) {
                body.writeBytes(frame.payload);
            } else if (frame.type == RST_STREAM && frame.stream == stream) {
                return new Answer(
                        headers,
                        body.toByteArray(),
                        ByteBuffer.wrap(frame.payload).getInt());
            }
            if (frame.stream == stream && frame.isLast()) {
                return new Answer(headers, body.toByteArray(), -1);
            }
        }
    }

    @SuppressWarnings("NullAway") // the library asks the stream of frames with priorities only
    private Map<String, String> decoded(Frame frame) {
        Http2FrameHeader header = Http2FrameHeader.create(
                frame.payload.length, Http2FrameTypes.HEADERS, Http2Flag.HeaderFlags.create(frame.flags), frame.stream);
        Http2Headers read =
                Http2Headers.create(null, table, huffman, new Http2FrameData(header, BufferData.create(frame.payload)));
        Map<String, String> headers = new HashMap<>();
        if (read.status() != null) {
            headers.put(":status", Integer.toString(read.status().code()));
        }
        for (Header each : read.httpHeaders()) {
            headers.put(each.name().toLowerCase(java.util.Locale.ROOT), each.get());
        }
        return headers;
    }

    /// Whether the server closes the connection, within the patience of this client.
    public boolean isClosedByServer() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException | SocketException closed) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
