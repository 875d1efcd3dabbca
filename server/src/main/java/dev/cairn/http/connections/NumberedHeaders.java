package dev.cairn.http.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Frames of HTTP/2 as they come in, but that `:path` and its like stand there by the numbers of their
/// names. By name, as gRPC's library for C, Python and others sends them, the HTTP library refuses
/// them, though both mean the same (RFC 7541, section 6.2). Used by one thread.
final class NumberedHeaders implements Supplier<byte @Nullable []> {
    private static final int PREFACE_BYTES = 24;
    private static final int HEAD_BYTES = 9;
    private static final int MAX_FRAME_BYTES = 16 * 1024;
    private static final int HEADERS = 1;
    private static final int PADDED = 0x8;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;
    private static final int BYTE = 0xff;

    /// A field that is all in a table; a change of a table's size; a literal that goes into the table, and others.
    private static final int INDEXED = 0x80;

    private static final int ADDED = 0x40;
    private static final int RESIZED = 0x20;
    private static final int INDEXED_BITS = 7;
    private static final int ADDED_BITS = 6;
    private static final int RESIZED_BITS = 5;
    private static final int LITERAL_BITS = 4;
    private static final int STRING_BITS = 7;

    /// The numbers of names in the table that all have (RFC 7541, appendix A).
    private static final Map<String, Integer> NUMBERS = Map.of(":authority", 1, ":method", 2, ":path", 4, ":scheme", 6);

    private final Supplier<byte @Nullable []> in;

    /// What cannot be passed on yet, as it is the beginning of a frame.
    private byte[] rest = {};

    /// How many bytes are passed on as they are.
    private int passing = PREFACE_BYTES;

    NumberedHeaders(Supplier<byte @Nullable []> in) {
        this.in = in;
    }

    @Override
    public byte @Nullable [] get() {
        while (true) {
            byte[] piece = in.get();
            if (piece == null) {
                return null; // with a frame that was cut off
            }
            byte[] ready = ready(Incoming.joined(rest, piece));
            if (ready.length > 0) {
                return ready;
            }
        }
    }

    private byte[] ready(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        int from = 0;
        while (from < bytes.length) {
            int left = bytes.length - from;
            if (passing > 0) {
                int now = Math.min(passing, left);
                out.write(bytes, from, now);
                passing -= now;
                from += now;
            } else if (left < HEAD_BYTES) {
                break;
            } else {
                int length = ((bytes[from] & BYTE) << 16) | ((bytes[from + 1] & BYTE) << 8) | (bytes[from + 2] & BYTE);
                if (bytes[from + 3] != HEADERS || length > MAX_FRAME_BYTES) {
                    passing = HEAD_BYTES + length;
                } else if (left < HEAD_BYTES + length) {
                    break;
                } else {
                    out.writeBytes(new Frame(bytes, from, from + HEAD_BYTES + length).numbered());
                    from += HEAD_BYTES + length;
                }
            }
        }
        rest = Arrays.copyOfRange(bytes, from, bytes.length);
        return out.toByteArray();
    }

    /// A frame of headers, of which those at the beginning are read.
    private static final class Frame {
        private final byte[] bytes;
        private final int end;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int at;

        private Frame(byte[] bytes, int from, int end) {
            this.bytes = bytes;
            this.at = from;
            this.end = end;
        }

        private byte[] numbered() {
            int flags = bytes[at + 4];
            int before = HEAD_BYTES + ((flags & PADDED) == 0 ? 0 : 1) + ((flags & PRIORITY) == 0 ? 0 : PRIORITY_BYTES);
            copyTo(Math.min(at + before, end));
            boolean goesOn = true;
            while (goesOn && at < end) {
                goesOn = field(bytes[at] & BYTE);
            }
            copyTo(end);
            byte[] frame = out.toByteArray();
            int length = frame.length - HEAD_BYTES;
            frame[0] = (byte) (length >> 16);
            frame[1] = (byte) (length >> 8);
            frame[2] = (byte) length;
            return frame;
        }

        /// Whether another one may be of those that come first.
        private boolean field(int first) {
            if ((first & INDEXED) != 0) {
                return copyTo(afterNumber(at, INDEXED_BITS));
            } else if ((first & ADDED) == 0 && (first & RESIZED) != 0) {
                return copyTo(afterNumber(at, RESIZED_BITS));
            }
            int bits = (first & ADDED) == 0 ? LITERAL_BITS : ADDED_BITS;
            if ((first & ((1 << bits) - 1)) != 0) {
                return copyTo(afterString(afterNumber(at, bits)));
            }
            int name = at + 1;
            int value = afterString(name);
            if (value < 0 || (bytes[name] & INDEXED) != 0) {
                return false;
            }
            Integer number = NUMBERS.get(new String(bytes, name + 1, value - name - 1, US_ASCII));
            int after = afterString(value);
            if (number == null || after < 0) {
                return false;
            }
            out.write(first | number);
            at = value;
            return copyTo(after);
        }

        private boolean copyTo(int to) {
            if (to < 0) {
                return false;
            }
            out.write(bytes, at, to - at);
            at = to;
            return true;
        }

        /// Where a number ends, -1 if it is longer than those that stand here.
        private int afterNumber(int from, int bits) {
            int most = (1 << bits) - 1;
            if (from < 0 || from >= end || (bytes[from] & most) == most) {
                return -1;
            }
            return from + 1;
        }

        /// Where a text ends, -1 if not in this frame.
        private int afterString(int from) {
            if (from < 0 || from >= end) {
                return -1;
            }
            int most = (1 << STRING_BITS) - 1;
            long length = bytes[from] & most;
            int start = from + 1;
            if (length == most) {
                for (int shift = 0; ; shift += INDEXED_BITS) {
                    if (start >= end || shift > 21) {
                        return -1;
                    }
                    int next = bytes[start++];
                    length += (long) (next & Byte.MAX_VALUE) << shift;
                    if (next >= 0) {
                        break;
                    }
                }
            }
            return length > end - start ? -1 : start + (int) length;
        }
    }
}
