package dev.cairn.webhooks;

import java.util.List;
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
}
