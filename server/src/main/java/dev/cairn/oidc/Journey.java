package dev.cairn.oidc;

import java.net.URI;

/// The way of a browser to the provider and back.
///
/// @param address where the browser is sent
/// @param secrets what the browser that went must show when it is back
public record Journey(URI address, Secrets secrets) {

    /// What ties an answer to the browser that asked.
    ///
    /// @param state    comes back in the address
    /// @param nonce    comes back in the signed token
    /// @param verifier is shown to the provider with the code (PKCE)
    public record Secrets(String state, String nonce, String verifier) {
        @Override
        public String toString() {
            return "secrets"; // which stay out of whatever is written
        }
    }
}
