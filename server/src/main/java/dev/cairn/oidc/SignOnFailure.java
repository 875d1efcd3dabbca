package dev.cairn.oidc;

import org.jspecify.annotations.Nullable;

/// Somebody did not come in by the word of a provider.
public final class SignOnFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String account;

    /// Why, as far as the person before the browser is told.
    public enum Reason {
        /// The provider does not answer, or not as one does.
        PROVIDER_AWAY,
        /// The provider let them not in, or they turned back.
        REFUSED,
        /// What came back is not what this browser was sent for, or it took too long.
        EXPIRED,
        /// What the provider said does not hold.
        NOT_VALID,
        /// They are in none of the groups that may come in.
        NOT_IN_GROUP,
        /// The provider tells no name, or one that no account can have.
        NO_NAME,
        /// An account has the name, and is not tied to this person.
        NAME_TAKEN,
        /// Their account is disabled here.
        DISABLED
    }

    /// @param message for the log
    public SignOnFailure(Reason reason, String message) {
        this(reason, message, null);
    }

    public SignOnFailure(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, message, cause, "");
    }

    private SignOnFailure(Reason reason, String message, @Nullable Throwable cause, String account) {
        super(message, cause);
        this.reason = reason;
        this.account = account;
    }

    /// Of somebody whose account is disabled.
    public static SignOnFailure disabled(String account) {
        return new SignOnFailure(Reason.DISABLED, "%s is disabled".formatted(account), null, account);
    }

    /// The account that is theirs; empty if it is not known to be anybody's.
    public String account() {
        return account;
    }

    public Reason reason() {
        return reason;
    }
}
