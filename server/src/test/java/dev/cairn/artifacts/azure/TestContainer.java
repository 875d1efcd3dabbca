package dev.cairn.artifacts.azure;

import dev.cairn.config.ArtifactDestination;

/// Makes containers, which the server itself never does.
public final class TestContainer {
    private TestContainer() {}

    public static void create(ArtifactDestination.Azure container) {
        try (AzureCalls calls = new AzureCalls(container)) {
            calls.send(calls.ofContainer("PUT"));
        }
    }
}
