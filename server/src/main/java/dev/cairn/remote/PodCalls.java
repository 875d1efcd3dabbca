package dev.cairn.remote;

import dev.cairn.scoring.invocation.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests to pods over connections that are kept. Nothing is sent twice, no redirect is followed, and an answer has
/// its bounds in bytes and time. Safe for use by any number of threads.
final class PodCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PodCalls.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PING = Duration.ofSeconds(3);

    /// More than any pod takes by itself.
    static final Duration ANSWER = Duration.ofMinutes(5);

    private static final int MOST_BYTES = 64 << 20;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("cairn-pods").factory());

    PodCalls() {
        watch.setRemoveOnCancelPolicy(true);
    }

    /// What a pod answers.
    sealed interface Reply {}

    /// All at once.
    ///
    /// @param retryAfter its header, empty for none
    @SuppressWarnings("ArrayRecordComponent") // made once, sent once
    record Whole(int status, String mediaType, byte[] body, String retryAfter) implements Reply {}

    /// In parts, to be read and closed.
    record Events(InputStream stream) implements Reply {}

    /// Sends a request.
    ///
    /// @param contentType its header, empty for none
    /// @param most        how long its answer is waited for
    /// @throws TooLongException if the answer has too many bytes
    /// @throws IOException      if no pod answers it
    Reply post(URI to, byte[] body, String contentType, Duration most) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        return sent(request.build(), most);
    }

    /// Whether a pod says that its model is loaded.
    boolean answers(URI ping) {
        try {
            return sent(HttpRequest.newBuilder(ping).build(), PING) instanceof Whole whole && whole.status == OK;
        } catch (IOException away) {
            LOG.debug("{} does not answer", ping, away);
            return false;
        }
    }

    private Reply sent(HttpRequest request, Duration most) throws IOException {
        CompletableFuture<HttpResponse<Reply>> answer = http.sendAsync(request, PodCalls::body);
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS).body();
        } catch (TimeoutException slow) {
            throw new HttpTimeoutException("no answer within %d s".formatted(most.toSeconds()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The request was given up.");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException("It could not be sent: " + failed.getCause(), failed);
        } finally {
            answer.cancel(true); // which closes the connection of one that is given up
        }
    }

    private static BodySubscriber<Reply> body(ResponseInfo info) {
        String type = info.headers()
                .firstValue("Content-Type")
                .orElse("")
                .replaceFirst(";.*", "")
                .strip();
        if (info.statusCode() == OK && type.equals(Answer.EVENTS)) {
            return BodySubscribers.mapping(BodySubscribers.ofInputStream(), Events::new);
        }
        String retryAfter = info.headers().firstValue("Retry-After").orElse("");
        return BodySubscribers.mapping(
                new BoundedBody(MOST_BYTES), bytes -> new Whole(info.statusCode(), type, bytes, retryAfter));
    }

    /// Reads the next part of an answer, for which a pod has as much time as for a whole one.
    byte[] next(EventReader events) throws IOException {
        ScheduledFuture<?> late = watch.schedule(events::close, ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return events.next();
        } finally {
            late.cancel(false);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        watch.shutdownNow();
    }
}
