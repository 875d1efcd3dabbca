package dev.cairn.outgoing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Sends something to a place, which is connected to by the addresses that were checked and no others, and reads what
/// comes back. Redirects are an answer like any other, proxies of the environment are not asked. Safe for use by any
/// number of threads.
public final class Outgoing implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Patience patience;

    /// @param patience for all of it, from the first connection to the end of the answer
    public Outgoing(Duration patience) {
        this.patience =
                new Patience(patience, "The receiver did not answer within %d s.".formatted(patience.toSeconds()));
    }

    /// Posts a body.
    ///
    /// @param provesName whether the receiver has to show a certificate of its name, where it is asked by https
    /// @throws IOException with a sentence, if there is no answer
    public Answer post(Destination to, boolean provesName, Map<String, String> headers, byte[] body)
            throws IOException {
        return patience.with(() -> exchange(to, provesName, headers, body));
    }

    /// Cuts off all that is under way, and sends nothing more.
    @Override
    public void close() {
        patience.close();
    }

    private static Answer exchange(Destination to, boolean provesName, Map<String, String> headers, byte[] body)
            throws IOException {
        try (Socket plain = connected(to);
                Socket socket = to.isTls() ? secured(plain, to, provesName) : plain) {
            OutputStream out = socket.getOutputStream();
            out.write(request(to, headers, body));
            out.flush();
            return new AnswerReader(new BufferedInputStream(socket.getInputStream())).read();
        }
    }

    private static byte[] request(Destination to, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder("POST ")
                .append(to.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(to.host())
                .append("\r\nConnection: close\r\nAccept: */*\r\nUser-Agent: cairn\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        request.write(body);
        return request.toByteArray();
    }

    /// By the first of the addresses that takes it.
    private static Socket connected(Destination to) throws IOException {
        IOException refused = new IOException("The receiver has no address.");
        for (InetAddress address : to.addresses()) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, to.port()), (int) CONNECT.toMillis());
                return socket;
            } catch (IOException failure) {
                socket.close();
                refused = new IOException("The receiver cannot be reached: " + failure.getMessage(), failure);
            }
        }
        throw refused;
    }

    private static Socket secured(Socket plain, Destination to, boolean provesName) throws IOException {
        SSLSocket socket = (SSLSocket) Trust.of(provesName).createSocket(plain, to.name(), to.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        if (provesName) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
