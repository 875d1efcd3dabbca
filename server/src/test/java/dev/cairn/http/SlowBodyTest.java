package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.connections.TimedReads;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Bodies that take too long.
final class SlowBodyTest {
    private final AtomicLong now = new AtomicLong();
    private int piece;

    @Test
    void aByteNowAndThenIsNoProgress() {
        RequestBody body = body(Duration.ofSeconds(50), 1);

        assertThatThrownBy(body::readAllBytes)
                .isInstanceOf(ApiException.class)
                .hasMessage("The request body did not arrive in time.");
        assertThat(body.isBroken()).isTrue();
        assertThat(now.get()).isLessThan(TimeUnit.MINUTES.toNanos(3));
    }

    @Test
    void aBurstDoesNotBuyTheRestOfTheDay() throws IOException {
        RequestBody body = body(Duration.ofSeconds(20), 1 << 20);
        assertThat(body.readNBytes(10 << 20)).hasSize(10 << 20);
        piece = 1;

        assertThatThrownBy(body::readAllBytes).isInstanceOf(ApiException.class);
    }

    @Test
    void aSlowLineIsPatientlyServed() throws IOException {
        RequestBody body = body(Duration.ofSeconds(1), 100);

        assertThat(body.readNBytes(100_000)).hasSize(100_000);
    }

    @Test
    void silenceIsRefused() {
        RequestBody body = new RequestBody(
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("a body is read in pieces");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) {
                        throw new ServerConnectionException(
                                "The connection broke", new UncheckedIOException(new SocketTimeoutException()));
                    }
                },
                now::get);

        assertThatThrownBy(body::read).hasMessage("The request body did not arrive in time.");
    }

    @Test
    void everyConnectionHasAReadTimeout() throws IOException {
        TimedReads options = new TimedReads(
                Duration.ofSeconds(7), SocketOptions.builder().tcpNoDelay(true).build());
        try (SocketChannel channel = SocketChannel.open()) {
            options.configureSocket(channel);

            assertThat(channel.socket().getSoTimeout()).isEqualTo(7_000);
            assertThat(channel.socket().getTcpNoDelay()).isTrue();
        }
    }

    /// A body of which a piece comes after each pause, without an end.
    private RequestBody body(Duration pause, int pieceSize) {
        piece = pieceSize;
        return new RequestBody(
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("a body is read in pieces");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) {
                        now.addAndGet(pause.toNanos());
                        return Math.min(piece, length);
                    }
                },
                now::get);
    }
}
