package dev.cairn.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A line to a server that breaks when it is told to.
final class Line implements AutoCloseable {
    private final ServerSocket door;
    private final URI server;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicLong bytesToPass = new AtomicLong(Long.MAX_VALUE);
    final AtomicInteger breaks = new AtomicInteger();

    Line(String server) throws IOException {
        this.server = URI.create(server);
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /// Breaks when the next answers begin, so that their clients do not know what was done.
    void loseAnswers(int count) {
        answersToLose.set(count);
    }

    /// Breaks once, after so many bytes of answers.
    void breakAfter(long bytes) {
        bytesToPass.set(bytes);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                Thread.startVirtualThread(() -> pass(client, behind, false));
                Thread.startVirtualThread(() -> pass(behind, client, true));
            } catch (IOException closed) {
                // no more lines, or the server is away
            }
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answers && breaksNow(read)) {
                    breaks.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            // which the other direction notices too
        }
    }

    private boolean breaksNow(int bytes) {
        if (answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return true;
        }
        if (bytesToPass.get() != Long.MAX_VALUE && bytesToPass.addAndGet(-bytes) < 0) {
            bytesToPass.set(Long.MAX_VALUE);
            return true;
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
