package dev.cairn.protocol.identity;

import java.util.List;

/// `GET token/list`: the caller's own tokens, newest first.
public record ListTokens() {
    public record Response(List<TokenInfo> tokenInfos) {}
}
