package dev.cairn.scim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where something is to change (RFC 7644, figure 7): `displayName`, `name.givenName`, `members[value eq "5"]`,
/// `emails[type eq "work"].value`.
///
/// @param filter which elements of the list are meant; null for all
/// @param of     an attribute of these; null for the elements themselves
record AttributePath(
        List<String> names,
        @Nullable Filter filter,
        @Nullable String of) {
    private static final String EXTENSIONS = "urn:";
    /// The last words of schemas, which are no attributes.
    private static final List<String> TITLES =
            Arrays.stream(ResourceType.values()).map(ResourceType::title).toList();

    static AttributePath parse(String text) {
        int open = text.indexOf('[');
        if (open < 0) {
            return new AttributePath(names(text), null, null);
        }
        int close = text.lastIndexOf(']');
        String rest = close < 0 ? "" : text.substring(close + 1);
        if (close < open || !(rest.isEmpty() || rest.matches("\\.[A-Za-z$][A-Za-z0-9_$-]*"))) {
            throw Malformed.path("Cannot read the path '%s'.".formatted(text));
        }
        return new AttributePath(
                names(text.substring(0, open)),
                FilterParser.parse(text.substring(open + 1, close)),
                rest.isEmpty() ? null : rest.substring(1));
    }

    /// The chain of names of an attribute, of which the first is an extension's schema where it is one's.
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        String rest = text;
        if (text.toLowerCase(Locale.ROOT).startsWith(EXTENSIONS)) {
            int colon = text.lastIndexOf(':');
            if (TITLES.contains(text.substring(colon + 1))) {
                return List.of(text);
            }
            String schema = text.substring(0, colon);
            if (!schema.regionMatches(true, 0, Urns.CORE, 0, Urns.CORE.length())) {
                names.add(schema);
            }
            rest = text.substring(colon + 1);
        }
        for (String name : rest.split("\\.", -1)) {
            if (!name.matches("[A-Za-z$][A-Za-z0-9_$-]*")) {
                throw Malformed.path("'%s' is no attribute.".formatted(text));
            }
            names.add(name);
        }
        return names;
    }

    /// The value that the filter asks an attribute of elements to have, if it asks for one alone.
    Optional<Filter.Compare> asked() {
        return filter instanceof Filter.Compare compare
                        && compare.operator() == Filter.Operator.EQ
                        && compare.names().size() == 1
                ? Optional.of(compare)
                : Optional.empty();
    }
}
