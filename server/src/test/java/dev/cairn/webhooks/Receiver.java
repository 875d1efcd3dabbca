package dev.cairn.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A real receiver on this machine, which answers 200 unless it is told otherwise.
final class Receiver implements AutoCloseable {
    private static final int PATIENCE = 30;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<Got> got = new LinkedBlockingQueue<>();
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /// What came.
    record Got(String path, HttpExchange exchange, String body) {
        String header(String name) {
            String value = exchange.getRequestHeaders().getFirst(name);
            return value == null ? "" : value;
        }
    }

    /// What to answer with.
    ///
    /// @param status   0 for never
    /// @param location of a redirect, empty for none
    private record Answer(int status, String location) {}

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = Objects.requireNonNullElse(next.poll(), new Answer(200, ""));
        got.add(new Got(exchange.getRequestURI().toString(), exchange, body));
        if (answer.status == 0) {
            await();
        }
        if (!answer.location.isEmpty()) {
            exchange.getResponseHeaders().set("Location", answer.location);
        }
        byte[] text = "thanks".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status == 0 ? 200 : answer.status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /// Answers the next ones so.
    void answers(int... statuses) {
        for (int status : statuses) {
            next.add(new Answer(status, ""));
        }
    }

    void redirects(String to) {
        next.add(new Answer(307, to));
    }

    /// Never answers the next one.
    void hangs() {
        next.add(new Answer(0, ""));
    }

    /// Answers 200 from now on, whatever it was told before.
    void recovers() {
        next.clear();
    }

    /// The next one that came, waited for.
    Got take() throws InterruptedException {
        Got one = got.poll(PATIENCE, TimeUnit.SECONDS);
        if (one == null) {
            throw new AssertionError("Nothing came.");
        }
        return one;
    }

    boolean hasNothing() {
        return got.isEmpty();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
