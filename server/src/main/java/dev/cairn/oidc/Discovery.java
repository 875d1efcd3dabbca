package dev.cairn.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.cairn.oidc.SignOnFailure.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What a provider says of itself, read when it is first needed and again after an hour. One that is away is left alone
/// for some seconds. Safe for use by any number of threads.
final class Discovery {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Issuer issuer;
    private final ProviderCalls calls;
    private final InstantSource clock;
    private @Nullable OIDCProviderMetadata known;
    private @Nullable SignOnFailure failure;
    private long until;

    Discovery(Issuer issuer, ProviderCalls calls, InstantSource clock) {
        this.issuer = issuer;
        this.calls = calls;
        this.clock = clock;
    }

    /// @throws SignOnFailure `PROVIDER_AWAY`
    synchronized OIDCProviderMetadata metadata() {
        if (clock.millis() >= until) {
            read();
        }
        if (known != null) {
            return known; // also an older one of a provider that is away just now
        }
        throw failure == null ? new SignOnFailure(Reason.PROVIDER_AWAY, "The provider was not asked") : failure;
    }

    private void read() {
        try {
            HTTPResponse answer =
                    new OIDCProviderConfigurationRequest(issuer).toHTTPRequest().send(calls);
            answer.ensureStatusCode(HTTPResponse.SC_OK);
            OIDCProviderMetadata read = OIDCProviderMetadata.parse(answer.getBodyAsJSONObject());
            if (!read.getIssuer().equals(issuer)) {
                throw new IOException("The provider at %s calls itself %s".formatted(issuer, read.getIssuer()));
            }
            if (read.getAuthorizationEndpointURI() == null
                    || read.getTokenEndpointURI() == null
                    || read.getJWKSetURI() == null) {
                throw new IOException("The provider has no authorization endpoint, token endpoint or keys");
            }
            ProviderCalls.checked(read.getAuthorizationEndpointURI());
            known = read;
            until = clock.millis() + FRESH.toMillis();
        } catch (IOException | ParseException away) {
            failure = new SignOnFailure(Reason.PROVIDER_AWAY, "issuer=%s is away: %s".formatted(issuer, away), away);
            until = clock.millis() + PAUSE.toMillis();
        }
    }
}
