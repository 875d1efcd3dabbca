package dev.cairn.http.connections;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes every connection for one of the library's protocol, and gives it to the library with a reader of our own and a
/// writer that is watched.
public final class Connections implements ServerConnectionSelector {
    public static final int MAX_REQUEST_LINE_BYTES = 64 * 1024;

    private final ServerConnectionSelector library;
    private final StuckWrites writes;
    private final boolean hasStreams;

    private Connections(ServerConnectionSelector library, StuckWrites writes, boolean hasStreams) {
        this.library = library;
        this.writes = writes;
        this.hasStreams = hasStreams;
    }

    public static Connections ofHttp1(ServerConnectionSelector library, StuckWrites writes) {
        return new Connections(library, writes, false);
    }

    public static Connections ofHttp2(ServerConnectionSelector library, StuckWrites writes) {
        return new Connections(library, writes, true);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData firstBytes) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return library.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        if (!hasStreams) {
            Incoming incoming = new Incoming(context.serverSocket(), () -> false);
            return library.connection(ours(context, incoming, context.executor()));
        }
        Streams streams = new Streams(context, writes);
        Incoming incoming = new Incoming(context.serverSocket(), streams::areUnderWay);
        return streams.around(library.connection(ours(context, new NumberedHeaders(incoming), streams)));
    }

    private ConnectionContext ours(
            ConnectionContext context, Supplier<byte @Nullable []> incoming, ExecutorService executor) {
        return new Ours(context, DataReader.create(incoming), writes.watched(context.dataWriter()), executor);
    }

    /// The library's connection, but for the reader, the writer and the threads of streams.
    private record Ours(
            ConnectionContext context, DataReader dataReader, DataWriter dataWriter, ExecutorService executor)
            implements ConnectionContext {
        @Override
        public ListenerContext listenerContext() {
            return context.listenerContext();
        }

        @Override
        public Router router() {
            return context.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return context.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return context.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return context.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return context.localPeer();
        }

        @Override
        public boolean isSecure() {
            return context.isSecure();
        }

        @Override
        public String socketId() {
            return context.socketId();
        }

        @Override
        public String childSocketId() {
            return context.childSocketId();
        }
    }
}
