package dev.cairn.http.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The context that the HTTP library takes for each connection what it needs from: whatever the server shows at that
/// moment. The library sets none of the parameters of its sockets, so they are set here.
final class TlsContext extends SSLContext {
    TlsContext(Supplier<Shown> shown) {
        super(new Current(shown), shown.get().context().getProvider(), "TLS");
    }

    /// What a server shows and asks for.
    record Shown(SSLContext context, SSLParameters parameters) {}

    /// Of which the library asks for sockets alone.
    private static final class Current extends SSLContextSpi {
        private final Supplier<Shown> shown;

        private Current(Supplier<Shown> shown) {
            this.shown = shown;
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trusts, @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("it is made of files");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Sockets(shown.get());
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return shown.get().context().getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            SSLEngine engine = shown.get().context().createSSLEngine();
            engine.setSSLParameters(shown.get().parameters());
            return engine;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return engineCreateSSLEngine();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return shown.get().context().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return shown.get().context().getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return shown.get().parameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return shown.get().context().getSupportedSSLParameters();
        }
    }

    /// TLS over connections that clients have made.
    private static final class Sockets extends SSLSocketFactory {
        private final Shown shown;
        private final SSLSocketFactory factory;

        private Sockets(Shown shown) {
            this.shown = shown;
            this.factory = shown.context().getSocketFactory();
        }

        @Override
        public Socket createSocket(Socket socket, @Nullable InputStream consumed, boolean autoClose)
                throws IOException {
            SSLSocket secured = (SSLSocket) factory.createSocket(socket, consumed, autoClose);
            secured.setUseClientMode(false);
            secured.setSSLParameters(shown.parameters());
            return secured;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) {
            throw outgoing();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw outgoing();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw outgoing();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw outgoing();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw outgoing();
        }

        private static UnsupportedOperationException outgoing() {
            return new UnsupportedOperationException("a server connects to nobody");
        }
    }
}
