package dev.cairn.protocol.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET token-management/tokens`: the tokens of everybody or of one account, newest first, at most 10,000.
public record ListManagedTokens(@Nullable String createdByUsername) {
    public record Response(List<ManagedToken> tokenInfos) {}
}
