package dev.cairn.http;

import dev.cairn.access.Caller;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One request and its response, for the rules that stream. Used by one thread.
public interface Exchange {
    Caller caller();

    /// The sender, asked again, with what they may do by now.
    ///
    /// @throws ApiException if they would not be let in again
    Caller callerNow();

    /// By which the answer and the server's log name the request.
    String requestId();

    /// Such as `GET`, in capitals.
    String method();

    /// The address that the request came from: the client's, or that of a proxy in front that is not trusted.
    String remoteAddress();

    /// Whether it came over TLS, to this server or to a proxy in front that says so.
    boolean isOverTls();

    /// The beginning of the server's addresses as the client knows them, such as `https://cairn.example.org`.
    default String origin() {
        return "%s://%s"
                .formatted(isOverTls() ? "https" : "http", header("Host").orElse("localhost"));
    }

    /// Whether a proxy sent it whose word about the client is taken.
    boolean isFromTrustedProxy();

    /// Whether the client wants the headers alone.
    boolean isHead();

    /// The value of a `{name}` in the route's path, decoded.
    String pathParameter(String name);

    /// The first value of a query parameter.
    Optional<String> query(String name);

    /// All values of a query parameter, in order.
    List<String> queryAll(String name);

    Optional<String> header(String name);

    /// The body as it arrives; at its end when the client has sent all that it announced.
    InputStream body();

    /// The whole body, for JSON only; a very large one is refused.
    byte[] jsonBody();

    /// The announced length of the body, or -1.
    long contentLength();

    /// Sets a header of the response; before `send` or `stream`.
    Exchange responseHeader(String name, String value);

    /// Sets a header of the response beside others of the same name.
    Exchange addResponseHeader(String name, String value);

    /// Has answers in JSON be shown in a form that the sender knows.
    Exchange showing(UnaryOperator<byte[]> form);

    /// Leaves out a header that all responses have.
    Exchange withoutResponseHeader(String name);

    void send(int status, String contentType, byte[] body);

    /// Sends a refusal of a protocol that has words of its own for it below HTTP's 200.
    ///
    /// @param meant the status that logs, figures and the audit log are told
    void sendUnderOk(int meant, String contentType, byte[] body);

    /// Sets a header that comes behind the body; before `send`.
    Exchange trailer(String name, String value);

    /// Answers with a response record as JSON.
    void sendJson(Object response);

    /// Tells the audit log that the sender is refused, whom the route answers in words of its own.
    void isRefused(ApiException refusal);

    /// Opens the response for writing; the caller closes it. A length of -1 means unknown.
    OutputStream stream(int status, long contentLength);
}
