package dev.cairn.http;

import dev.cairn.access.Caller;
import dev.cairn.http.connections.Streams;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An exchange over the HTTP library's request and response.
final class HelidonExchange implements Exchange {
    private static final int MAX_JSON_BYTES = 64 * 1024 * 1024;
    private static final long MOST_PASSED_OVER = 1024 * 1024;
    private static final int PIECE = 8 * 1024;

    /// What a header counts for besides its name and value (RFC 9113, section 6.5.2).
    private static final int HEADER_BYTES = 32;

    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");

    private final TrustedProxies proxies;
    private final ServerRequest request;
    private final ServerResponse response;
    private final Optional<Streams> streams = Streams.current();
    private Caller caller = Caller.ANYONE;
    private Supplier<Caller> door = () -> Caller.ANYONE;
    private String route = "-";
    private Map<String, String> pathParameters = Map.of();
    private @Nullable RequestBody body;
    private boolean aborted;
    private Runnable beforeSuccess = () -> {};
    private HttpServer.@Nullable Refusals refusals;
    private Consumer<ApiException> whenRefused = refusal -> {};
    private UnaryOperator<byte[]> form = UnaryOperator.identity();
    private int status;

    HelidonExchange(ServerRequest request, ServerResponse response, TrustedProxies proxies) {
        this.proxies = proxies;
        this.request = request;
        this.response = response;
    }

    String rawPath() {
        return request.prologue().uriPath().rawPath();
    }

    boolean hasQuery() {
        return !request.query().isEmpty();
    }

    Map<String, List<String>> queries() {
        return request.query().isEmpty() ? Map.of() : request.query().toMap();
    }

    Map<String, String> pathParameters() {
        return pathParameters;
    }

    void route(RouteTable.Match match) {
        route = match.path();
        pathParameters = match.parameters();
    }

    /// @param inWords in which the route refuses, null for those of the listener
    void refusals(HttpServer.@Nullable Refusals inWords) {
        refusals = inWords;
    }

    Optional<HttpServer.Refusals> refusals() {
        return Optional.ofNullable(refusals);
    }

    /// The path in the table of routes that the request's own matches, `-` where none does.
    String route() {
        return route;
    }

    @Nullable
    String headerOrNull(HeaderName name) {
        return request.headers().first(name).orElse(null);
    }

    /// Whom the request addresses: in HTTP/2 there need not be a header that says so.
    @Nullable
    String host() {
        String header = headerOrNull(HeaderNames.HOST);
        return header == null && streams.isPresent() ? request.authority() : header;
    }

