package dev.cairn.text;

import dev.cairn.http.ApiException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ids of what clients create. One that works without a connection chooses them itself; for the others the server
/// does.
public final class ChosenIds {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

    /// What ids of other servers look like; they become folders of artifacts.
    private static final Pattern OF_OTHERS = Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,255}");

    /// Folders of an experiment that hold those of many.
    private static final Set<String> FOLDERS = Set.of("models", "traces");

    private ChosenIds() {}

    /// The id that a client chose, or a new one: a prefix and 32 hexadecimal digits.
    public static String of(String field, String prefix, @Nullable String chosen) {
        if (chosen == null) {
            return NewIds.of(prefix);
        }
        if (!chosen.startsWith(prefix)
                || !DIGITS.matcher(chosen.substring(prefix.length())).matches()) {
            String form = prefix.isEmpty() ? "" : "'" + prefix + "' and ";
            throw ApiException.invalidValue(
                    field, chosen, "an id is %s32 hexadecimal digits in lower case.".formatted(form));
        }
        return chosen;
    }

    /// An id that another server gave, and that is kept.
    ///
    /// @param kind what it is the id of
    public static String ofOther(String kind, String id) {
        if (!OF_OTHERS.matcher(id).matches() || FOLDERS.contains(id)) {
            throw ApiException.invalid("Invalid %s id: '%s'.".formatted(kind, id));
        }
        return id;
    }
}
