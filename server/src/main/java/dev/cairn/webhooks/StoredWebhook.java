package dev.cairn.webhooks;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A webhook as it is stored. Times are milliseconds.
///
/// @param isManaged     whether it is the managed platform's, and not MLflow's
/// @param events        by name, such as `model_version.created` or `MODEL_VERSION_CREATED`
/// @param status        in the words of whose it is
/// @param model         of which alone it is told; null for all
/// @param modelName     the name that this has now
/// @param verifiesTls   whether the receiver has to prove its name
/// @param secret        sealed; null for none
/// @param authorization sealed; null for none
record StoredWebhook(
        String id,
        long workspace,
        String workspaceName,
        boolean isManaged,
        String name,
        @Nullable String description,
        String url,
        List<String> events,
        String status,
        @Nullable Long model,
        @Nullable String modelName,
        boolean verifiesTls,
        @Nullable String secret,
        @Nullable String authorization,
        long creationTime,
        long lastUpdateTime) {
    /// Of those who are told what happens.
    static final String ACTIVE = "ACTIVE";

    /// What somebody sets; null, and no events, for what stays.
    record Change(
            @Nullable String name,
            @Nullable String description,
            @Nullable String url,
            List<String> events,
            @Nullable String status,
            @Nullable Boolean verifiesTls,
            @Nullable Sealed secret,
            @Nullable Sealed authorization) {}

    /// A secret that is set.
    ///
    /// @param text sealed; null for none from now on
    record Sealed(@Nullable String text) {}

    /// The same, with what somebody sets at a time.
    StoredWebhook with(Change set, long now) {
        return new StoredWebhook(
                id,
                workspace,
                workspaceName,
                isManaged,
                Objects.requireNonNullElse(set.name, name),
                set.description == null ? description : set.description,
                Objects.requireNonNullElse(set.url, url),
                set.events.isEmpty() ? events : set.events,
                Objects.requireNonNullElse(set.status, status),
                model,
                modelName,
                Objects.requireNonNullElse(set.verifiesTls, verifiesTls),
                set.secret == null ? secret : set.secret.text,
                set.authorization == null ? authorization : set.authorization.text,
                creationTime,
                now);
    }
}
