package dev.cairn.catalog;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/// People of a server with accounts who ask its catalogue: root, who administers it, and whoever is added.
final class CatalogPeople {
    static final String NATIVE = "/api/2.1/unity-catalog/";
    static final String MLFLOW = "/api/2.0/mlflow/unity-catalog/";
    private static final String PASSWORD = RunningServer.PASSWORD;

    private final RunningServer server;

    CatalogPeople(RunningServer server, String... names) throws IOException {
        this.server = server;
        server.setUp();
        for (String name : names) {
            json(
                    "root",
                    "POST",
                    "/api/2.0/mlflow/users/create",
                    "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD));
        }
    }

    Reply get(String who, String target) throws IOException {
        return send(who, Request.of("GET", target));
    }

    Reply json(String who, String method, String target, String body) throws IOException {
        return send(who, Request.json(method, target, body));
    }

    Reply send(String who, Request request) throws IOException {
        return server.send(request.with(Request.basic(who, PASSWORD)));
    }

    /// Grants privileges, such as `USE_CATALOG, EXECUTE`, in somebody's name.
    Reply grant(String by, String type, String fullName, String principal, String privileges) throws IOException {
        return json(
                by,
                "PATCH",
                NATIVE + "permissions/%s/%s".formatted(type, fullName),
                change(principal, "add", privileges));
    }

    Reply revoke(String by, String type, String fullName, String principal, String privileges) throws IOException {
        return json(
                by,
                "PATCH",
                NATIVE + "permissions/%s/%s".formatted(type, fullName),
                change(principal, "remove", privileges));
    }

    private static String change(String principal, String what, String privileges) {
        return "{\"changes\": [{\"principal\": \"%s\", \"%s\": [\"%s\"]}]}"
                .formatted(principal, what, privileges.replace(", ", "\", \""));
    }

    /// Makes a group of somebody, or of another group of this id, and returns its id.
    String group(String name, String member) throws IOException {
        Reply made = json(
                "root",
                "POST",
                "/api/2.0/preview/scim/v2/Groups",
                "{\"displayName\": \"%s\", \"members\": [{\"value\": \"%s\"}]}".formatted(name, member));
        return made.field("id");
    }

    String id(String user) throws IOException {
        for (JsonNode one : get("root", "/api/2.0/preview/scim/v2/Users").json().path("Resources")) {
            if (one.path("userName").asString().equals(user)) {
                return one.path("id").asString();
            }
        }
        throw new IllegalArgumentException(user);
    }
}
