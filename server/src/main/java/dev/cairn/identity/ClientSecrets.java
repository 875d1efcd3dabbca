package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.identity.ClientSecret;
import dev.cairn.protocol.identity.CreateClientSecret;
import dev.cairn.protocol.identity.DeleteClientSecret;
import dev.cairn.protocol.identity.GrantedToken;
import dev.cairn.protocol.identity.ListClientSecrets;
import dev.cairn.text.NewIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Secrets with which programs get themselves tokens that hold for an hour (RFC 6749, section 4.4): shown once, kept as
/// a digest, at most five a program. With a secret all tokens end that were got with it.
final class ClientSecrets {
    static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    /// By which a leaked one is found.
    private static final String PREFIX = "cairn_client_";

    private static final int MOST = 5;
    private static final Duration LIFETIME = Duration.ofDays(730);
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(\\.0{1,9})?s");
    private static final Duration SWEEP_PAUSE = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;

    ClientSecrets(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Lets the server forget the tokens that are over.
    void start(Background background) {
        background.every(
                SWEEP_PAUSE,
                "tokens-of-programs",
                () -> database.write(tx -> new TokenStore(tx).deleteOfProgramsBefore(clock.millis())));
    }

    CreateClientSecret.Response create(Caller caller, CreateClientSecret request) {
        Duration lifetime = lifetime(request.lifetime());
        String secret = Secrets.fresh(PREFIX);
        return database.write(tx -> {
            ClientSecretStore store = store(tx, request.servicePrincipalId());
            long now = clock.millis();
            store.lock(request.servicePrincipalId()); // so that two at once are not a sixth
            store.deleteBefore(request.servicePrincipalId(), now);
            if (store.list(request.servicePrincipalId()).size() >= MOST) {
                throw ApiException.invalidState(
                        "A service principal has at most %d secrets: delete one first.".formatted(MOST));
            }
            ClientSecretStore.Stored stored = new ClientSecretStore.Stored(
                    NewIds.of(""),
                    request.servicePrincipalId(),
                    Secrets.digest(secret),
                    now,
                    now + lifetime.toMillis());
            store.insert(stored);
            ClientSecret shown = shown(stored);
            return new CreateClientSecret.Response(
                    shown.id(),
                    secret,
                    shown.secretHash(),
                    shown.status(),
                    shown.createTime(),
                    shown.updateTime(),
                    shown.expireTime());
        });
    }

    ListClientSecrets.Response list(Caller caller, ListClientSecrets request) {
        List<ClientSecretStore.Stored> stored =
                database.read(tx -> store(tx, request.servicePrincipalId()).list(request.servicePrincipalId()));
        return new ListClientSecrets.Response(
                stored.stream().map(ClientSecrets::shown).toList());
    }

    Empty delete(Caller caller, DeleteClientSecret request) {
        return database.write(tx -> {
            if (!store(tx, request.servicePrincipalId()).delete(request.servicePrincipalId(), request.secretId())) {
                throw ApiException.missing(
                        "The service principal has no secret with id '%s'.".formatted(request.secretId()));
            }
            return Empty.EMPTY;
        });
    }

    /// A token of a program that shows its secret.
    ///
    /// @throws GrantRefused `invalid_client` if that does not hold
    GrantedToken grant(String clientId, String secret, TokenScope scope) {
        String token = Secrets.fresh(Tokens.PREFIX);
        if (Users.isApplicationId(clientId)) { // and not a secret that stands in its place
            Act.isAbout("client_id", clientId);
        }
        return database.write(tx -> {
            long now = clock.millis();
            ClientSecretStore.Stored found = new ClientSecretStore(tx)
                    .find(Secrets.digest(secret), Caller.key(clientId), now)
                    .orElseThrow(() -> new GrantRefused(
                            GrantRefused.INVALID_CLIENT,
                            "The client id or its secret is wrong, or they are over.",
                            account(tx, clientId)));
            new TokenStore(tx)
                    .insertOfProgram(
                            found.user(),
                            NewIds.of(""),
                            Secrets.digest(token),
                            scope,
                            now,
                            now + TOKEN_LIFETIME.toMillis(),
                            found.id());
            return new GrantedToken(token, GrantedToken.BEARER, TOKEN_LIFETIME.toSeconds(), scope.word());
        });
    }

    /// The name of the account that an id is of; empty if it is of none.
    private static String account(Transaction tx, String clientId) {
        return new UserStore(tx)
                .find(clientId)
                .filter(Account::isProgram)
                .map(account -> account.user().username())
                .orElse("");
    }

    private static ClientSecretStore store(Transaction tx, long program) {
        ClientSecretStore store = new ClientSecretStore(tx);
        if (!store.isProgram(program)) {
            throw ApiException.missing("There is no service principal with id %d.".formatted(program));
        }
        return store;
    }

    private static ClientSecret shown(ClientSecretStore.Stored stored) {
        String created = Instant.ofEpochMilli(stored.createdAt()).toString();
        String hash = Secrets.digest(stored.digest()); // of the digest, so that not even that is shown
        return new ClientSecret(
                stored.id(),
                hash,
                "ACTIVE",
                created,
                created,
                Instant.ofEpochMilli(stored.expiresAt()).toString());
    }

    private static Duration lifetime(@Nullable String text) {
        if (text == null) {
            return LIFETIME;
        }
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            Duration lifetime = Duration.ofSeconds(Long.parseLong(seconds.group(1)));
            if (lifetime.isPositive() && lifetime.compareTo(LIFETIME) <= 0) {
                return lifetime;
            }
        }
        throw ApiException.invalid("`lifetime` is a number of seconds such as 3600s, at most %ds; got '%s'."
                .formatted(LIFETIME.toSeconds(), text));
    }
}
