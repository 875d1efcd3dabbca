package dev.cairn.scim;

import dev.cairn.http.ApiException;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads the requests and writes the answers, also those that refuse, in SCIM's own form.
final class ScimApi {
    private static final String TYPE = "application/scim+json";
    /// Which the managed platform's SDKs read the number of the workspace from.
    private static final String WORKSPACE = "X-Databricks-Org-Id";
    private static final int CONFLICT = 409;

    private final ScimRules rules;

    ScimApi(ScimRules rules) {
        this.rules = rules;
    }

    /// The same, its refusals in SCIM's words.
    Endpoint.Stream answering(Endpoint.Stream stream) {
        return exchange -> {
            try {
                stream.handle(exchange);
            } catch (Malformed refusal) {
                refuse(exchange, 400, refusal.scimType(), refusal.getMessage());
            } catch (ApiException refusal) {
                ErrorCode code = refusal.code();
                switch (code) {
                    case RESOURCE_ALREADY_EXISTS -> refuse(exchange, CONFLICT, "uniqueness", refusal.getMessage());
                    case BAD_REQUEST -> refuse(exchange, code.status(), "invalidSyntax", refusal.getMessage());
                    case INVALID_PARAMETER_VALUE ->
                        refuse(exchange, code.status(), "invalidValue", refusal.getMessage());
                    case RESOURCE_DOES_NOT_EXIST, INVALID_STATE ->
                        refuse(exchange, code.status(), null, refusal.getMessage());
                    default -> throw refusal;
                }
            }
        };
    }

    private static void refuse(Exchange exchange, int status, @Nullable String scimType, @Nullable String detail) {
        ObjectNode error = Shape.object();
        error.putArray("schemas").add(Urns.ERROR);
        Shape.putText(error, "scimType", scimType);
        Shape.putText(error, "detail", detail);
        error.put("status", Integer.toString(status));
        exchange.send(status, TYPE, Json.write(error));
    }

    static void send(Exchange exchange, int status, ObjectNode resource) {
        exchange.send(status, TYPE, Json.write(resource));
    }

    private static ObjectNode body(Exchange exchange) {
        if (Json.readTree(exchange.jsonBody()) instanceof ObjectNode object) {
            return object;
        }
        throw Malformed.syntax("The request body must be a JSON object.");
    }

    void me(Exchange exchange) {
        exchange.responseHeader(
                WORKSPACE, Long.toString(exchange.caller().workspace().id()));
        ObjectNode own = rules.me(exchange.caller()).orElseGet(() -> {
            ObjectNode owner = Shape.begin(ResourceType.USER, 0);
            return owner.put("userName", exchange.caller().user()).put("active", true);
        });
        send(exchange, 200, Projection.of(exchange).of(own));
    }

    void list(Exchange exchange, ResourceType type) {
        send(exchange, 200, rules.list(type, ListQuery.of(exchange)));
    }

    void get(Exchange exchange, ResourceType type) {
        send(exchange, 200, rules.get(type, exchange.pathParameter("id"), Projection.of(exchange)));
    }

    void create(Exchange exchange, ResourceType type) {
        ObjectNode made = rules.create(type, body(exchange));
        exchange.responseHeader("Location", made.path("meta").path("location").asString());
        send(exchange, 201, made);
    }

    void replace(Exchange exchange, ResourceType type) {
        send(exchange, 200, rules.replace(type, exchange.pathParameter("id"), body(exchange)));
    }

    /// A group may have very many members, so that it is not answered.
    void patch(Exchange exchange, ResourceType type) {
        ObjectNode now = rules.patch(type, exchange.pathParameter("id"), body(exchange));
        if (type == ResourceType.GROUP) {
            exchange.send(204, TYPE, new byte[0]);
        } else {
            send(exchange, 200, now);
        }
    }

    void delete(Exchange exchange, ResourceType type) {
        rules.delete(exchange.caller(), type, exchange.pathParameter("id"));
        exchange.send(204, TYPE, new byte[0]);
    }
}
