package dev.cairn.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cairn.config.OidcConfig;
import dev.cairn.config.SignOnConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A small provider of identities on a free port. It checks what it is shown, signs as it is told, and lies as it is
/// told.
final class FakeProvider implements AutoCloseable {
    static final String CLIENT = "cairn";
    static final String SECRET = "a secret of the client, of enough characters to sign with";

    private static final JsonMapper JSON = new JsonMapper();

    /// That of every provider at first, since it takes long to make one.
    private static final RSAKey FIRST = newKey("first");

    private final HttpServer server;
    private final Map<String, Sent> codes = new ConcurrentHashMap<>();
    private RSAKey key = FIRST;
    private UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;
    private Signature signature = Signature.OWN;
    private Map<String, Object> info = Map.of();
    private String last = "";

    enum Signature {
        OWN,
        NONE,
        SHARED_SECRET,
        ANOTHERS
    }

    /// What a browser was sent with.
    record Sent(Map<String, String> parameters, String subject) {}

    FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext("/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.createContext(
                "/userinfo",
                exchange ->
                        answer(exchange, 200, JSON.writeValueAsString(info.isEmpty() ? Map.of("sub", last) : info)));
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The settings of a server that knows this provider.
    SignOnConfig settings(@Nullable String adminGroup, String... allowedGroups) {
        OidcConfig oidc = new OidcConfig(
                URI.create(issuer()),
                CLIENT,
                SECRET,
                List.of("openid", "profile"),
                null,
                "groups",
                adminGroup,
                Set.of(allowedGroups),
                "Example");
        return new SignOnConfig(oidc, null, null);
    }

    /// Lets somebody in who was sent here, and gives the code for it.
    String signIn(String address, String subject) {
        String code = "code" + codes.size();
        codes.put(code, new Sent(parameters(URI.create(address).getRawQuery()), subject));
        return code;
    }

    /// What it says of people from now on.
    void says(String name, Object value) {
        claims = builder -> builder.claim(name, value);
    }

    void says(UnaryOperator<JWTClaimsSet.Builder> all) {
        claims = all;
    }

    void signsAs(Signature how) {
        signature = how;
    }

    /// What is said beside the token, where not only the subject is.
    void tells(Map<String, Object> more) {
        info = more;
    }

    void takesAnotherKey() {
        key = newKey("second");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String metadata() {
        return JSON.writeValueAsString(Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "userinfo_endpoint", issuer() + "/userinfo",
                "end_session_endpoint", issuer() + "/end",
                "jwks_uri", issuer() + "/jwks",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256")));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Sent sent = codes.remove(form.getOrDefault("code", ""));
        if (sent == null
                || !isClient(exchange.getRequestHeaders().getFirst("Authorization"))
                || !form.getOrDefault("redirect_uri", "").equals(sent.parameters.get("redirect_uri"))
                || !challenge(form.getOrDefault("code_verifier", "")).equals(sent.parameters.get("code_challenge"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                200,
                JSON.writeValueAsString(Map.of(
                        "access_token",
                        "opaque",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        60,
                        "id_token",
                        idToken(sent))));
    }

    private static boolean isClient(@Nullable String authorization) {
        String pair = CLIENT + ":" + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .equals(authorization);
    }

    private String idToken(Sent sent) {
        last = sent.subject;
        Instant now = Instant.now();
        JWTClaimsSet said = claims.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject(sent.subject)
                        .audience(CLIENT)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .claim("nonce", sent.parameters.get("nonce")))
                .build();
        try {
            return switch (signature) {
                case OWN -> signed(said, key);
                case ANOTHERS -> signed(said, newKey("first"));
                case NONE -> new PlainJWT(said).serialize();
                case SHARED_SECRET -> {
                    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), said);
                    token.sign(new MACSigner(SECRET));
                    yield token.serialize();
                }
            };
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String signed(JWTClaimsSet said, RSAKey by) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), said);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static Map<String, String> parameters(String query) {
        return new HashMap<>(Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))));
    }

    private static void answer(HttpExchange exchange, int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
