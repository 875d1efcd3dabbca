package dev.cairn.identity;

import dev.cairn.access.Level;
import dev.cairn.access.Permission;
import dev.cairn.http.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a token lets its bearer do of what the account may.
enum TokenScope {
    /// All of it.
    ALL("all-apis"),
    /// To look.
    READ("read");

    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");

    private final String word;

    TokenScope(String word) {
        this.word = word;
    }

    /// As it is called on the wire and stored.
    String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(TokenScope::word).toList();
    }

    static Optional<TokenScope> find(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /// @param words null for all
    static TokenScope of(@Nullable List<String> words) {
        if (words == null || words.isEmpty()) {
            return ALL;
        }
        List<TokenScope> scopes = words.stream()
                .map(word -> find(word).orElseThrow(TokenScope::unknown))
                .toList();
        return scopes.contains(ALL) ? ALL : READ;
    }

    private static ApiException unknown() {
        return ApiException.invalid("`scopes` is one of %s.".formatted(String.join(", ", words())));
    }

    /// Whether a bearer may do what a route needs, as far as that is the token's to say.
    ///
    /// @param method of the request
    boolean allows(Permission permission, String method) {
        if (this == ALL) {
            return true;
        }
        return switch (permission) {
            case Permission.Open open -> true;
            case Permission.SignedIn signedIn -> LOOKS.contains(method);
            case Permission.Needs(Level level, var resource) -> level == Level.READ;
            case Permission.Both(Permission.Needs first, Permission.Needs second) ->
                first.level() == Level.READ && second.level() == Level.READ;
            case Permission.Creates creates -> false;
            case Permission.Filtered filtered -> true;
        };
    }
}
