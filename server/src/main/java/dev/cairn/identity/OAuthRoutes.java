package dev.cairn.identity;

import dev.cairn.access.Workspace;
import dev.cairn.browsers.PublicAddress;
import dev.cairn.http.ApiException;
import dev.cairn.http.BoundedBody;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.identity.Credentials.NameAndPassword;
import dev.cairn.protocol.identity.AuthorizationServer;
import dev.cairn.protocol.identity.GrantError;
import dev.cairn.protocol.identity.GrantedToken;
import dev.cairn.protocol.identity.HostDescription;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Where programs get themselves tokens (OAuth 2.0). What is asked is a form, and what is refused is in OAuth's words.
final class OAuthRoutes {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST_BYTES = 16 * 1024;
    private static final String PROGRAM = "client_credentials";
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private final Devices devices;
    private final ClientSecrets programs;
    private final PublicAddress address;

    OAuthRoutes(Devices devices, ClientSecrets programs, PublicAddress address) {
        this.devices = devices;
        this.programs = programs;
        this.address = address;
    }

    /// `POST /oidc/v1/device_authorization`: a command line asks to be let in.
    void device(Exchange exchange) throws IOException {
        answer(
                exchange,
                form -> devices.begin(
                        form.getOrDefault("client_name", required(form, "client_id")),
                        exchange.remoteAddress(),
                        address.of(exchange)));
    }

    /// `POST /oidc/v1/token`: a program gets a token.
    void token(Exchange exchange) throws IOException {
        answer(exchange, form -> switch (required(form, "grant_type")) {
            case PROGRAM -> program(exchange, form);
            case DEVICE -> devices.redeem(required(form, "device_code"));
            default ->
                throw new GrantRefused(
                        "unsupported_grant_type",
                        "This server grants tokens for client credentials and for device codes.");
        });
    }

    private GrantedToken program(Exchange exchange, Map<String, String> form) {
        NameAndPassword shown = exchange.header("Authorization")
                .map(OAuthRoutes::basic)
                .orElseGet(() -> new NameAndPassword(required(form, "client_id"), required(form, "client_secret")));
        TokenScope scope = TokenScope.find(form.getOrDefault("scope", TokenScope.ALL.word()))
                .orElseThrow(() -> new GrantRefused(
                        "invalid_scope", "The scope is one of %s.".formatted(String.join(", ", TokenScope.words()))));
        return programs.grant(shown.username(), shown.password(), scope);
    }

    /// The client id and its secret (RFC 6749, section 2.3.1).
    private static NameAndPassword basic(String header) {
        try {
            NameAndPassword pair = NameAndPassword.ofBasic(header);
            return new NameAndPassword(decoded(pair.username()), decoded(pair.password()));
        } catch (ApiException | IllegalArgumentException malformed) {
            throw new GrantRefused(
                    GrantRefused.INVALID_CLIENT, "The header Authorization is no client id with its secret.");
        }
    }

    /// `GET /oidc/.well-known/oauth-authorization-server`
    void describe(Exchange exchange) {
        String server = address.of(exchange);
        exchange.sendJson(new AuthorizationServer(
                server + "/oidc",
                server + "/oidc/login",
                server + "/oidc/v1/token",
                server + "/oidc/v1/device_authorization",
                List.of(),
                List.of(PROGRAM, DEVICE),
                List.of("client_secret_basic", "client_secret_post", "none"),
                TokenScope.words()));
    }

    /// `GET /.well-known/databricks-config`, which the managed platform's SDKs ask before each call.
    void describeHost(Exchange exchange) {
        exchange.responseHeader("Cache-Control", "max-age=300");
        exchange.sendJson(new HostDescription(address.of(exchange) + "/oidc", Long.toString(Workspace.DEFAULT.id())));
    }

    private static void answer(Exchange exchange, Function<Map<String, String>, Object> rule) throws IOException {
        exchange.responseHeader("Cache-Control", "no-store");
        try {
            exchange.sendJson(rule.apply(form(exchange)));
        } catch (GrantRefused refused) {
            refused.refusal().ifPresent(exchange::isRefused);
            if (refused.status() == 401) {
                exchange.responseHeader("WWW-Authenticate", "Basic realm=\"cairn\"");
            }
            String why = refused.getMessage() == null ? "" : refused.getMessage();
            exchange.send(refused.status(), "application/json", Json.write(new GrantError(refused.code(), why)));
        }
    }

    private static String required(Map<String, String> form, String name) {
        String value = form.get(name);
        if (value == null || value.isEmpty()) {
            throw new GrantRefused("invalid_request", "`%s` is missing.".formatted(name));
        }
        return value;
    }

    private static Map<String, String> form(Exchange exchange) throws IOException {
        String type = exchange.header("Content-Type").orElse("");
        if (!type.regionMatches(true, 0, FORM, 0, FORM.length())) {
            throw new GrantRefused("invalid_request", "The body must be of the type %s.".formatted(FORM));
        }
        byte[] body = BoundedBody.read(exchange, MOST_BYTES);
        Map<String, String> form = new HashMap<>();
        try {
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0
                        && form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))) != null) {
                    throw new GrantRefused("invalid_request", "A parameter stands there twice.");
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw new GrantRefused("invalid_request", "The body is no form.");
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
