package dev.cairn.config;

import java.util.Locale;

/// Whether callers sign in.
public enum Accounts {
    /// Where others can reach the server, and once there is an administrator.
    AUTO,
    ON,
    /// Whoever reaches the server is its owner.
    OFF;

    /// @throws IllegalArgumentException with a sentence for the user
    static Accounts parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> AUTO;
            case "on" -> ON;
            case "off" -> OFF;
            default ->
                throw new IllegalArgumentException("--accounts must be auto, on or off; got '%s'.".formatted(text));
        };
    }
}
