package dev.cairn;

import dev.cairn.config.StoredTokens;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `cairn login`: gets a token for this machine, which a person lets in with a browser (RFC 8628).
@Command(
        name = "login",
        description = "Signs this machine in to a server: a browser asks you whether it may.",
        mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(paramLabel = "URL", description = "The server's address.")
    private URI url = URI.create("http://localhost");

    @Option(
            names = "--print",
            description =
                    "Prints the token, and nothing else to the standard output; one that is stored and holds, if there is.")
    private boolean isPrinted;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Override
    public Integer call() throws IOException, InterruptedException {
        String server = url.toString().replaceFirst("/+$", "");
        StoredTokens stored = StoredTokens.of(System.getenv());
        String token = isPrinted ? stored.token(server).orElse("") : "";
        if (token.isEmpty() || !holds(server, token)) {
            token = signIn(server, isPrinted ? System.err : System.out);
            stored.store(server, token);
        }
        if (isPrinted) {
            System.out.println(token);
        } else {
            System.out.printf("""
                    Signed in. The token is in %s, and among yours in the web pages.

                        export MLFLOW_TRACKING_URI=%s
                        export MLFLOW_TRACKING_TOKEN=$(./cairn login --print %s)
                    """, stored.file(), server, server);
        }
        return 0;
    }

    private boolean holds(String server, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server + "/api/2.0/mlflow/users/current"))
                                .header("Authorization", "Bearer " + token))
                        .statusCode()
                == 200;
    }

    private String signIn(String server, PrintStream out) throws IOException, InterruptedException {
        JsonNode code = ask(server + "/oidc/v1/device_authorization", "client_id=cairn&client_name=" + encoded(name()));
        if (!code.has("device_code")) {
            throw refused(code);
        }
        out.printf(
                """
                Open %s
                and allow it if the page shows %s. Waiting …
                """,
                code.path("verification_uri_complete").asString(),
                code.path("user_code").asString());
        String form = "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=cairn&device_code="
                + encoded(code.path("device_code").asString());
        while (true) {
            Thread.sleep(Duration.ofSeconds(code.path("interval").asInt()));
            JsonNode answer = ask(server + "/oidc/v1/token", form);
            if (answer.has("access_token")) {
                return answer.path("access_token").asString();
            }
            String error = answer.path("error").asString("");
            if (!error.equals("authorization_pending") && !error.equals("slow_down")) {
                throw refused(answer);
            }
        }
    }

    private static IllegalArgumentException refused(JsonNode answer) {
        return new IllegalArgumentException(
                answer.path("error_description").asString(answer.path("message").asString("The server refused.")));
    }

    private JsonNode ask(String address, String form) throws IOException, InterruptedException {
        String body = send(HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)))
                .body();
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException(address + " does not answer as a Cairn server does.", malformed);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.net.ConnectException away) {
            throw new IllegalArgumentException("Nobody answers at %s.".formatted(url), away);
        }
    }

    /// As what a person knows this machine.
    private static String name() {
        try {
            return System.getProperty("user.name") + "@"
                    + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return System.getProperty("user.name");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
