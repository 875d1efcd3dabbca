package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET serving-endpoints/{name}/served-models/{served_model_name}/build-logs`: how a served entity was loaded.
public record GetServedModelBuildLogs(String name, String servedModelName) implements AnsweredWith<ServedModelLogs> {
    public GetServedModelBuildLogs {
        Require.text("name", name);
        Require.text("served_model_name", servedModelName);
    }
}
