package dev.cairn.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server in a process of its own, on a free port with an empty folder, for the tests of one class.
final class TestServer implements BeforeAllCallback, AfterAllCallback {
    private static final String READY = "Cairn is ready on ";

    /// Of everybody.
    static final String PASSWORD = "a long password";

    private final List<String> flags;
    private @Nullable Path folder;
    private @Nullable Process process;
    private @Nullable String url;

    TestServer(String... flags) {
        this.flags = List.of(flags);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("cairn-client-test");
        List<String> arguments = new ArrayList<>(List.of("server", "--port", "0"));
        arguments.addAll(flags);
        Process server = run(arguments);
        process = server;
        BufferedReader said = server.inputReader();
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.startsWith(READY)) {
                url = line.substring(READY.length()).strip();
                Thread.ofVirtual().start(() -> said.lines().forEach(rest -> {}));
                return;
            }
        }
        throw new IOException("The server did not start:\n" + String.join("\n", lines));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        Process server = process;
        if (server != null) {
            server.destroy();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        }
        try (Stream<Path> paths = Files.walk(folder())) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    String url() {
        return Objects.requireNonNull(url);
    }

    Path folder() {
        return Objects.requireNonNull(folder);
    }

    CairnClient client() {
        return CairnClient.connect(url());
    }

    /// A person with an account, and a token of theirs.
    String tokenOf(String person, String... roles) throws IOException {
        List<String> add = new ArrayList<>(List.of("user", "add", person));
        add.addAll(List.of(roles));
        answer(PASSWORD + "\n", add);
        return answer("", List.of("token", "create", "--user", person)).strip();
    }

    void createWorkspace(String name, String token) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/3.0/mlflow/workspaces"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"%s\"}".formatted(name)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(response.body());
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    /// Runs a command beside the server.
    String answer(String input, List<String> arguments) throws IOException {
        Process command = run(arguments);
        try (OutputStream in = command.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = command.onExit().join().exitValue();
        if (status != 0) {
            throw new IOException(arguments + " ended with " + status + ": " + said);
        }
        return said;
    }

    private Process run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.cairn.Main"));
        command.addAll(arguments);
        command.addAll(List.of("--data", folder().resolve("data").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("CAIRN_"));
        return builder.start();
    }
}
