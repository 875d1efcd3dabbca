package dev.cairn.db;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts as they are.
final class PlainContents implements Contents {
    static final PlainContents ONE = new PlainContents();

    private PlainContents() {}

    @Override
    public @Nullable String stored(@Nullable String text, Object... place) {
        return text != null && text.startsWith(MARK) ? MARK + AS_IS + text : text;
    }

    @Override
    public @Nullable String read(@Nullable String stored, Object... place) {
        if (stored == null || !stored.startsWith(MARK)) {
            return stored;
        }
        if (stored.startsWith(AS_IS, MARK.length())) {
            return stored.substring(MARK.length() + AS_IS.length());
        }
        throw new IllegalStateException("A text is encrypted, and this program has not asked for the keys.");
    }

    @Override
    public List<String> digests(String digest) {
        return List.of(digest);
    }

    @Override
    public boolean seals() {
        return false;
    }

    @Override
    public boolean mayBeSealed() {
        return false;
    }
}
