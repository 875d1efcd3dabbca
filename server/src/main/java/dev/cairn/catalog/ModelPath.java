package dev.cairn.catalog;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.http.ApiException;
import java.util.List;

/// A path of the Files API: `/Models/catalog/schema/model/version/…`.
///
/// @param inside what is meant in the folder of the version; the root for that itself
record ModelPath(FullName model, String version, ArtifactPath inside) {
    /// The name at the top.
    static final String ROOT = "Models";

    private static final int NAMES = 5;

    static ModelPath of(ArtifactPath path) {
        List<String> names = path.segments();
        if (names.size() < NAMES) {
            throw ApiException.missing("There is no path '/%s': this server has /Models/catalog/schema/model/version."
                    .formatted(path.value()));
        }
        return new ModelPath(
                FullName.of(names.get(1), names.get(2), names.get(3)),
                names.get(NAMES - 1),
                ArtifactPath.of(String.join("/", names.subList(NAMES, names.size()))));
    }
}
