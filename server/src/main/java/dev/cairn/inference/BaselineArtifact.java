package dev.cairn.inference;

import dev.cairn.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The request to hold an endpoint against a file of this server.
///
/// @param uri         of the file
/// @param predictions the columns of its table that are predictions
record BaselineArtifact(String uri, List<String> predictions) {
    private static final Set<String> FIELDS = Set.of(BaselineFile.SOURCE, Bodies.PREDICTIONS);

    static boolean isIn(JsonNode body) {
        return body.hasNonNull(BaselineFile.SOURCE);
    }

    static BaselineArtifact of(JsonNode body) {
        for (String field : body.propertyNames()) {
            if (Bodies.hasRows(field)) {
                throw ApiException.invalid("Give `artifact` or rows in `%s`, not both.".formatted(field));
            } else if (!FIELDS.contains(field)) {
                throw ApiException.invalid(
                        "Beside `artifact` there may be `predictions`, and nothing else: there is `%s`."
                                .formatted(field));
            }
        }
        JsonNode uri = body.path(BaselineFile.SOURCE);
        if (!uri.isString()) {
            throw ApiException.invalid("`artifact` must be a text, the URI of a file.");
        }
        return new BaselineArtifact(uri.stringValue(), predictions(body.path(Bodies.PREDICTIONS)));
    }

    private static List<String> predictions(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        } else if (given.isString()) {
            return List.of(given.stringValue());
        }
        List<String> names = new ArrayList<>();
        given.forEach(name -> {
            if (name.isString()) {
                names.add(name.stringValue());
            }
        });
        if (!given.isArray() || names.size() != given.size()) {
            throw ApiException.invalid(
                    "Beside `artifact`, `predictions` must be the name of a column, or a list of names.");
        }
        return names;
    }
}
