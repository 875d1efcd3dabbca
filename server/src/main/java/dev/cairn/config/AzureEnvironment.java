package dev.cairn.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the environment says of an Azure storage account, in the variables that MLflow and Azure's own tools read.
///
/// @param connection the parts of the connection string, if there is one; names are lower case
record AzureEnvironment(Map<String, String> variables, Map<String, String> connection) {
    private static final String CONNECTION = "AZURE_STORAGE_CONNECTION_STRING";
    private static final String SIGNATURE = "AZURE_STORAGE_SAS_TOKEN";

    static AzureEnvironment of(Map<String, String> variables) {
        return new AzureEnvironment(
                variables, pairs(variables.getOrDefault(CONNECTION, ""), ";", text -> text.toLowerCase(Locale.ROOT)));
    }

    /// Refuses a connection string that is another account's.
    void requireAccount(String account) {
        String named = connection.getOrDefault("accountname", account);
        if (!named.equals(account)) {
            throw new IllegalArgumentException("%s is of the account '%s', and --artifacts-destination names '%s'."
                    .formatted(CONNECTION, named, account));
        }
    }

    /// Where the connection string says that blobs are.
    @Nullable
    URI endpoint() {
        String endpoint = connection.get("blobendpoint");
        return endpoint == null ? null : StoreUrl.parse("The BlobEndpoint of " + CONNECTION, endpoint);
    }

    AzureAccess access(String account) {
        String key = first(connection.get("accountkey"), "AZURE_STORAGE_ACCESS_KEY", "AZURE_STORAGE_KEY");
        if (key != null) {
            return key(key);
        }
        String signature = first(connection.get("sharedaccesssignature"), SIGNATURE);
        if (signature != null) {
            return new AzureAccess.Signature(pairs(signature.replaceFirst("^\\?", ""), "&", name -> name));
        }
        throw new IllegalArgumentException(
                "The environment has no credentials for the storage account '%s': set %s, AZURE_STORAGE_ACCESS_KEY or %s."
                        .formatted(account, CONNECTION, SIGNATURE));
    }

    private static AzureAccess key(String base64) {
        try {
            return new AzureAccess.SharedKey(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("The key of the storage account is not in base64."); // and is not shown
        }
    }

    private @Nullable String first(@Nullable String text, String... names) {
        String found = text;
        for (int i = 0; found == null && i < names.length; i++) {
            found = variables.get(names[i]);
        }
        return found;
    }

    /// @param name what becomes of each name
    private static Map<String, String> pairs(String text, String separator, Function<String, String> name) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : text.split(separator, -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String value = pair.substring(equals + 1);
                pairs.put(
                        name.apply(pair.substring(0, equals).strip()),
                        separator.equals("&") ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value);
            }
        }
        return pairs;
    }
}
