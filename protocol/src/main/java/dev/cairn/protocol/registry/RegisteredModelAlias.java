package dev.cairn.protocol.registry;

import java.util.regex.Pattern;

/// A name for one version of a model. The version is a number, sent as text.
public record RegisteredModelAlias(String alias, String version) {
    /// The alias that every model has without being given it: its highest version.
    public static final String LATEST = "latest";

    private static final Pattern NAME = Pattern.compile("[\\w\\-]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern OF_VERSION = Pattern.compile("[vV]\\d+", Pattern.UNICODE_CHARACTER_CLASS);

    /// Whether an alias has no characters but those that one may have (semantics, section 5).
    public static boolean isName(String alias) {
        return NAME.matcher(alias).matches();
    }

    /// Whether an alias means a version by itself, as `latest` and `v1` do, so that it cannot be given.
    public static boolean isReserved(String alias) {
        return alias.equalsIgnoreCase(LATEST) || OF_VERSION.matcher(alias).matches();
    }
}
