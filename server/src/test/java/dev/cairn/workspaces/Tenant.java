package dev.cairn.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A workspace of a server, to whose requests the header of the stock clients is added.
record Tenant(RunningServer server, String name) {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String ALL = "/api/3.0/mlflow/workspaces";

    /// A new one.
    static Tenant in(RunningServer server, String name) throws IOException {
        assertThat(server.send(Request.json("POST", ALL, "{\"name\": \"%s\"}".formatted(name)))
                        .status())
                .isEqualTo(201);
        return new Tenant(server, name);
    }

    Reply send(Request request) throws IOException {
        return server.send(request.with("X-MLFLOW-WORKSPACE: " + name));
    }

    Reply get(String target) throws IOException {
        return send(Request.of("GET", target));
    }

    /// Calls an endpoint such as `runs/create` with a JSON body.
    Reply post(String endpoint, String body) throws IOException {
        return send(Request.json("POST", RunningServer.API + endpoint, body));
    }

    Reply put(String path, String content) throws IOException {
        return send(Request.of("PUT", RunningServer.FILES + "/" + path).body(content));
    }

    String experiment(String experiment) throws IOException {
        return post("experiments/create", "{\"name\": \"%s\"}".formatted(experiment))
                .field("experiment_id");
    }

    String locationOf(String experiment) throws IOException {
        return get(RunningServer.API + "experiments/get?experiment_id=" + experiment)
                .json()
                .at("/experiment/artifact_location")
                .asString();
    }

    String run(String experiment) throws IOException {
        return post("runs/create", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
    }

    /// The lines of a stream, as they come.
    BufferedReader stream(String target) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + server.port() + target).toURL().openConnection();
        connection.setRequestProperty("X-MLFLOW-WORKSPACE", name);
        connection.setReadTimeout(PATIENCE_MILLIS);
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /// What a stream says up to the first line that holds a text.
    static String until(BufferedReader lines, String last) throws IOException {
        StringBuilder told = new StringBuilder();
        String line;
        do {
            line = lines.readLine();
            assertThat(line).as(told + "and no " + last).isNotNull();
            told.append(line).append('\n');
        } while (!line.contains(last));
        return told.toString();
    }

    Reply delete(String mode) throws IOException {
        return server.send(Request.of("DELETE", ALL + "/" + name + (mode.isEmpty() ? "" : "?mode=" + mode)));
    }
}
