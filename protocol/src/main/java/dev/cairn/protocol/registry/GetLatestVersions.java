package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST registered-models/get-latest-versions`, also by `GET`. Without stages: of every stage.
public record GetLatestVersions(String name, List<String> stages) {
    public GetLatestVersions {
        Require.text("name", name);
        stages = Require.listOrEmpty(stages);
    }

    public record Response(List<ModelVersion> modelVersions) {
        public Response {
            modelVersions = Require.listOrEmpty(modelVersions);
        }
    }
}
