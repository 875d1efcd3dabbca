package dev.cairn.http;

import dev.cairn.http.connections.Connections;
import dev.cairn.http.connections.StuckWrites;
import dev.cairn.http.connections.TimedReads;
import dev.cairn.http.tls.TlsWatch;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Listens, and hands every request to the dispatcher. Blocking code on a virtual thread a connection.
public final class HttpServer implements AutoCloseable {
    /// How long a connection may bring nothing while the server waits for a request, or for more of one, and take
    /// nothing of a response.
    private static final Duration SLOW_CLIENT = Duration.ofMinutes(2);

    private static final Duration IDLE_CONNECTION = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(20);
    static final int MAX_HEADERS_BYTES = 32 * 1024;
    private static final int MAX_STREAMS = 100;
    private static final int WINDOW_BYTES = 256 * 1024;
    private static final int SOCKET_BUFFER_BYTES = 256 * 1024;

    private final HttpConfig config;
    private final Dispatcher dispatcher;
    private final WebServer server;
    private final StuckWrites writes;
    private final Optional<TlsWatch> tls;
    private Optional<WebServer> grpc = Optional.empty();

    /// The words in which a protocol refuses.
    @FunctionalInterface
    public interface Refusals {
        void send(Exchange exchange, ApiException refusal);
    }

    private HttpServer(
            HttpConfig config, Dispatcher dispatcher, WebServer server, StuckWrites writes, Optional<TlsWatch> tls) {
        this.config = config;
        this.dispatcher = dispatcher;
        this.server = server;
        this.writes = writes;
        this.tls = tls;
    }

    /// A server on which no request is repeated under a key, as such a header means nothing to it, and none is kept.
    public static HttpServer start(HttpConfig config, List<Route> routes, Doorkeeper doorkeeper, MeterRegistry meters) {
        return start(config, routes, doorkeeper, call -> Json.write(call.rule().get()), Witness.NONE, meters);
    }

    public static HttpServer start(
            HttpConfig config,
            List<Route> routes,
            Doorkeeper doorkeeper,
            KeyedCalls keyedCalls,
            Witness witness,
            MeterRegistry meters) {
        Dispatcher dispatcher = new Dispatcher(
                new RouteTable(routes),
                new HostCheck(config.allowedHosts()),
                config.proxies(),
                new RequestLog(meters),
                doorkeeper,
                keyedCalls,
                witness,
                Dispatcher::refuseInJson);
        StuckWrites writes = new StuckWrites(SLOW_CLIENT);
        Optional<TlsWatch> tls = tls(config, writes);
        WebServer server;
        try {
            server = listen(config, config.port(), tls, Connections.ofHttp1(http1(), writes), dispatcher::handle);
        } catch (RuntimeException unusable) { // such as a port that is taken, or is none
            writes.close();
            tls.ifPresent(TlsWatch::close);
            throw unusable;
        }
        return new HttpServer(config, dispatcher, server, writes, tls);
    }

    private static WebServer listen(
            HttpConfig config,
            int port,
            Optional<TlsWatch> tls,
            ServerConnectionSelector connections,
            Handler handler) {
        WebServerConfig.Builder builder = WebServer.builder();
        tls.ifPresent(
                files -> builder.tls(Tls.builder().sslContext(files.context()).build()));
        WebServer server = builder.host(config.host())
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .idleConnectionTimeout(IDLE_CONNECTION)
                .useNio(false) // its writes are of 8 KiB at most, and its reads never time out
                .connectionOptions(new TimedReads(
                        SLOW_CLIENT,
                        SocketOptions.builder()
                                .tcpNoDelay(true)
                                .socketReceiveBufferSize(SOCKET_BUFFER_BYTES)
                                .socketSendBufferSize(SOCKET_BUFFER_BYTES)
                                .build()))
                .contentEncoding(new PackedBodies())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(connections)
                .routing(routing -> routing.any((request, response) -> {
                    if (tls.isPresent()) {
                        StrictTransport.require(request, response);
                    }
                    handler.handle(request, response);
                }))
                .build()
                .start();
        if (!server.isRunning()) { // the library logs the reason, and returns
            throw new UncheckedIOException(
                    new BindException("%d: the address is in use or not this server's to take".formatted(port)));
        }
        return server;
    }

    /// Speaks gRPC as well, if that is configured: on a port of its own, with the same door and the same limits.
    ///
    /// @param routes   its methods
    /// @param refusals its words
    public void speakGrpc(List<Route> routes, Refusals refusals) {
        if (config.grpcPort().isEmpty()) {
            return;
        }
        Dispatcher methods = dispatcher.with(routes, refusals);
        try {
            grpc = Optional.of(listen(
                    config, config.grpcPort().get(), tls, Connections.ofHttp2(http2(), writes), methods::handle));
        } catch (RuntimeException unusable) { // such as a port that is taken, or is none
            close();
            throw unusable;
        }
    }

    private static Optional<TlsWatch> tls(HttpConfig config, StuckWrites writes) {
        try {
            return config.tls().map(TlsWatch::new);
        } catch (RuntimeException unusable) {
            writes.close();
            throw unusable;
        }
    }

    private static Http1ConnectionSelector http1() {
        return Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .validatePath(false)
                        .maxHeadersSize(MAX_HEADERS_BYTES)
                        .maxPrologueLength(Connections.MAX_REQUEST_LINE_BYTES)
                        .build())
                .build();
    }

    private static ServerConnectionSelector http2() {
        return Http2ConnectionSelector.builder()
                .http2Config(Http2Config.builder()
                        .validatePath(false)
                        .maxHeaderListSize(MAX_HEADERS_BYTES)
                        .maxConcurrentStreams(MAX_STREAMS)
                        .initialWindowSize(WINDOW_BYTES)
                        .flowControlTimeout(SLOW_CLIENT)
                        .build())
                .build();
    }

    public int port() {
        return server.port();
    }

    /// Empty where it does not speak gRPC.
    public Optional<Integer> grpcPort() {
        return grpc.map(WebServer::port);
    }

    /// Stops listening, finishes what is under way within the grace period, then closes.
    @Override
    public void close() {
        tls.ifPresent(TlsWatch::close);
        try (ExecutorService stopping = Executors.newVirtualThreadPerTaskExecutor()) { // which waits for both
            grpc.ifPresent(other -> stopping.execute(other::stop));
            server.stop();
        }
        writes.close();
    }
}
