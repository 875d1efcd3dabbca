package dev.cairn.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.cairn.config.SignOnConfig;
import dev.cairn.db.Database;
import dev.cairn.permissions.Permissions;
import java.time.InstantSource;

/// Passwords whose hashes are as those of a server, but made in no time: for tests of something else than how hard they
/// are to guess. No server can be told to make them so.
public final class QuickPasswords {
    private static final Argon2Function QUICK = Argon2Function.getInstance(64, 1, 1, 32, Argon2.ID);

    private static final String NOBODYS =
            Password.hash(Secrets.fresh("")).addRandomSalt(16).with(QUICK).getResult();

    private QuickPasswords() {}

    static Passwords passwords() {
        return new Passwords(QUICK, NOBODYS);
    }

    public static Identity identity(
            Database database, Permissions permissions, SignOnConfig settings, InstantSource clock) {
        return new Identity(database, permissions, settings, clock, passwords());
    }

    /// The same, for which it stays the time at which it is made.
    public static Identity identityOutOfTime(
            Database database, Permissions permissions, SignOnConfig settings, InstantSource clock) {
        return identity(database, permissions, settings, InstantSource.fixed(clock.instant()));
    }
}
