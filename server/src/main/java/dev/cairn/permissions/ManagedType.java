package dev.cairn.permissions;

import dev.cairn.http.ApiException;
import java.util.Arrays;

/// The managed platform's words for what permissions are on.
enum ManagedType {
    EXPERIMENTS("experiments", "mlflowExperiment"),
    REGISTERED_MODELS("registered-models", "registered-model"),
    SERVING_ENDPOINTS("serving-endpoints", "serving-endpoint");

    private final String path;
    private final String title;

    ManagedType(String path, String title) {
        this.path = path;
        this.title = title;
    }

    static ManagedType of(String path) {
        return Arrays.stream(values())
                .filter(type -> type.path.equals(path))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "There are permissions on experiments, registered-models and serving-endpoints, not on '%s'."
                                .formatted(path)));
    }

    /// As paths have it.
    String path() {
        return path;
    }

    /// As answers have it.
    String title() {
        return title;
    }
}
