package dev.cairn.config;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a store, or a server of its tokens, is.
final class StoreUrl {
    private StoreUrl() {}

    /// @param name of the setting, for the sentence that refuses; the URL itself is not shown, as it may hold a
    /// password
    /// @throws IllegalArgumentException with a sentence for the user
    static URI parse(String name, String text) {
        try {
            URI url = new URI(text);
            if (url.getScheme() != null
                    && url.getScheme().matches("(?i)https?")
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // is said below
        }
        throw new IllegalArgumentException(
                "%s must be an http or https URL of a host, without credentials, such as http://minio:9000."
                        .formatted(name));
    }
}
