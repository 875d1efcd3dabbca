package dev.cairn.artifacts.bucket;

import dev.cairn.protocol.PercentEncoding;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A call of a store's REST API before it is signed. Names of headers are lower case.
public final class RestRequest {
    private final String method;
    private final String path;
    private final SortedMap<String, String> query = new TreeMap<>();
    private final SortedMap<String, String> headers = new TreeMap<>();
    private byte[] before = {};
    private byte[] content = {};
    private int from;
    private int length;
    private byte[] after = {};

    /// @param path absolute, with what is not a plain character encoded
    public RestRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public RestRequest query(String name, String value) {
        query.put(name, value);
        return this;
    }

    public RestRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// The first bytes of a content.
    public RestRequest body(byte[] bytes, int count) {
        return body(bytes, 0, count);
    }

    /// Some bytes of a content.
    public RestRequest body(byte[] bytes, int first, int count) {
        content = bytes;
        from = first;
        length = count;
        return this;
    }

    /// What stands before and behind the content in the body.
    public RestRequest framed(byte[] head, byte[] tail) {
        before = head;
        after = tail;
        return this;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public SortedMap<String, String> query() {
        return query;
    }

    public SortedMap<String, String> headers() {
        return headers;
    }

    /// The bytes of the body.
    public int length() {
        return before.length + length + after.length;
    }

    /// The path and the query as they stand in a request line.
    public String target() {
        return query.isEmpty() ? path : path + "?" + encoded(query);
    }

    /// Parameters as they stand behind a question mark.
    public static String encoded(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        PercentEncoding.of(parameter.getKey()) + "=" + PercentEncoding.of(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /// @param origin scheme, host and port
    HttpRequest made(String origin, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + target()))
                .timeout(timeout)
                .method(method, published());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request.header(header.getKey(), header.getValue());
        }
        return request.build();
    }

    private HttpRequest.BodyPublisher published() {
        HttpRequest.BodyPublisher body =
                length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content, from, length);
        return before.length + after.length == 0
                ? body
                : BodyPublishers.concat(BodyPublishers.ofByteArray(before), body, BodyPublishers.ofByteArray(after));
    }
}
