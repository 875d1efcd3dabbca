package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.identity.CreateToken;
import dev.cairn.protocol.identity.DeleteToken;
import dev.cairn.protocol.identity.ListTokens;
import dev.cairn.protocol.identity.TokenInfo;
import dev.cairn.text.NewIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of access tokens: shown once, kept as a digest, over at once when they are revoked.
final class Tokens {
    /// By which a leaked one is found, and one that is sent as a password is known.
    static final String PREFIX = "cairn_";

    private static final int MAX_COMMENT = 500;
    private static final int MAX_TOKENS = 1_000;

    private final Database database;
    private final InstantSource clock;

    Tokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    CreateToken.Response create(Caller caller, CreateToken request) {
        return database.write(tx -> make(tx, caller.user(), request));
    }

    /// A token in the name of an account, as it is asked for.
    CreateToken.Response make(Transaction tx, String username, CreateToken request) {
        String secret = Secrets.fresh(PREFIX);
        long user = Permissions.userId(tx, username);
        TokenStore store = new TokenStore(tx);
        requireRoom(store, user);
        long now = clock.millis();
        TokenInfo token = new TokenInfo(
                NewIds.of(""),
                now,
                expiry(now, request.lifetimeSeconds()),
                comment(request.comment()),
                List.of(TokenScope.of(request.scopes()).word()));
        store.insert(user, token, Secrets.digest(secret));
        Act.isAbout("username", username);
        Act.isAbout("token_id", token.tokenId());
        return new CreateToken.Response(secret, token);
    }

    /// A token of somebody who let a program have one, beside what else happens at the time.
    String issue(Transaction tx, long user, String comment, Duration lifetime) {
        String secret = Secrets.fresh(PREFIX);
        long now = clock.millis();
        TokenStore store = new TokenStore(tx);
        requireRoom(store, user);
        store.insert(
                user,
                new TokenInfo(NewIds.of(""), now, now + lifetime.toMillis(), comment, List.of(TokenScope.ALL.word())),
                Secrets.digest(secret));
        return secret;
    }

    private static void requireRoom(TokenStore store, long user) {
        if (store.count(user) >= MAX_TOKENS) {
            throw ApiException.invalidState(
                    "This account has %d tokens, which is as many as one may have: revoke some.".formatted(MAX_TOKENS));
        }
    }

    ListTokens.Response list(Caller caller, ListTokens request) {
        return new ListTokens.Response(
                database.read(tx -> new TokenStore(tx).list(Permissions.userId(tx, caller.user()))));
    }

    Empty delete(Caller caller, DeleteToken request) {
        return database.write(tx -> {
            if (!new TokenStore(tx).delete(Permissions.userId(tx, caller.user()), request.tokenId())) {
                throw ApiException.missing("%s has no token with id '%s'.".formatted(caller.user(), request.tokenId()));
            }
            return Empty.EMPTY;
        });
    }

    private static long expiry(long now, @Nullable Long lifetimeSeconds) {
        if (lifetimeSeconds == null || lifetimeSeconds == TokenStore.NEVER) {
            return TokenStore.NEVER;
        }
        long longest = Duration.ofDays(3650).toSeconds();
        if (lifetimeSeconds < 1 || lifetimeSeconds > longest) {
            throw ApiException.invalid(
                    "`lifetime_seconds` must be from 1 to %d; got %d. Leave it out for a token without an end."
                            .formatted(longest, lifetimeSeconds));
        }
        return now + Duration.ofSeconds(lifetimeSeconds).toMillis();
    }

    private static String comment(@Nullable String comment) {
        if (comment == null) {
            return "";
        }
        if (comment.length() > MAX_COMMENT) {
            throw ApiException.invalid("`comment` has at most %d characters.".formatted(MAX_COMMENT));
        }
        return comment;
    }
}
