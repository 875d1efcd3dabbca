package dev.cairn.config;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// How this program shows a tracking server who calls, by the variables that MLflow's own clients read. No text of it
/// holds the secret.
public final class TrackingCredentials {
    private static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

    private final Optional<String> header;

    private TrackingCredentials(Optional<String> header) {
        this.header = header;
    }

    /// A name with a password goes before a token, as in MLflow's clients.
    public static TrackingCredentials of(Map<String, String> environment) {
        String username = environment.getOrDefault(USERNAME, "");
        String password = environment.getOrDefault(PASSWORD, "");
        if (!username.isEmpty() && !password.isEmpty()) {
            byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
            return new TrackingCredentials(
                    Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
        }
        return new TrackingCredentials(Optional.ofNullable(environment.get(TOKEN))
                .filter(token -> !token.isEmpty())
                .map(token -> "Bearer " + token));
    }

    /// A request to a server, with what it asks for.
    public HttpRequest.Builder sign(HttpRequest.Builder request) {
        header.ifPresent(value -> request.header("Authorization", value));
        return request;
    }
}
