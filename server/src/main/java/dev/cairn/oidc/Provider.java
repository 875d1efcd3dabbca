package dev.cairn.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.cairn.config.OidcConfig;
import dev.cairn.oidc.SignOnFailure.Reason;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one public door: a provider to which browsers are sent, and which then says who came (authorization code with
/// PKCE; OpenID Connect Core 1.0, section 3.1). Safe for use by any number of threads.
public final class Provider {
    /// Signed with a key that only the provider has: neither none nor by a shared secret.
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcConfig config;
    private final Claims claims;
    private final ClientID client;
    private final ProviderCalls calls = new ProviderCalls();
    private final Discovery discovery;
    private @Nullable Keys keys;

    public Provider(OidcConfig config, InstantSource clock) {
        this.config = config;
        claims = new Claims(config);
        client = new ClientID(config.clientId());
        discovery = new Discovery(new Issuer(config.issuer()), calls, clock);
    }

    public OidcConfig config() {
        return config;
    }

    /// Where a browser is sent to sign in.
    ///
    /// @param callback where it comes back to
    /// @throws SignOnFailure `PROVIDER_AWAY`
    public Journey begin(URI callback) {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI address = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope(config.scopes().toArray(new String[0])), client, callback)
                .endpointURI(discovery.metadata().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Journey(address, new Journey.Secrets(state.getValue(), nonce.getValue(), verifier.getValue()));
    }

    /// Who came back.
    ///
    /// @param callback as it was at the beginning
    /// @param answer   the parameters of the address that the browser came back to
    /// @param secrets  what the browser shows
    /// @throws SignOnFailure if nobody did, or their word does not hold
    public Person finish(URI callback, Map<String, List<String>> answer, Journey.Secrets secrets) {
        AuthorizationCode code = code(callback, answer, secrets);
        OIDCProviderMetadata metadata = discovery.metadata();
        try {
            OIDCTokenResponse tokens = redeem(metadata, callback, code, secrets);
            JWT token = tokens.getOIDCTokens().getIDToken();
            if (token == null) {
                throw new SignOnFailure(Reason.NOT_VALID, "The provider gave no ID token");
            }
            IDTokenClaimsSet checked = validator(metadata).validate(token, new Nonce(secrets.nonce()));
            if (checked.getAuthorizedParty() != null
                    && !checked.getAuthorizedParty().getValue().equals(client.getValue())) {
                throw new SignOnFailure(Reason.NOT_VALID, "The ID token was asked for by another client");
            }
            ClaimsSet more = claims.areIn(checked)
                    ? checked
                    : info(metadata, tokens.getOIDCTokens().getAccessToken(), checked);
            return claims.person(checked, more);
        } catch (BadJOSEException invalid) {
            throw new SignOnFailure(Reason.NOT_VALID, "The ID token is not valid: " + invalid.getMessage(), invalid);
        } catch (ParseException malformed) {
            throw new SignOnFailure(Reason.NOT_VALID, "The answer is not valid: " + malformed.getMessage(), malformed);
        } catch (JOSEException | IOException away) {
            throw new SignOnFailure(Reason.PROVIDER_AWAY, "The provider is away: " + away.getMessage(), away);
        }
    }

    private AuthorizationCode code(URI callback, Map<String, List<String>> answer, Journey.Secrets secrets) {
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(callback, answer);
            if (!new State(secrets.state()).equals(response.getState())) {
                throw new SignOnFailure(Reason.EXPIRED, "The state is not that of this browser");
            }
            if (response.getIssuer() != null && !response.getIssuer().equals(new Issuer(config.issuer()))) {
                throw new SignOnFailure(Reason.NOT_VALID, "The answer is of another issuer: " + response.getIssuer());
            }
            if (response instanceof AuthenticationErrorResponse error) {
                throw new SignOnFailure(
                        Reason.REFUSED,
                        "The provider refused: " + error.getErrorObject().getCode());
            }
            @Nullable AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
            if (code == null) {
                throw new SignOnFailure(Reason.NOT_VALID, "The answer has no code");
            }
            return code;
        } catch (ParseException malformed) {
            throw new SignOnFailure(Reason.NOT_VALID, "The answer is none: " + malformed.getMessage(), malformed);
        }
    }

    private OIDCTokenResponse redeem(
            OIDCProviderMetadata metadata, URI callback, AuthorizationCode code, Journey.Secrets secrets)
            throws IOException, ParseException {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, callback, new CodeVerifier(secrets.verifier()));
        URI endpoint = metadata.getTokenEndpointURI();
        TokenRequest request = config.secret() == null
                ? new TokenRequest.Builder(endpoint, client, grant).build()
                : new TokenRequest.Builder(endpoint, authentication(metadata, config.secret()), grant).build();
        TokenResponse response =
                OIDCTokenResponseParser.parse(request.toHTTPRequest().send(calls));
        if (!response.indicatesSuccess()) {
            throw new SignOnFailure(
                    Reason.NOT_VALID,
                    "The provider takes not the code: "
                            + response.toErrorResponse().getErrorObject().toJSONObject());
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata, String secret) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean inBody = methods != null
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return inBody
                ? new ClientSecretPost(client, new Secret(secret))
                : new ClientSecretBasic(client, new Secret(secret));
    }

    private IDTokenValidator validator(OIDCProviderMetadata metadata) throws MalformedURLException {
        return new IDTokenValidator(
                new Issuer(config.issuer()),
                client,
                new JWSVerificationKeySelector<>(SIGNATURES, keys(metadata.getJWKSetURI())),
                null);
    }

    /// The provider's keys, remembered for some minutes and read again at a signature by a key that is new.
    private synchronized JWKSource<SecurityContext> keys(URI address) throws MalformedURLException {
        if (keys == null || !keys.address.equals(address)) {
            keys = new Keys(
                    address,
                    JWKSourceBuilder.<SecurityContext>create(address.toURL(), calls)
                            .build());
        }
        return keys.source;
    }

    /// What the provider says beside the token, of the same person.
    private ClaimsSet info(OIDCProviderMetadata metadata, AccessToken token, IDTokenClaimsSet checked)
            throws IOException, ParseException {
        URI endpoint = metadata.getUserInfoEndpointURI();
        if (endpoint == null) {
            return checked;
        }
        HTTPResponse answer =
                new UserInfoRequest(endpoint, token).toHTTPRequest().send(calls);
        UserInfoResponse response = UserInfoResponse.parse(answer);
        if (!response.indicatesSuccess()) {
            throw new SignOnFailure(Reason.NOT_VALID, "The provider tells nothing of who came");
        }
        @Nullable UserInfo info = response.toSuccessResponse().getUserInfo();
        if (info == null) {
            return checked; // it is signed, which nobody asked for
        }
        if (!info.getSubject().equals(checked.getSubject())) {
            throw new SignOnFailure(Reason.NOT_VALID, "The provider tells of somebody else");
        }
        return info;
    }

    /// Where a browser is sent to be signed out at the provider as well, if it has such a place.
    ///
    /// @param next where it comes back to
    public Optional<URI> end(URI next) {
        try {
            return Optional.ofNullable(discovery.metadata().getEndSessionEndpointURI())
                    .map(end -> new LogoutRequest(end, null, null, client, next, null, null).toURI());
        } catch (SignOnFailure away) {
            return Optional.empty();
        }
    }

    private record Keys(URI address, JWKSource<SecurityContext> source) {}
}
