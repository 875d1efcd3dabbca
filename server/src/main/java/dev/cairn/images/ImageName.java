package dev.cairn.images;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of a file says that a client logged with `log_image(key=…, step=…)`:
/// `key+step+STEP+timestamp+MILLIS+UUID.png`, and for its smaller copy the same with `+compressed.webp` at the end.
/// Older clients write `%` for `+`; in the key `~` stands for a slash, with them `#`.
///
/// @param stem      what an image and its smaller copy have in common
/// @param timestamp in milliseconds
record ImageName(String stem, String key, long step, long timestamp, boolean isPreview) {
    /// Raster images alone, which run nothing wherever they are shown.
    private static final Pattern FORM = Pattern.compile(
            "(?<stem>(?<key>[^+%]+)(?<mark>[+%])step\\k<mark>(?<step>-?\\d{1,18})\\k<mark>timestamp\\k<mark>"
                    + "(?<time>\\d{1,18})\\k<mark>[^+%.]+)(?<small>\\k<mark>compressed)?\\.(?:png|jpe?g|webp|gif)");

    /// Empty for a file that somebody else put there.
    static Optional<ImageName> parse(String name) {
        Matcher found = FORM.matcher(name);
        if (!found.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ImageName(
                found.group("stem"),
                found.group("key").replace('~', '/').replace('#', '/'),
                Long.parseLong(found.group("step")),
                Long.parseLong(found.group("time")),
                found.group("small") != null));
    }
}
