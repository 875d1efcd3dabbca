package dev.cairn.access;

import java.util.Locale;

/// The kinds of who may have roles.
public enum PrincipalKind {
    /// A person with an account.
    USER,
    /// A program with an account. Its name is its application id.
    SERVICE_PRINCIPAL,
    /// Some of these, and of other groups.
    GROUP;

    /// What makes a name that of one alone, whatever the case of its letters. A group may be called as a person is.
    public String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return this == GROUP ? ":" + lower : lower;
    }
}
