package dev.cairn.config;

import dev.cairn.db.DatabaseUrl;
import dev.cairn.http.HttpConfig;
import java.nio.file.Path;
import java.util.Optional;

/// Everything that a server needs to know before it starts.
///
/// @param data         the folder of everything that the embedded default writes
/// @param artifacts    the store of the artifact proxy
/// @param artifactRoot the URI below which new experiments keep their artifacts
/// @param accounts     whether callers sign in
/// @param encryption   what is encrypted, and where the key is
/// @param signOn       by whose word they may come in besides
/// @param limits       how much they may ask
/// @param webhooks     where it may send to
/// @param python       how models are run that need Python
/// @param cluster      where models can run besides
public record ServerConfig(
        HttpConfig http,
        Path data,
        DatabaseUrl database,
        ArtifactConfig artifacts,
        String artifactRoot,
        Upkeep upkeep,
        Accounts accounts,
        EncryptionConfig encryption,
        SignOnConfig signOn,
        LimitConfig limits,
        WebhookConfig webhooks,
        PythonModelConfig python,
        Optional<KubernetesConfig> cluster) {
    /// A server that keeps what it has, with accounts where others can reach it.
    public ServerConfig(
            HttpConfig http, Path data, DatabaseUrl database, ArtifactConfig artifacts, String artifactRoot) {
        this(
                http,
                data,
                database,
                artifacts,
                artifactRoot,
                Upkeep.DEFAULT,
                Accounts.AUTO,
                EncryptionConfig.managed(data),
                SignOnConfig.NONE,
                LimitConfig.DEFAULT,
                WebhookConfig.DEFAULT,
                PythonModelConfig.OFF,
                Optional.empty());
    }
}
