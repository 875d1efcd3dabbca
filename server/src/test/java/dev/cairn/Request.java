package dev.cairn;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An HTTP request as it goes over the socket: nothing in it is checked, escaped or added behind the test's back.
///
/// @param target  the request target as it is, hostile or not
/// @param headers whole lines; a line without a value takes a default header away
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Request(String method, String target, List<String> headers, byte[] body) {

    public static Request of(String method, String target) {
        return new Request(method, target, List.of("Host: localhost", "Connection: close"), new byte[0]);
    }

    /// A call with a JSON body.
    public static Request json(String method, String target, String body) {
        return of(method, target).with("Content-Type: application/json").body(body);
    }

    /// The header line with which an account's name and password are shown.
    public static String basic(String name, String password) {
        return "Authorization: " + credentials(name, password);
    }

    /// What that header says.
    public static String credentials(String name, String password) {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /// With a header line more, in place of one of the same name.
    public Request with(String line) {
        Request without = without(line.substring(0, line.indexOf(':')));
        List<String> lines = new ArrayList<>(without.headers);
        lines.add(line);
        return new Request(method, target, List.copyOf(lines), body);
    }

    public Request without(String name) {
        List<String> lines = headers.stream()
                .filter(line -> !line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .toList();
        return new Request(method, target, lines, body);
    }

    /// With a body and its length.
    public Request body(byte[] content) {
        Request request = with("Content-Length: " + content.length);
        return new Request(method, target, request.headers, content);
    }

    public Request body(String content) {
        return body(content.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String head = method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
