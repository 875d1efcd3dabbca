package dev.cairn.protocol.live;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to a registered model or a prompt within a moment: read it.
///
/// @param prompt       whether it holds texts
/// @param kinds        what was done to it, in the words of its activity; `COMMENT_CHANGED` and `COMMENT_DELETED` too
/// @param previousName the name that it had, if it has another since then
/// @param deleted      whether there is nothing of this name any more
public record ModelChange(
        String name,
        @Nullable Boolean prompt,
        List<String> kinds,
        @Nullable String previousName,
        @Nullable Boolean deleted) {
    public ModelChange {
        Require.text("name", name);
        kinds = Require.listOrEmpty(kinds);
    }
}
