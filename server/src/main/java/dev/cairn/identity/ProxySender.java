package dev.cairn.identity;

import dev.cairn.config.ProxyConfig;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.oidc.Person;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who sent a request by the word of a trusted proxy in front, which knows them by their names alone. From anybody else
/// the headers mean nothing.
///
/// @param settings null if no proxy says who somebody is
record ProxySender(@Nullable ProxyConfig settings) {
    /// As which the proxy vouches for people.
    static final String ISSUER = "proxy";

    /// Whether it says in which groups people are.
    boolean tellsGroups() {
        return settings != null && settings.groupsHeader() != null;
    }

    Optional<Person> of(Exchange exchange) {
        if (settings == null || !exchange.isFromTrustedProxy()) {
            return Optional.empty();
        }
        return exchange.header(settings.userHeader())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> new Person(ISSUER, dev.cairn.access.Caller.key(name), name, groups(exchange)));
    }

    /// A refusal, with whom somebody who is no trusted proxy said to speak for.
    ApiException told(Exchange exchange, ApiException refusal) {
        if (settings == null || exchange.isFromTrustedProxy()) {
            return refusal;
        }
        return exchange.header(settings.userHeader())
                .map(name -> refusal.telling("reason", "untrusted_proxy").telling("username", name))
                .orElse(refusal);
    }

    private Set<String> groups(Exchange exchange) {
        if (settings == null || settings.groupsHeader() == null) {
            return Set.of();
        }
        return exchange.header(settings.groupsHeader()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
