package dev.cairn.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the environment says of Google Cloud Storage, in the variables that Google's own clients read.
///
/// @param chosen the endpoint of this server's settings
record GcsEnvironment(
        Map<String, String> variables, @Nullable URI chosen) {
    private static final String CREDENTIALS = "GOOGLE_APPLICATION_CREDENTIALS";
    private static final String EMULATOR = "STORAGE_EMULATOR_HOST";
    private static final String METADATA = "GCE_METADATA_HOST";
    private static final URI GOOGLE = URI.create("https://storage.googleapis.com");
    private static final String TOKENS = "https://oauth2.googleapis.com/token";

    URI endpoint() {
        if (chosen != null) {
            return chosen;
        }
        String emulator = variables.getOrDefault(EMULATOR, "");
        return emulator.isEmpty() ? GOOGLE : uri(EMULATOR, emulator);
    }

    GcsAccess access() {
        Optional<GcsAccess.ServiceAccount> account = account();
        if (chosen == null && !variables.getOrDefault(EMULATOR, "").isEmpty()) {
            return new GcsAccess.Emulator(account);
        }
        return account.isPresent()
                ? account.get()
                : new GcsAccess.Metadata(uri(METADATA, variables.getOrDefault(METADATA, "metadata.google.internal")));
    }

    /// With or without a scheme, as Google's clients take it.
    private static URI uri(String variable, String host) {
        return StoreUrl.parse(variable, host.contains("://") ? host : "http://" + host);
    }

    private Optional<GcsAccess.ServiceAccount> account() {
        String file = variables.getOrDefault(CREDENTIALS, "");
        return file.isEmpty() ? Optional.empty() : Optional.of(account(read(file)));
    }

    private static JsonNode read(String file) {
        try {
            return new JsonMapper().readTree(Files.readAllBytes(Path.of(file)));
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    "The file of %s cannot be read: %s".formatted(CREDENTIALS, unreadable.getMessage()), unreadable);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("The file of %s is no JSON.".formatted(CREDENTIALS)); // nor shown
        }
    }

    private static GcsAccess.ServiceAccount account(JsonNode file) {
        String type = file.path("type").asString("");
        if (!type.equals("service_account")) {
            throw new IllegalArgumentException(
                    "The file of %s is of the type '%s'; Cairn takes the key file of a service account, or none on a machine of Google's."
                            .formatted(CREDENTIALS, type.replaceAll("[^a-z_]", "")));
        }
        String email = file.path("client_email").asString("");
        URI tokens = StoreUrl.parse(
                "The token_uri in the file of " + CREDENTIALS,
                file.path("token_uri").asString(TOKENS));
        try {
            if (!email.isEmpty()) {
                return new GcsAccess.ServiceAccount(
                        email, file.path("private_key").asString(""), tokens);
            }
        } catch (IllegalArgumentException noKey) {
            // is said below, without the key
        }
        throw new IllegalArgumentException(
                "The file of %s lacks the client_email or the private_key of a service account."
                        .formatted(CREDENTIALS));
    }
}
