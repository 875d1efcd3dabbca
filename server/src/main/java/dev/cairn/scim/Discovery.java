package dev.cairn.scim;

import dev.cairn.http.Exchange;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What this server can do of SCIM, as directories ask it before anything else (RFC 7643, 5 to 7).
final class Discovery {
    private static final int MOST = 10_000;
    private static final Set<String> UNIQUE = Set.of("userName", "applicationId");

    private Discovery() {}

    static void config(Exchange exchange) {
        ObjectNode config = Shape.object();
        config.putArray("schemas").add(Urns.CORE + "ServiceProviderConfig");
        config.putObject("patch").put("supported", true);
        config.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
        config.putObject("filter").put("supported", true).put("maxResults", MOST);
        config.putObject("changePassword").put("supported", true);
        config.putObject("sort").put("supported", true);
        config.putObject("etag").put("supported", false);
        config.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "Access token")
                .put("description", "The token of an administrator, in the header Authorization");
        ScimApi.send(exchange, 200, config);
    }

    static void resourceTypes(Exchange exchange) {
        ArrayNode types = list();
        for (ResourceType type : ResourceType.values()) {
            ObjectNode one = types.addObject();
            one.putArray("schemas").add(Urns.CORE + "ResourceType");
            one.put("id", type.title())
                    .put("name", type.title())
                    .put("endpoint", "/" + type.path())
                    .put("schema", type.schema());
        }
        send(exchange, types);
    }

    static void schemas(Exchange exchange) {
        ArrayNode schemas = list();
        for (ResourceType type : ResourceType.values()) {
            ObjectNode one = schemas.addObject();
            one.putArray("schemas").add(Urns.CORE + "Schema");
            one.put("id", type.schema()).put("name", type.title());
            ArrayNode attributes = one.putArray("attributes");
            attribute(attributes, type.nameAttribute(), "string", false, type != ResourceType.SERVICE_PRINCIPAL);
            if (type != ResourceType.GROUP) {
                attribute(attributes, "active", "boolean", false, false);
                attribute(attributes, "displayName", "string", false, type == ResourceType.SERVICE_PRINCIPAL);
                attribute(attributes, "groups", "complex", true, false);
                attribute(attributes, "entitlements", "complex", true, false);
            }
            switch (type) {
                case USER -> {
                    attribute(attributes, "name", "complex", false, false);
                    attribute(attributes, "emails", "complex", true, false);
                    attribute(attributes, "password", "string", false, false);
                }
                case SERVICE_PRINCIPAL -> {}
                case GROUP -> attribute(attributes, "members", "complex", true, false);
            }
        }
        send(exchange, schemas);
    }

    private static void attribute(ArrayNode all, String name, String type, boolean isList, boolean isRequired) {
        boolean isRead = !name.equals("password");
        all.addObject()
                .put("name", name)
                .put("type", type)
                .put("multiValued", isList)
                .put("required", isRequired)
                .put("caseExact", false)
                .put("mutability", name.equals("groups") ? "readOnly" : isRead ? "readWrite" : "writeOnly")
                .put("returned", isRead ? "default" : "never")
                .put("uniqueness", UNIQUE.contains(name) ? "server" : "none");
    }

    private static ArrayNode list() {
        return Shape.object().putArray("Resources");
    }

    private static void send(Exchange exchange, ArrayNode resources) {
        ObjectNode answer = Shape.object();
        answer.putArray("schemas").add(Urns.LIST);
        answer.put("totalResults", resources.size()).put("startIndex", 1).put("itemsPerPage", resources.size());
        answer.set("Resources", resources);
        ScimApi.send(exchange, 200, answer);
    }
}
