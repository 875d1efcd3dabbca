package dev.cairn.config;

import dev.cairn.http.TrustedProxies;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags about single sign-on.
final class SignOnOptions {
    /// No flag: the arguments of a program are seen by everybody on its machine.
    static final String SECRET_VARIABLE = "CAIRN_OIDC_CLIENT_SECRET";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "The address at which browsers reach the server, such as https://cairn.example.org. Default: what each request says.")
    private @Nullable String publicUrl;

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "Lets people sign in with an OpenID Connect provider, of this name.")
    private @Nullable String issuer;

    @Option(names = "--oidc-client-id", paramLabel = "ID", description = "As what the provider knows this server.")
    private @Nullable String clientId;

    @Option(
            names = "--oidc-client-secret-file",
            paramLabel = "FILE",
            description = "Holds the secret that the provider gave; or the variable CAIRN_OIDC_CLIENT_SECRET does.")
    private @Nullable Path secretFile;

    @Option(
            names = "--oidc-scopes",
            paramLabel = "SCOPE",
            split = ",",
            defaultValue = "openid,profile,email",
            description = "What the provider is asked for. Default: ${DEFAULT-VALUE}.")
    private List<String> scopes = List.of();

    @Option(
            names = "--oidc-username-claim",
            paramLabel = "CLAIM",
            description =
                    "What holds the name of a new account. Default: preferred_username, or else an email that the provider verified.")
    private @Nullable String usernameClaim;

    @Option(
            names = "--oidc-groups-claim",
            paramLabel = "CLAIM",
            defaultValue = "groups",
            description = "What holds the groups that somebody is in. Default: ${DEFAULT-VALUE}.")
    private String groupsClaim = "groups";

    @Option(
            names = "--oidc-admin-group",
            paramLabel = "GROUP",
            description = "Its members are administrators, and nobody else who signs in with the provider.")
    private @Nullable String adminGroup;

    @Option(
            names = "--oidc-allowed-groups",
            paramLabel = "GROUP",
            split = ",",
            description = "Only their members may sign in. Default: whomever the provider lets in.")
    private List<String> allowedGroups = List.of();

    @Option(
            names = "--oidc-label",
            paramLabel = "NAME",
            description = "What the button on the sign-in page calls the provider. Default: its host.")
    private @Nullable String label;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "ADDRESS",
            split = ",",
            description =
                    "Addresses of proxies in front, such as 127.0.0.1 or 10.0.0.0/8, whose X-Forwarded-For is believed.")
    private List<String> proxies = List.of();

    @Option(
            names = "--user-header",
            paramLabel = "HEADER",
            description = "In which those proxies say who the sender is, such as X-Forwarded-User. Default: none.")
    private @Nullable String userHeader;

    @Option(
            names = "--groups-header",
            paramLabel = "HEADER",
            description = "In which they say the sender's groups, with commas between them. Default: none.")
    private @Nullable String groupsHeader;

    /// Whose word about the client is taken.
    TrustedProxies proxies() {
        return TrustedProxies.parse(proxies);
    }

    /// The checked configuration.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    SignOnConfig config(Map<String, String> environment) {
        return new SignOnConfig(
                oidc(environment), publicUrl == null ? null : withoutSlash(http("--public-url", publicUrl)), proxy());
    }

    private @Nullable ProxyConfig proxy() {
        if (userHeader == null) {
            return null;
        }
        if (proxies.isEmpty()) {
            throw new IllegalArgumentException(
                    "--user-header needs --trusted-proxies: from anybody else the header is a lie.");
        }
        return new ProxyConfig(userHeader, groupsHeader);
    }

    private @Nullable OidcConfig oidc(Map<String, String> environment) {
        if (issuer == null) {
            return null;
        }
        URI provider = http("--oidc-issuer", issuer);
        if (clientId == null) {
            throw new IllegalArgumentException(
                    "--oidc-issuer needs --oidc-client-id, as which the provider knows you.");
        }
        if (scopes.stream().noneMatch("openid"::equals)) {
            throw new IllegalArgumentException("--oidc-scopes must have openid among them.");
        }
        return new OidcConfig(
                provider,
                clientId,
                secret(environment),
                List.copyOf(scopes),
                usernameClaim,
                groupsClaim,
                adminGroup,
                Set.copyOf(allowedGroups),
                label == null ? provider.getHost() : label);
    }

    private @Nullable String secret(Map<String, String> environment) {
        if (secretFile == null) {
            return environment.get(SECRET_VARIABLE);
        }
        try {
            return Files.readString(secretFile).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "The file of --oidc-client-secret-file cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static URI http(String flag, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null && isHttp(uri)) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // said below
        }
        throw new IllegalArgumentException(
                "%s must be a URL such as https://example.org; got '%s'.".formatted(flag, text));
    }

    private static boolean isHttp(URI uri) {
        return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    }

    private static URI withoutSlash(URI uri) {
        return URI.create(uri.toString().replaceFirst("/+$", ""));
    }
}
