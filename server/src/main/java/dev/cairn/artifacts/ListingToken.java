package dev.cairn.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.ApiException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The token of a listing's next page: what the store continues from, in base64.
public final class ListingToken {
    private static final int MAX_LENGTH = 8_192;

    /// Begins what a token is made of, so that what is made up is told from it.
    private static final String MARK = "after:";

    private ListingToken() {}

    static String of(String next) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + next).getBytes(UTF_8));
    }

    /// What the store continues from; empty without a token.
    static String decoded(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return "";
        }
        try {
            if (token.length() <= MAX_LENGTH) {
                String next = new String(Base64.getUrlDecoder().decode(token), UTF_8);
                if (next.startsWith(MARK) && token.equals(of(next.substring(MARK.length())))) {
                    return next.substring(MARK.length());
                }
            }
        } catch (IllegalArgumentException isNoBase64) {
            // and is refused as any other that is made up
        }
        throw invalid();
    }

    /// The refusal of what no page told.
    public static ApiException invalid() {
        return ApiException.invalid("Invalid page token: send the next_page_token of the page before.");
    }
}
