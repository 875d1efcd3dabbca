package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET serving-endpoints/{name}/served-models/{served_model_name}/logs`: what happened while a served entity answered.
public record GetServedModelLogs(String name, String servedModelName) implements AnsweredWith<ServedModelLogs> {
    public GetServedModelLogs {
        Require.text("name", name);
        Require.text("served_model_name", servedModelName);
    }
}
