package dev.cairn.identity;

import dev.cairn.browsers.PageAddress;
import dev.cairn.browsers.PublicAddress;
import dev.cairn.http.Exchange;
import dev.cairn.oidc.Journey;
import dev.cairn.oidc.Person;
import dev.cairn.oidc.Provider;
import dev.cairn.oidc.SignOnFailure;
import dev.cairn.oidc.SignOnFailure.Reason;
import dev.cairn.protocol.PercentEncoding;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of a browser to a provider and back to the page where the person was.
final class SignOnRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SignOnRoutes.class);
    private static final List<String> ANSWER = List.of("code", "state", "iss", "error", "error_description");

    private final Provider provider;
    private final SignOns signOns;
    private final BrowserSessions sessions;
    private final PublicAddress address;

    SignOnRoutes(Provider provider, SignOns signOns, BrowserSessions sessions, PublicAddress address) {
        this.provider = provider;
        this.signOns = signOns;
        this.sessions = sessions;
        this.address = address;
    }

    /// `GET /oidc/login?to=?workspace=team#/experiments/1`, with its `to` escaped: sends a browser to the provider.
    void login(Exchange exchange) {
        PageAddress page = PageAddress.of(exchange.query("to").orElse("/"));
        try {
            Journey journey = provider.begin(address.of(exchange, "/oidc/callback"));
            new SignOnCookie(journey.secrets(), page).set(exchange);
            redirect(exchange, journey.address().toString());
        } catch (SignOnFailure away) {
            fail(exchange, away, page);
        }
    }

    /// `GET /oidc/callback`: signs a browser in that comes back.
    void callback(Exchange exchange) {
        SignOnCookie cookie = SignOnCookie.of(exchange).orElse(null);
        PageAddress page = cookie == null ? PageAddress.HOME : cookie.page();
        SignOnCookie.clear(exchange);
        Person person = null;
        try {
            if (cookie == null) {
                throw new SignOnFailure(Reason.EXPIRED, "A browser came back that nobody sent, or that took too long");
            }
            person = provider.finish(address.of(exchange, "/oidc/callback"), answer(exchange), cookie.secrets());
            Account account = signOns.admit(person, SignOns.Rules.of(provider.config()));
            sessions.open(exchange, account, person.issuer());
            redirect(exchange, "../" + page.escaped());
        } catch (SignOnFailure failure) {
            exchange.isRefused(Refusals.signOn(failure, person, String.valueOf(failure.getMessage())));
            fail(exchange, failure, page);
        }
    }

    private static Map<String, List<String>> answer(Exchange exchange) {
        Map<String, List<String>> answer = new HashMap<>();
        for (String name : ANSWER) {
            List<String> values = exchange.queryAll(name);
            if (!values.isEmpty()) {
                answer.put(name, values);
            }
        }
        return answer;
    }

    /// Back to the page, which tells what was wrong in the person's language.
    private static void fail(Exchange exchange, SignOnFailure failure, PageAddress page) {
        LOG.warn("sign-on refused reason={} {}", failure.reason(), failure.getMessage());
        String wanted = PercentEncoding.of(page.screen());
        String reason = failure.reason().name().toLowerCase(Locale.ROOT);
        PageAddress told = page.at("/sign-on?failed=%s&to=%s".formatted(reason, wanted));
        redirect(exchange, "../" + told.escaped());
    }

    private static void redirect(Exchange exchange, String location) {
        exchange.responseHeader("Location", location)
                .responseHeader("Cache-Control", "no-store")
                .responseHeader("Referrer-Policy", "no-referrer")
                .send(302, "text/plain; charset=utf-8", new byte[0]);
    }
}
