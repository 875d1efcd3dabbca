package dev.cairn.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;

/// A workspace of a server, to whose requests the header of the stock clients is added.
record Tenant(RunningServer server, String name) {
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

    Reply delete(String mode) throws IOException {
        return server.send(Request.of("DELETE", ALL + "/" + name + (mode.isEmpty() ? "" : "?mode=" + mode)));
    }
}
