package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.http.ApiException;
import dev.cairn.oidc.Person;
import dev.cairn.oidc.SignOnFailure;
import dev.cairn.protocol.ErrorCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How people are told that they may not. Nothing of it says whether an account exists.
final class Refusals {
    private Refusals() {}

    static ApiException unauthenticated(String message) {
        return new ApiException(ErrorCode.UNAUTHENTICATED, message);
    }

    /// Of somebody who is not let in by the word of another, with who they are said to be for the audit log.
    ///
    /// @param person null if the other did not say it in a way that holds
    static ApiException signOn(SignOnFailure failure, @Nullable Person person, String message) {
        ApiException refusal = unauthenticated(message)
                .by(Act.By.named(failure.account()))
                .telling("reason", failure.reason().name().toLowerCase(Locale.ROOT));
        if (person == null) {
            return refusal;
        }
        ApiException told = refusal.telling("issuer", person.issuer()).telling("subject", person.subject());
        return person.username() == null ? told : told.telling("username", person.username());
    }

    static ApiException noSuchUser(String username) {
        return ApiException.missing("User with username=%s not found".formatted(username));
    }
}
