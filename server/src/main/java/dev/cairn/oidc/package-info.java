/// Speaks to a provider of identities (OpenID Connect): where a browser is sent, and who came back.
@NullMarked
package dev.cairn.oidc;

import org.jspecify.annotations.NullMarked;
