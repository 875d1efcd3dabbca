package dev.cairn.browsers;

import java.nio.charset.StandardCharsets;

/// Where in the pages somebody is: what stands behind the path of this server's own address. What somebody
/// else wrote as one leads to no other place, since it begins with `?` or `#`.
///
/// @param query  before the `#`, with its `?`, such as `?workspace=team`; empty if there is none
/// @param screen the path behind the `#`, such as `/experiments/1?q=loss`
public record PageAddress(String query, String screen) {
    public static final PageAddress HOME = new PageAddress("", "/");

    /// So that a cookie has room for it.
    private static final int LONGEST = 2_000;

    private static final String BARE = "-._~!$&'()*+,;=:@/?%";

    /// Of a text such as `?workspace=team#/experiments/1`, or of a screen alone. A screen that is too long is shown
    /// without what it was asked for, and home in place of what is none.
    public static PageAddress of(String text) {
        if (text.chars().anyMatch(c -> c < ' ')) {
            return HOME;
        }
        int hash = text.indexOf('#');
        if (text.startsWith("/") || hash < 0) {
            return new PageAddress("", screen(text, LONGEST));
        }
        String query = text.substring(0, hash);
        boolean isKept = query.startsWith("?") && query.length() <= LONGEST;
        String kept = isKept ? query : "";
        return new PageAddress(kept, screen(text.substring(hash + 1), LONGEST - kept.length()));
    }

    private static String screen(String text, int room) {
        String bare = text.length() <= room ? text : text.replaceFirst("\\?.*", "");
        return bare.startsWith("/") && bare.length() <= room ? bare : HOME.screen;
    }

    /// The same place, with another screen.
    public PageAddress at(String other) {
        return new PageAddress(query, other);
    }

    /// As [#of] reads it.
    public String text() {
        return query + "#" + screen;
    }

    /// As it stands in an address.
    public String escaped() {
        return escaped(query) + "#" + escaped(screen);
    }

    private static String escaped(String part) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : part.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || BARE.indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append("%%%02X".formatted((int) c));
            }
        }
        return escaped.toString();
    }
}
