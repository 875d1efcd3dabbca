package dev.cairn.browsers;

import java.nio.charset.StandardCharsets;

/// The path of a page, which stands behind the `#` of this server's own address. What somebody else
/// wrote as one leads to no other place.
public final class PagePath {
    private static final int LONGEST = 2_000;
    private static final String BARE = "-._~!$&'()*+,;=:@/?%";

    private PagePath() {}

    /// The path, or home if it is none.
    public static String checked(String path) {
        boolean isOne =
                path.startsWith("/") && path.length() <= LONGEST && path.chars().allMatch(c -> c >= ' ');
        return isOne ? path : "/";
    }

    /// As it stands in an address.
    public static String escaped(String path) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : checked(path).getBytes(StandardCharsets.UTF_8)) {
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
