package dev.cairn.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.ApiException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The token of the next page: base64 of `{"offset": N}`, N rows to skip, as the reference writes it.
public final class PageToken {
    private static final int MAX_LENGTH = 128;
    private static final Pattern OFFSET = Pattern.compile("\\s*\\{\\s*\"offset\"\\s*:\\s*([1-9]\\d{0,17})\\s*\\}\\s*");

    private PageToken() {}

    public static String of(long offset) {
        return Base64.getEncoder()
                .encodeToString("{\"offset\": %d}".formatted(offset).getBytes(UTF_8));
    }

    /// The rows to skip, none without a token. Whatever [#of] does not write for an offset from 1 is a 400.
    public static long offset(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return 0;
        }
        String decoded = decoded(token);
        Matcher matcher = OFFSET.matcher(decoded);
        if (!matcher.matches()) {
            throw ApiException.invalid("Invalid page token, decoded value is not {\"offset\": <positive integer>}");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String decoded(String token) {
        if (token.length() > MAX_LENGTH || token.length() % 4 != 0) {
            throw undecodable();
        }
        try {
            return new String(Base64.getDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw undecodable();
        }
    }

    /// The refusal of a token that no search gave.
    public static ApiException undecodable() {
        return ApiException.invalid("Invalid page token, could not base64-decode");
    }
}
