package dev.cairn.artifacts.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/// Calls of a store's REST API, with a bound on each wait. What does not answer, or says that it cannot at the moment,
/// is asked again some times: each call may be repeated without harm.
public final class RestCalls implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration ATTEMPT = Duration.ofSeconds(90);
    private static final Duration CALL = Duration.ofMinutes(3);
    private static final int ATTEMPTS = 4;

    /// Before the second attempt; four times as long before each further one.
    private static final Duration PAUSE = Duration.ofMillis(100);

    /// A page of a listing is far shorter.
    private static final int MOST_ANSWERED = 64 << 20;

    private static final Set<Integer> NOT_NOW = Set.of(408, 429, 500, 502, 503, 504);

    private final String origin;
    private final Consumer<RestRequest> signer;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /// @param endpoint of which scheme, host and port count
    /// @param signer   makes a request one of this server, once for each attempt
    public RestCalls(URI endpoint, Consumer<RestRequest> signer) {
        this.origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        this.signer = signer;
    }

    /// Where the API is: scheme, host and port.
    public String origin() {
        return origin;
    }

    /// Calls and reads the answer to its end.
    public RestAnswer send(RestRequest request) {
        return attempts(request, RestCalls::read);
    }

    /// Calls for a body that is read while it arrives.
    ///
    /// @param refusal what to throw for an answer that is none of success
    public InputStream open(RestRequest request, Function<RestAnswer, RuntimeException> refusal) {
        return attempts(request, response -> {
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw refusal.apply(read(response));
        });
    }

    private <T> T attempts(RestRequest request, Reader<T> reader) {
        long end = System.nanoTime() + CALL.toNanos();
        for (int attempt = 1; ; attempt++) {
            signer.accept(request); // which may take its time
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw Refusals.silence("no answer within %d seconds".formatted(CALL.toSeconds()));
            }
            boolean isLast = attempt == ATTEMPTS || left < ATTEMPT.toNanos();
            try {
                HttpResponse<InputStream> response = http.send(
                        request.made(origin, Duration.ofNanos(Math.min(left, ATTEMPT.toNanos()))), ArrivingBody::of);
                if (isLast || !NOT_NOW.contains(response.statusCode())) {
                    return reader.read(response);
                }
                response.body().close();
            } catch (IOException failure) {
                if (isLast) {
                    throw Refusals.silence(
                            "%s: %s".formatted(failure.getClass().getSimpleName(), failure.getMessage()));
                }
            } catch (InterruptedException stopped) {
                throw stopped();
            }
            pause(attempt);
        }
    }

    private static void pause(int attempt) {
        long most = PAUSE.toMillis() << (2 * (attempt - 1));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
        } catch (InterruptedException stopped) {
            throw stopped();
        }
    }

    private static RuntimeException stopped() {
        Thread.currentThread().interrupt();
        return Refusals.silence("this server is stopping");
    }

    private static RestAnswer read(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MOST_ANSWERED);
            if (bytes.length == MOST_ANSWERED) {
                throw new IOException("an answer of more than %d bytes".formatted(MOST_ANSWERED));
            }
            return new RestAnswer(response.statusCode(), response.headers(), bytes);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private interface Reader<T> {
        T read(HttpResponse<InputStream> response) throws IOException;
    }
}
