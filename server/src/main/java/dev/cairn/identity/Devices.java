package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.identity.ConfirmDevice;
import dev.cairn.protocol.identity.DeviceCode;
import dev.cairn.protocol.identity.GetDevice;
import dev.cairn.protocol.identity.GrantedToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/// Command lines that ask to be let in by somebody who is signed in to a browser (RFC 8628). Each waits for ten minutes
/// and gets one token, which ends after a month and is among that person's.
final class Devices {
    static final Duration TOKEN_LIFETIME = Duration.ofDays(30);

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration SWEEP_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_OF_AN_ADDRESS = 20;
    private static final int MOST = 10_000;
    private static final int MOST_CHARACTERS = 100;

    /// Without vowels, so that no code is a word, and without what looks like something else (RFC 8628, section 6.1).
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

    private static final int HALF = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Tokens tokens;
    private final Attempts attempts;
    private final InstantSource clock;

    Devices(Database database, Tokens tokens, Attempts attempts, InstantSource clock) {
        this.database = database;
        this.tokens = tokens;
        this.attempts = attempts;
        this.clock = clock;
    }

    /// Lets the server forget those that waited too long.
    void start(Background background) {
        background.every(
                SWEEP_PAUSE,
                "device-codes",
                () -> database.write(tx -> new DeviceStore(tx).deleteBefore(clock.millis())));
    }

    /// @param client what the command line calls itself
    /// @param server the address at which browsers reach this server
    DeviceCode begin(String client, String address, String server) {
        String secret = Secrets.fresh("");
        long now = clock.millis();
        String code = database.write(tx -> {
            DeviceStore store = new DeviceStore(tx);
            store.deleteBefore(now);
            if (store.countFrom(address) >= MOST_OF_AN_ADDRESS || store.count() >= MOST) {
                throw ApiException.tooMany("Too many command lines wait to be let in. Try again in a minute.", (int)
                        Duration.ofMinutes(1).toSeconds());
            }
            GetDevice.Response device =
                    new GetDevice.Response(newCode(), printable(client), address, now, now + PATIENCE.toMillis());
            if (!store.insert(Secrets.digest(secret), device)) {
                throw ApiException.busy("Two command lines drew the same code: try again.");
            }
            return device.userCode();
        });
        String page = server + "/#/device";
        return new DeviceCode(
                secret, code, page, page + "?code=" + code, (int) PATIENCE.toSeconds(), (int) PAUSE.toSeconds());
    }

    GetDevice.Response get(Caller caller, GetDevice request) {
        attempts.begin(guesser(caller), guesser(caller));
        GetDevice.Response found = database.read(
                        tx -> new DeviceStore(tx).find(code(request.userCode()), clock.millis()))
                .orElseThrow(Devices::noSuchCode);
        attempts.wasRight(guesser(caller), guesser(caller));
        return found;
    }

    Empty confirm(Caller caller, ConfirmDevice request) {
        attempts.begin(guesser(caller), guesser(caller));
        String code = code(request.userCode());
        database.write(tx -> {
            DeviceStore store = new DeviceStore(tx);
            long now = clock.millis();
            boolean isDone = request.allow()
                    ? store.allow(code, Permissions.userId(tx, caller.user()), now)
                    : store.refuse(code, now);
            if (!isDone) {
                throw noSuchCode();
            }
            return true;
        });
        attempts.wasRight(guesser(caller), guesser(caller));
        return Empty.EMPTY;
    }

    /// The token of a command line that was let in.
    ///
    /// @throws GrantRefused as long as nobody let it in, and for good if somebody refused it or it is too late
    GrantedToken redeem(String deviceCode) {
        String digest = Secrets.digest(deviceCode);
        return switch (database.write(tx -> redeem(tx, digest))) {
            case Answer.Granted(GrantedToken token) -> token;
            case Answer.Refused(GrantRefused refused) -> throw refused;
        };
    }

    /// What a command line hears. A refusal has something to keep, and so is not thrown where it is found.
    private sealed interface Answer {
        record Granted(GrantedToken token) implements Answer {}

        record Refused(GrantRefused refused) implements Answer {}

        static Answer refused(String code, String message) {
            return new Refused(new GrantRefused(code, message));
        }
    }

    private Answer redeem(Transaction tx, String digest) {
        DeviceStore store = new DeviceStore(tx);
        long now = clock.millis();
        DeviceStore.Waiting waiting = store.waiting(digest).orElse(null);
        if (waiting == null || waiting.expiresAt() <= now) {
            return Answer.refused("expired_token", "The code is wrong, used, or older than ten minutes: begin anew.");
        }
        if (waiting.isRefused()) {
            tx.untold(); // but as a refusal
            store.delete(digest);
            return Answer.refused("access_denied", "Somebody refused to let this command line in.");
        }
        if (waiting.user() != null) {
            store.delete(digest);
            Act.isAbout("user_id", Long.toString(waiting.user()));
            String token = tokens.issue(tx, waiting.user(), "cairn login, " + waiting.client(), TOKEN_LIFETIME);
            return new Answer.Granted(
                    new GrantedToken(token, GrantedToken.BEARER, TOKEN_LIFETIME.toSeconds(), "all-apis"));
        }
        tx.untold(); // it is asked for every few seconds
        store.pollAgain(digest, now + PAUSE.toMillis());
        return now < waiting.nextPoll()
                ? Answer.refused("slow_down", "Ask again in %d seconds, not before.".formatted(PAUSE.toSeconds()))
                : Answer.refused("authorization_pending", "Nobody let this command line in yet.");
    }

    /// For whom wrong codes are counted.
    private static String guesser(Caller caller) {
        return "device code by " + caller.user();
    }

    /// As it is stored, however a person typed it.
    private static String code(String typed) {
        String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[^" + LETTERS + "]", "");
        return letters.length() == 2 * HALF ? letters.substring(0, HALF) + "-" + letters.substring(HALF) : "";
    }

    private static String newCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 2 * HALF; i++) {
            code.append(i == HALF ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private static String printable(String client) {
        String bare = client.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
        return bare.substring(0, Math.min(MOST_CHARACTERS, bare.length()));
    }

    private static ApiException noSuchCode() {
        return ApiException.missing(
                "No command line waits with this code: it is wrong, used, or older than ten minutes.");
    }
}
