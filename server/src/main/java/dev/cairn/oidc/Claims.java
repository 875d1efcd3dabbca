package dev.cairn.oidc;

import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.cairn.config.OidcConfig;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a provider says of somebody. An e-mail address is a name only where the provider verified it: elsewhere
/// it is what somebody typed.
final class Claims {
    private static final String EMAIL = "email";
    private static final String PREFERRED = "preferred_username";

    private final List<String> names;
    private final String groups;

    Claims(OidcConfig config) {
        names = config.usernameClaim() == null ? List.of(PREFERRED, EMAIL) : List.of(config.usernameClaim());
        groups = config.groupsClaim();
    }

    /// Whether all that is needed is said.
    boolean areIn(ClaimsSet said) {
        return name(said) != null && said.getClaim(groups) != null;
    }

    /// @param more the same, or what else is said of the same person
    Person person(IDTokenClaimsSet checked, ClaimsSet more) {
        @Nullable String own = name(checked);
        Set<String> all = groups(checked);
        return new Person(
                checked.getIssuer().getValue(),
                checked.getSubject().getValue(),
                own == null ? name(more) : own,
                all.isEmpty() ? groups(more) : all);
    }

    private @Nullable String name(ClaimsSet said) {
        for (String claim : names) {
            @Nullable String name = text(said.getClaim(claim));
            if (name != null && (!claim.equals(EMAIL) || isVerified(said))) {
                return name;
            }
        }
        return null;
    }

    private static boolean isVerified(ClaimsSet said) {
        @Nullable Object verified = said.getClaim("email_verified");
        return verified != null && (verified.equals(true) || verified.equals("true"));
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof String text && !text.isBlank() ? text : null;
    }

    private Set<String> groups(ClaimsSet said) {
        @Nullable Object claim = said.getClaim(groups);
        Set<String> read = new HashSet<>();
        if (claim instanceof Collection<?> several) {
            several.forEach(one -> add(read, one));
        } else {
            add(read, claim);
        }
        return Set.copyOf(read);
    }

    private static void add(Set<String> groups, @Nullable Object claim) {
        @Nullable String group = text(claim);
        if (group != null) {
            groups.add(group);
        }
    }
}
