package dev.cairn.artifacts.bucket;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/// What a store's REST API answered, read to its end.
public final class RestAnswer {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    RestAnswer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public boolean isFine() {
        return status / 100 == 2;
    }

    /// A header, empty if there is none.
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
