package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.config.PythonModelConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A model that makes the first part of an answer, and the others only once it is told to go on; and its clients.
/// Asked for none it fails, and for fewer it fails after the first.
///
/// @param folder where its environment is made
public record TestStream(Path folder) {
    public static final String MODEL = "flavors:\n  python_function:\n    loader_module: its.own\n";
    public static final String CODE = """
            import signal
            import time
            told = []
            signal.signal(signal.SIGUSR1, lambda *_: told.append(True))
            def predict(data):
                return [1]
            def predict_stream(messages):
                parts = messages[0]
                if parts == 0:
                    raise RuntimeError("it has nothing to say")
                try:
                    yield {"i": 0}
                    if parts < 0:
                        raise RuntimeError("it has forgotten the rest")
                    while not told:
                        time.sleep(0.01)
                    for i in range(1, parts):
                        yield {"i": i}
                finally:
                    print("it is closed", flush=True)
            """;

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// How a server runs it.
    public PythonModelConfig python() throws IOException {
        return new PythonModelConfig(
                PythonModelConfig.Use.ON,
                Optional.of(TestPython.make(folder.resolve("python")).interpreter()),
                folder.resolve("data"),
                false,
                false,
                new PythonModelConfig.Limits(1L << 30, 500, LONG, LONG, 1L << 30));
    }

    /// Asks for so many parts; the caller closes what comes.
    public static HttpResponse<InputStream> ask(int port, String path, int parts)
            throws IOException, InterruptedException {
        String body = "{\"messages\": [%d], \"stream\": true}".formatted(parts);
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /// Has the models go on with what they begin. They are shut in: a signal is all that reaches them.
    public static void goOn() throws IOException, InterruptedException {
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            boolean isModel = process.children().findAny().isEmpty(); // and none that stays behind
            if (isModel && process.info().command().orElse("").contains("python")) {
                new ProcessBuilder("kill", "-USR1", String.valueOf(process.pid()))
                        .start()
                        .waitFor();
            }
        }
    }

    /// Reads an answer of two parts, and lets the model make the second only when the first is here.
    ///
    /// @return all lines
    public static String readInTurn(HttpResponse<InputStream> answer) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.append(line).append('\n');
                if (lines.length() == line.length() + 1) {
                    goOn();
                }
            }
        }
        return lines.toString();
    }
}
