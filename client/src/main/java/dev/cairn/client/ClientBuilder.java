package dev.cairn.client;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings of a [CairnClient].
public final class ClientBuilder {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Address address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Duration timeout = Duration.ofSeconds(60);
    private Retries retries = Retries.DEFAULT;
    private @Nullable HttpClient http;

    ClientBuilder(String url) {
        this.address = Address.of(url);
        headers.put("User-Agent", "cairn-client-java");
    }

    /// The settings that variables say.
    ///
    /// @throws IllegalStateException if the environment names no server
    static ClientBuilder of(Map<String, String> environment) {
        String url = value(environment, "MLFLOW_TRACKING_URI")
                .orElseThrow(() -> new IllegalStateException(
                        "MLFLOW_TRACKING_URI is not set: set it to the address of the tracking server."));
        ClientBuilder builder = new ClientBuilder(url);
        value(environment, "MLFLOW_TRACKING_USERNAME")
                .ifPresent(user -> builder.basic(
                        user, value(environment, "MLFLOW_TRACKING_PASSWORD").orElse("")));
        value(environment, "MLFLOW_TRACKING_TOKEN").ifPresent(builder::token);
        value(environment, "MLFLOW_WORKSPACE").ifPresent(builder::workspace);
        return builder;
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /// Signs in with an access token.
    public ClientBuilder token(String token) {
        headers.put("Authorization", "Bearer " + token);
        return this;
    }

    /// Signs in with a name and a password.
    public ClientBuilder basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        return this;
    }

    /// Works in a workspace; without it in the default one.
    public ClientBuilder workspace(String name) {
        headers.put("X-MLFLOW-WORKSPACE", name);
        return this;
    }

    /// How long to wait for each answer to begin; longer by a second for each 64 KiB of a file that is sent. A minute
    /// unless it is said.
    public ClientBuilder timeout(Duration wait) {
        timeout = wait;
        return this;
    }

    public ClientBuilder retries(Retries settings) {
        retries = settings;
        return this;
    }

    /// Sends through a client of the caller's, which may have a proxy or certificates of its own.
    public ClientBuilder http(HttpClient client) {
        http = client;
        return this;
    }

    public CairnClient build() {
        HttpClient client = http;
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
        }
        return new CairnClient(new Transport(client, address, headers, timeout, retries));
    }
}
