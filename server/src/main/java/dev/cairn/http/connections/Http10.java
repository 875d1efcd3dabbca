package dev.cairn.http.connections;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Makes a request of HTTP/1.0, which the library refuses, into one of HTTP/1.1 that ends its connection. That answers
/// it rightly (RFC 9110, section 2.5) but for responses whose length is not known before, such as whole listings and
/// zip files: they come in chunks, which the proxies that still speak HTTP/1.0 understand.
final class Http10 {
    private static final byte[] VERSION = " HTTP/1.0\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INSTEAD = " HTTP/1.1\r\nConnection: close\r\n".getBytes(StandardCharsets.US_ASCII);

    private Http10() {}

    /// Whether the end of the request line may still come.
    static boolean isCutOff(byte[] start) {
        return endOfLine(start) < 0 && start.length < Connections.MAX_REQUEST_LINE_BYTES;
    }

    /// The first bytes of a connection, unless of HTTP/1.0 as they are.
    static byte[] asHttp11(byte[] start) {
        int end = endOfLine(start) + 1;
        int version = end - VERSION.length;
        if (version < 0 || !Arrays.equals(start, version, end, VERSION, 0, VERSION.length)) {
            return start;
        }
        byte[] request = new byte[start.length - VERSION.length + INSTEAD.length];
        System.arraycopy(start, 0, request, 0, version);
        System.arraycopy(INSTEAD, 0, request, version, INSTEAD.length);
        System.arraycopy(start, end, request, version + INSTEAD.length, start.length - end);
        return request;
    }

    private static int endOfLine(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
