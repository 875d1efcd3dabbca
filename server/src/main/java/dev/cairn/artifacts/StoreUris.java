package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The URIs of files in the server's store: of its own scheme, and those by which other clients reach the same bucket.
///
/// @param roots where the store is, such as `s3://bucket/prefix`
record StoreUris(List<String> roots) {
    /// Where a URI lies in the store; empty for one that lies elsewhere.
    ///
    /// @throws ApiException for a URI of the server's own scheme that leads out of the store
    Optional<ArtifactPath> resolve(String uri) {
        if (uri.toLowerCase(Locale.ROOT).startsWith(Artifacts.SCHEME)) {
            return Optional.of(Artifacts.pathOf(uri));
        }
        return uri.indexOf('?') >= 0 || uri.indexOf('#') >= 0 ? Optional.empty() : belowRoot(uri);
    }

    /// The URIs of a path and of all folders above it, the root excepted, as the server writes them.
    List<String> of(ArtifactPath path) {
        List<String> uris = new ArrayList<>();
        StringBuilder folder = new StringBuilder();
        for (String name : path.segments()) {
            folder.append('/').append(name);
            uris.add(Artifacts.SCHEME + folder);
            roots.forEach(root -> uris.add(root + folder));
        }
        return uris;
    }

    private Optional<ArtifactPath> belowRoot(String uri) {
        String scheme = uri.replaceFirst("(?s):.*", "");
        String canonical = scheme.toLowerCase(Locale.ROOT) + uri.substring(scheme.length());
        for (String root : roots) {
            if (canonical.equals(root) || canonical.startsWith(root + "/")) {
                try {
                    return Optional.of(
                            ArtifactPath.of(canonical.substring(root.length()).replaceFirst("^/", "")));
                } catch (ApiException leadsElsewhere) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