    /// Whether the headers say more than they may. In HTTP/2 a byte can stand for a long header that came before
    /// (RFC 7541), and the library bounds the bytes alone.
    boolean hasTooManyHeaders() {
        if (streams.isEmpty()) {
            return false;
        }
        long bytes = 0;
        for (Header header : request.headers()) {
            for (String value : header.allValues()) {
                bytes += header.name().length() + value.length() + HEADER_BYTES;
                if (bytes > HttpServer.MAX_HEADERS_BYTES) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The status that was sent, 0 before that.
    int status() {
        return status;
    }

    boolean isSent() {
        return status != 0;
    }

    @Override
    public byte[] jsonBody() {
        try {
            return BoundedBody.read(this, MAX_JSON_BYTES);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Ends a response that can no longer be finished, so that the client sees it cut off.
    void abort() {
        aborted = true;
    }

    /// Closes the connection after the last response that it can carry. The library does not by itself
    /// (helidon-io/helidon#12324).
    ///
    /// @throws CloseConnectionException which the library must see
    void closeIfLast() {
        streams.ifPresent(this::endStream);
        boolean asked = streams.isEmpty() && request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
        if (asked || aborted || (body != null && body.isBroken())) {
            if (!aborted && response instanceof RoutingResponse routing) {
                routing.commit(); // the end of a response whose length was not announced
            }
            throw new CloseConnectionException("The last response of this connection is sent");
        }
    }

    /// What the client still sends is passed over where that is little: it may have begun before it was answered.
    private void endStream(Streams all) {
        boolean isBroken = body != null && body.isBroken();
        if (isBroken || !isAllRead()) {
            all.end();
        }
    }

    private boolean isAllRead() {
        try {
            byte[] piece = new byte[PIECE];
            int read = 0;
            for (long passed = 0; read >= 0 && passed < MOST_PASSED_OVER; passed += read) {
                read = body().read(piece);
            }
            return read < 0;
        } catch (Streams.ResetException over) {
            return true;
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    /// Whether a failure is only the client's connection breaking.
    boolean isClientGone(Throwable failure) {
        return failure instanceof CloseConnectionException
                || failure instanceof io.helidon.webserver.ServerConnectionException
                || failure instanceof java.net.SocketException
                || (failure instanceof UncheckedIOException unchecked
                        && unchecked.getCause() instanceof java.net.SocketException);
    }

    /// Has something done before the client hears of a success.
    void beforeSuccess(Runnable work) {
        beforeSuccess = work;
    }

    /// @param work what is done where a route says that it refuses
    void whenRefused(Consumer<ApiException> work) {
        whenRefused = work;
    }

    @Override
    public void isRefused(ApiException refusal) {
        whenRefused.accept(refusal);
    }

    private void begin(int code) {
        begin(code, code);
    }

    private void begin(int meant, int code) {
        if (meant < 400) {
            beforeSuccess.run();
        }
        status = meant;
        response.status(Status.create(code));
    }

    void caller(Caller sender) {
        caller = sender;
    }

    /// @param asking who asks for the sender again
    void door(Supplier<Caller> asking) {
        door = asking;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Caller callerNow() {
        return door.get();
    }

    @Override
    public String requestId() {
        return response.headers().first(REQUEST_ID).orElse("");
    }

    @Override
    public String method() {
        return request.prologue().method().text();
    }

    @Override
    public String remoteAddress() {
        String peer = request.remotePeer().host();
        return proxies.includes(peer) ? proxies.client(peer, request.headers().all(FORWARDED_FOR, List::of)) : peer;
    }

    @Override
    public boolean isFromTrustedProxy() {
        return proxies.includes(request.remotePeer().host());
    }

    @Override
    public boolean isOverTls() {
        return request.isSecure()
                || header("X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent();
    }

    @Override
    public boolean isHead() {
        return request.prologue().method().equals(Method.HEAD);
    }

    @Override
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no {" + name + "}");
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        return request.query().first(name).asOptional();
    }

    @Override
    public List<String> queryAll(String name) {
        return request.query().contains(name) ? request.query().all(name) : List.of();
    }

    @Override
    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    @Override
    public InputStream body() {
        if (body == null) {
            InputStream content = request.content().inputStream();
            body = new RequestBody(streams.map(all -> all.body(content)).orElse(content), System::nanoTime);
        }
        return body;
    }

    @Override
    public long contentLength() {
        return request.headers().contentLength().orElse(-1);
    }

    /// A header that is sent as it is, also over HTTP/2: the library's table of them has 4 KiB, however small a
    /// table the client says that it has.
    static Header unindexed(HeaderName name, String value) {
        return HeaderValues.create(name, true, false, value);
    }

    @Override
    public Exchange responseHeader(String name, String value) {
        response.header(unindexed(HeaderNames.create(name), value));
        return this;
    }

    @Override
    public Exchange addResponseHeader(String name, String value) {
        response.headers().add(unindexed(HeaderNames.create(name), value));
        return this;
    }

    @Override
    public Exchange showing(UnaryOperator<byte[]> other) {
        form = other;
        return this;
    }

    @Override
    public Exchange withoutResponseHeader(String name) {
        response.headers().remove(HeaderNames.create(name));
        return this;
    }

    @Override
    public void send(int code, String contentType, byte[] content) {
        byte[] body = code == 200 && contentType.equals("application/json") ? form.apply(content) : content;
        begin(code);
        response.header(unindexed(HeaderNames.CONTENT_TYPE, contentType));
        if (isHead()) {
            response.contentLength(body.length);
            response.send();
        } else {
            response.send(body);
        }
    }

    @Override
    public void sendUnderOk(int meant, String contentType, byte[] body) {
        begin(meant, 200);
        response.header(unindexed(HeaderNames.CONTENT_TYPE, contentType));
        response.send(body);
    }

    @Override
    public Exchange trailer(String name, String value) {
        response.headers().add(unindexed(HeaderNames.TRAILER, name)); // without which the library sends none
        response.trailers().set(unindexed(HeaderNames.create(name), value));
        return this;
    }

    @Override
    public void sendJson(Object body) {
        send(200, "application/json", Json.write(body));
    }

    @Override
    public OutputStream stream(int code, long contentLength) {
        begin(code);
        if (contentLength >= 0) {
            response.contentLength(contentLength);
        }
        if (isHead() || contentLength == 0) {
            response.send();
            return OutputStream.nullOutputStream();
        }
        return response.outputStream();
    }
}
