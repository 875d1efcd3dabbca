package dev.cairn.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Requests to a provider: over TLS unless it is on this machine, answered within ten seconds by at most 1 MiB, and
/// sent on to nowhere else. Safe for use by any number of threads.
final class ProviderCalls implements HTTPRequestSender, ResourceRetriever {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 1 << 20;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(checked(asked.getURI()));
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        @Nullable String body = asked.getBody();
        request.method(
                asked.getMethod().name(),
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        HttpResponse<String> answer = answer(request.build());
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        List<String> types = answer.headers().allValues("Content-Type");
        if (!types.isEmpty()) {
            try {
                response.setContentType(types.getFirst());
            } catch (ParseException noType) {
                throw new IOException("The provider's answer is of no known kind", noType);
            }
        }
        response.setBody(answer.body());
        return response;
    }

    /// The keys of the provider.
    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<String> answer =
                answer(HttpRequest.newBuilder(checked(uri(url))).build());
        if (answer.statusCode() != 200) {
            throw new IOException("The provider answered %d for its keys".formatted(answer.statusCode()));
        }
        return new Resource(answer.body(), "application/json");
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new IOException("The provider did not answer within %d s".formatted(PATIENCE.toSeconds()), slow);
        } catch (ExecutionException failed) {
            throw new IOException("The provider did not answer: " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("The server is about to stop", stopped);
        } finally {
            answer.cancel(true);
        }
    }

    static URI checked(URI uri) throws IOException {
        boolean isSafe = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost()));
        if (!isSafe) {
            throw new IOException("A provider is reached over https, unless it is on this machine: " + uri);
        }
        return uri;
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException malformed) {
            throw new IOException("The provider has no good address of its keys", malformed);
        }
    }
}
