package dev.cairn.http.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that take nothing of what they asked for.
@Timeout(60)
final class StuckWritesTest {
    private static final byte[] PIECE = new byte[1 << 16];

    @Test
    void aWriteThatAClientDoesNotTakeIsEndedWithItsConnection() throws Exception {
        try (StuckWrites stuck = new StuckWrites(Duration.ofMillis(200));
                ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
                Socket accepted = listening.accept();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DataWriter writer = stuck.watched(new OfStream(accepted.getOutputStream()));

            Throwable end =
                    CompletableFuture.supplyAsync(() -> endOf(writer), threads).get();

            assertThat(end).isInstanceOf(UncheckedIOException.class).hasCauseInstanceOf(SocketException.class);
            assertThat(accepted.isClosed()).isTrue();
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void aClientThatReadsGetsAll() throws Exception {
        long length = 200L * PIECE.length;
        try (StuckWrites stuck = new StuckWrites(Duration.ofSeconds(50));
                ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
                Socket accepted = listening.accept();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DataWriter writer = stuck.watched(new OfStream(accepted.getOutputStream()));

            CompletableFuture<Void> sent = CompletableFuture.runAsync(
                    () -> {
                        for (long written = 0; written < length; written += PIECE.length) {
                            writer.writeNow(BufferData.create(PIECE));
                        }
                    },
                    threads);

            assertThat(client.getInputStream().readNBytes((int) length)).hasSize((int) length);
            sent.get();
        }
    }

    /// Writes until that fails.
    private static Throwable endOf(DataWriter writer) {
        try {
            while (true) {
                writer.write(BufferData.create(PIECE));
            }
        } catch (UncheckedIOException end) {
            return end;
        }
    }

    /// As the library's own.
    private record OfStream(OutputStream out) implements DataWriter {
        @Override
        public void write(BufferData... buffers) {
            for (BufferData buffer : buffers) {
                write(buffer);
            }
        }

        @Override
        public void write(BufferData buffer) {
            try {
                out.write(buffer.readBytes());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void writeNow(BufferData... buffers) {
            write(buffers);
        }

        @Override
        public void writeNow(BufferData buffer) {
            write(buffer);
        }
    }
}
