package dev.cairn.client;

import dev.cairn.protocol.PercentEncoding;
import java.net.URI;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/// Addresses of a server's routes.
///
/// @param root of the server, without a slash at the end
record Address(String root) {
    static Address of(String url) {
        String root = url.strip().replaceFirst("/+$", "");
        if (!root.startsWith("http://") && !root.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "The address of a tracking server begins with http:// or https://, unlike '%s'.".formatted(url));
        }
        return new Address(root);
    }

    URI of(String path, String query) {
        return URI.create(root + path + (query.isEmpty() ? "" : "?" + query));
    }

    /// The fields of a request as a query, lists as repeated parameters.
    static String query(Object request) {
        StringJoiner query = new StringJoiner("&");
        JsonNode fields = Json.tree(request);
        for (var field : fields.properties()) {
            JsonNode value = field.getValue();
            if (value.isArray()) {
                value.forEach(each -> query.add(parameter(field.getKey(), each.asString())));
            } else {
                query.add(parameter(field.getKey(), value.asString()));
            }
        }
        return query.toString();
    }

    static String parameter(String name, String value) {
        return name + "=" + PercentEncoding.of(value);
    }

    /// A name, or several with slashes between, as they stand in a path.
    static String path(String names) {
        return PercentEncoding.ofPath(names);
    }
}
