package dev.cairn.catalog;

import dev.cairn.http.ApiException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What has tags: something of the catalogue, or a version of a model.
///
/// @param type    as it was asked for
/// @param asked   the whole name that it was asked for by
/// @param version a number behind the name of the model
record Tagged(
        String type, String asked, FullName name, @Nullable String version) {

    /// @param type such as `catalogs`, or in the singular
    static Tagged of(String type, String name) {
        String one = type.toLowerCase(Locale.ROOT).replaceFirst("s$", "");
        return switch (one) {
            case "catalog", "schema", "registered_model", "model", "function" ->
                new Tagged(type, name, FullName.parse(Securable.of(one), name), null);
            case "model_version" -> version(type, name);
            default ->
                throw ApiException.invalid(
                        "Nothing of the type '%s' has tags: say catalogs, schemas, registered_models or model_versions."
                                .formatted(type));
        };
    }

    private static Tagged version(String type, String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            throw ApiException.invalid(
                    "A version is named by its model and its number, such as main.default.churn.1: got '%s'."
                            .formatted(name));
        }
        return new Tagged(type, name, FullName.parse(Securable.MODEL, name.substring(0, dot)), name.substring(dot + 1));
    }
}
