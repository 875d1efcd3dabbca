package dev.cairn.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.cairn.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Passwords and their hashes (Argon2id with OWASP's parameters of 2024: 19 MiB, two passes). Clients
/// of MLflow send the password with each request, so that a pair of password and hash that fitted is
/// remembered for some minutes. Safe for use by any number of threads.
final class Passwords {
    /// MLflow's own floor.
    static final int MIN_LENGTH = 12;

    static final int MAX_LENGTH = 1_000;
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;
    private static final int REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MAC = "HmacSHA256";

    /// Of 256 random bits that nobody kept: no password fits, and that takes as long as with any hash.
    /// Who has no password has this one.
    static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$cdReW121E5KesfaNR0+jSA$A/EbkKEPqOU841wUCIbhohemtzqgKZfR/KFIR1iwk3o";

    private final Argon2Function function;
    private final String nobodys;
    private final Cache<String, Boolean> fitted = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    /// Of this process alone, so that what is remembered is of no use outside it.
    private final SecretKeySpec key = new SecretKeySpec(Secrets.fresh("").getBytes(StandardCharsets.UTF_8), MAC);

    /// As many at once as there are processors, each of which holds its memory for some hundredths of a second.
    private final Semaphore hashing = new Semaphore(Runtime.getRuntime().availableProcessors());

    Passwords() {
        this(ARGON2, NOBODYS);
    }

    /// @param function by which new passwords are hashed
    /// @param nobodys  a hash by the same one, which no password fits
    Passwords(Argon2Function function, String nobodys) {
        this.function = function;
        this.nobodys = nobodys;
    }

    /// @throws ApiException if a password is too weak to be anybody's
    static void check(String username, String password) {
        if (password.length() < MIN_LENGTH) {
            throw ApiException.invalid("A password needs at least %d characters.".formatted(MIN_LENGTH));
        }
        if (password.length() > MAX_LENGTH) {
            throw ApiException.invalid("A password has at most %d characters.".formatted(MAX_LENGTH));
        }
        if (password.startsWith(Tokens.PREFIX)) {
            throw ApiException.invalid(
                    "A password must not begin with %s, by which tokens are known.".formatted(Tokens.PREFIX));
        }
        if (password.equalsIgnoreCase(username)) {
            throw ApiException.invalid("The password must not be the user's name.");
        }
    }

    String hash(String password) {
        return slowly(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult());
    }

    /// Whether a password fitted a hash a short time ago.
    boolean fittedBefore(String password, String hash) {
        return fitted.getIfPresent(pair(password, hash)) != null;
    }

    boolean fits(String password, String hash) {
        boolean fits = slowly(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
        if (fits) {
            fitted.put(pair(password, hash), true);
        }
        return fits;
    }

    /// Takes as long as a look at somebody's password does, so that nobody learns who has an account.
    void compareWithNobodys(String password) {
        if (fits(password, nobodys)) {
            throw new IllegalStateException("a random password was guessed");
        }
    }

    private <T> T slowly(java.util.function.Supplier<T> work) {
        try {
            if (!hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ApiException.busy("Too many people sign in just now. Try again in a moment.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is about to stop.");
        }
        try {
            return work.get();
        } finally {
            hashing.release();
        }
    }

    private String pair(String password, String hash) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(hash.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
