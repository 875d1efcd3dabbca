package dev.cairn.approvals;

import dev.cairn.http.ApiException;
import org.jspecify.annotations.Nullable;

/// Whole numbers that come as texts.
final class Numbers {
    private Numbers() {}

    static long of(String field, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiException.invalid("`%s` must be a number, got '%s'.".formatted(field, text));
        }
        return Long.parseLong(text);
    }

    /// The row before which the next page begins: its token is the last row of the page before.
    static long before(@Nullable String pageToken) {
        return pageToken == null || pageToken.isEmpty() ? Long.MAX_VALUE : of("page_token", pageToken);
    }
}
