package dev.cairn.artifacts;

import dev.cairn.RunningServer;
import dev.cairn.config.LimitConfig;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A running server for each kind of artifact store, for the tests of one class.
final class ServerOnEachStore implements BeforeAllCallback, AfterAllCallback {
    private final Map<TestStore, RunningServer> servers = new EnumMap<>(TestStore.class);

    ServerOnEachStore() {
        this(LimitConfig.DEFAULT);
    }

    ServerOnEachStore(LimitConfig limits) {
        for (TestStore kind : TestStore.values()) {
            servers.put(kind, new RunningServer(kind).withLimits(limits));
        }
    }

    RunningServer on(TestStore kind) {
        return Objects.requireNonNull(servers.get(kind));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        for (RunningServer server : servers.values()) {
            server.beforeAll(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        for (RunningServer server : servers.values()) {
            server.afterAll(context);
        }
    }
}
