package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.identity.CreateUser;
import dev.cairn.protocol.identity.DeleteUser;
import dev.cairn.protocol.identity.GetCurrentUser;
import dev.cairn.protocol.identity.GetUser;
import dev.cairn.protocol.identity.ListUsers;
import dev.cairn.protocol.identity.UpdateUserAdmin;
import dev.cairn.protocol.identity.UpdateUserPassword;
import dev.cairn.protocol.identity.User;
import dev.cairn.protocol.permissions.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of accounts, in MLflow's words where its clients read them. There is an administrator as soon as there is
/// anybody, and no way to be without one again.
final class Users {
    static final int MAX_NAME = 250;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+@-]+");

    private static final Pattern APPLICATION_ID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
    /// In place of an address, for attempts by who is signed in.
    private static final String OWN_PAGE = "";

    private final Database database;
    private final Passwords passwords;
    private final Attempts attempts;
    private final InstantSource clock;

    Users(Database database, Passwords passwords, Attempts attempts, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.attempts = attempts;
        this.clock = clock;
    }

    CreateUser.Response create(Caller caller, CreateUser request) {
        return new CreateUser.Response(
                add(request.username(), request.password(), false).user());
    }

    Account add(String username, String password, boolean isAdmin) {
        String hash = hash(username, password);
        return database.write(tx -> insert(tx, PrincipalKind.USER, username, hash, isAdmin));
    }

    /// The first administrator, or a refusal if there is one.
    Account addFirst(String username, String password) {
        String hash = hash(username, password);
        return database.write(tx -> {
            tx.alone("users");
            if (new UserStore(tx).hasAdmin()) {
                throw ApiException.invalidState(
                        "This server has an administrator: sign in, or ask them for an account.");
            }
            return insert(tx, PrincipalKind.USER, username, hash, true);
        });
    }

    /// A program with an account, which has no password.
    ///
    /// @param applicationId by which it signs in, and is known wherever a name stands
    User addServicePrincipal(String displayName, String applicationId) {
        Description said = new Description(applicationId, true, displayName, null, null);
        return database.write(tx -> {
            create(tx, PrincipalKind.SERVICE_PRINCIPAL, said, Passwords.NOBODYS);
            return account(tx, applicationId).user();
        });
    }

    /// Adds an account, and returns its id.
    long create(Transaction tx, PrincipalKind kind, Description said, String passwordHash) {
        check(kind, said);
        long id = insert(tx, kind, said.username(), passwordHash, false).user().id();
        new ProfileStore(tx).describe(id, kind, said);
        new UserStore(tx).setActive(id, said.isActive());
        return id;
    }

    void change(Transaction tx, Profile before, Description said) {
        Act.isAbout("username", before.said().username());
        check(before.kind(), said);
        if (said.isActive() != before.said().isActive()) {
            setActive(tx, before.said().username(), said.isActive());
        }
        try {
            new ProfileStore(tx).describe(before.user().id(), before.kind(), said);
        } catch (DatabaseException refused) {
            throw refused.isConstraint() ? taken(said.username()) : refused;
        }
    }

    private static ApiException taken(String username) {
        return ApiException.alreadyExists("User (username=%s) already exists.".formatted(username));
    }

    private static void check(PrincipalKind kind, Description said) {
        if (kind == PrincipalKind.SERVICE_PRINCIPAL) {
            checkApplicationId(said.username());
            checkDisplayName(said.displayName());
        } else {
            checkName(said.username());
        }
        for (String text : new String[] {said.displayName(), said.externalId()}) {
            if (text != null && text.length() > MAX_NAME) {
                throw ApiException.invalid(
                        "A displayName and an externalId have at most %d characters.".formatted(MAX_NAME));
            }
        }
    }

    String hash(String username, String password) {
        checkName(username);
        Passwords.check(username, password);
        return passwords.hash(password);
    }

    private Account insert(Transaction tx, PrincipalKind kind, String username, String hash, boolean isAdmin) {
        UserStore store = new UserStore(tx);
        if (!store.insert(kind, username, hash, isAdmin, clock.millis())) {
            throw taken(username);
        }
        Permissions.welcome(tx, Permissions.userId(tx, username));
        Act.isAbout("username", username);
        return account(tx, username);
    }

    /// The account of somebody for whom another vouches.
    Account addWithoutPassword(Transaction tx, String username) {
        checkName(username);
        return insert(tx, PrincipalKind.USER, username, Passwords.NOBODYS, false);
    }

    /// Makes somebody an administrator or no longer, unless there were none any more.
    void setAdminIfPossible(Transaction tx, User user, boolean isAdmin) {
        UserStore store = new UserStore(tx);
        boolean isTheLast = user.isAdmin() && store.lockedAdmins().size() == 1;
        if (isAdmin || !isTheLast) {
            store.setAdmin(user.id(), isAdmin);
        }
    }

    GetUser.Response get(Caller caller, GetUser request) {
        requireSelfOrAdmin(caller, request.username());
        return new GetUser.Response(
                database.read(tx -> account(tx, request.username())).user());
    }

    GetCurrentUser.Response current(Caller caller, GetCurrentUser request) {
        Account account = database.read(tx -> account(tx, caller.user()));
        return new GetCurrentUser.Response(account.user(), account.hasPassword());
    }

    ListUsers.Response list(Caller caller, ListUsers request) {
        return new ListUsers.Response(database.read(tx -> {
            List<User> users = new UserStore(tx).list();
            Map<Long, List<Role>> roles =
                    Permissions.roles(tx, users.stream().mapToLong(User::id).toArray());
            return users.stream()
                    .map(user -> new ListUsers.Listed(
                            user.id(), user.username(), user.isAdmin(), roles.getOrDefault(user.id(), List.of())))
                    .toList();
        }));
    }

    List<Profile> all(PrincipalKind kind) {
        return database.read(tx -> new ProfileStore(tx).all(kind));
    }

    Empty setPassword(Caller caller, UpdateUserPassword request) {
        requireSelfOrAdmin(caller, request.username());
        if (caller.is(request.username())) {
            checkCurrent(request);
        }
        resetPassword(request.username(), request.password());
        return Empty.EMPTY;
    }

    /// Another password, on the word of somebody who may say so. Browsers must sign in again.
    void resetPassword(String username, String password) {
        Passwords.check(username, password);
        String hash = passwords.hash(password);
        database.write(tx -> {
            Account account = locked(tx, username);
            if (account.isProgram()) {
                throw ApiException.invalid("A service principal has no password: make a token for it.");
            }
            setPasswordHash(tx, account.user().id(), hash);
            return true;
        });
    }

    void setPasswordHash(Transaction tx, long id, String hash) {
        new UserStore(tx).setPassword(id, hash);
        new BrowserSessionStore(tx).deleteAll(id);
    }

    /// So that a browser that was left alone takes nobody's account over.
    private void checkCurrent(UpdateUserPassword request) {
        String current = request.currentPassword();
        if (current == null || current.isEmpty()) {
            throw ApiException.invalid("Current password is required when changing your own password.");
        }
        Account account = database.read(tx -> account(tx, request.username()));
        if (!account.hasPassword()) {
            throw ApiException.invalid("Your account has no password: an administrator may give it one.");
        }
        attempts.begin(request.username(), OWN_PAGE);
        if (!passwords.fits(current, account.passwordHash())) {
            throw ApiException.invalid("Current password does not match.");
        }
        attempts.wasRight(request.username(), OWN_PAGE);
        if (current.equals(request.password())) {
            throw ApiException.invalid("New password must differ from the current password.");
        }
    }

    Empty setAdmin(Caller caller, UpdateUserAdmin request) {
        return database.write(tx -> {
            UserStore store = new UserStore(tx);
            if (!request.isAdmin()) {
                requireAnotherAdmin(store, request.username());
            }
            store.setAdmin(locked(tx, request.username()).user().id(), request.isAdmin());
            return Empty.EMPTY;
        });
    }

    /// Lets somebody sign in, or no longer, in whatever way. Tokens work again once they may; browsers are signed out.
    void setActive(String username, boolean isActive) {
        database.write(tx -> {
            setActive(tx, username, isActive);
            return true;
        });
    }

    private static void setActive(Transaction tx, String username, boolean isActive) {
        Act.isAbout("username", username);
        Act.isAbout("is_active", Boolean.toString(isActive));
        UserStore store = new UserStore(tx);
        if (!isActive) {
            requireAnotherAdmin(store, username);
        }
        long id = locked(tx, username).user().id();
        store.setActive(id, isActive);
        if (!isActive) {
            new BrowserSessionStore(tx).deleteAll(id);
        }
    }

    Empty delete(Caller caller, DeleteUser request) {
        return database.write(tx -> {
            delete(tx, caller, request.username());
            return Empty.EMPTY;
        });
    }

    void delete(Transaction tx, Caller caller, String username) {
        Act.isAbout("username", username);
        if (caller.is(username)) {
            throw ApiException.badRequest(
                    "Users cannot delete their own account. Ask another admin to delete this user instead.");
        }
        UserStore store = new UserStore(tx);
        requireAnotherAdmin(store, username);
        long id = locked(tx, username).user().id();
        Permissions.forgetUser(tx, id);
        store.delete(id);
    }

    private static void requireAnotherAdmin(UserStore store, String username) {
        List<User> admins = store.lockedAdmins();
        if (admins.size() == 1 && Caller.key(admins.getFirst().username()).equals(Caller.key(username))) {
            throw ApiException.invalidState(
                    "%s is the only administrator: make somebody else one first.".formatted(username));
        }
    }

    private static void requireSelfOrAdmin(Caller caller, String username) {
        if (!caller.isAdmin() && !caller.is(username)) {
            throw ApiException.denied("Only administrators see and change the accounts of others.");
        }
    }

    private static Account account(Transaction tx, String username) {
        return new UserStore(tx).find(username).orElseThrow(() -> Refusals.noSuchUser(username));
    }

    private static Account locked(Transaction tx, String username) {
        return new UserStore(tx).locked(username).orElseThrow(() -> Refusals.noSuchUser(username));
    }

    private static void checkDisplayName(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw ApiException.invalid("A service principal has a name.");
        }
    }

    static boolean isApplicationId(String id) {
        return APPLICATION_ID.matcher(id).matches();
    }

    private static void checkApplicationId(String id) {
        if (!isApplicationId(id)) {
            throw ApiException.invalid("An application id is a UUID, such as 0a1b2c3d-0000-4000-8000-0123456789ab.");
        }
    }

    /// A name that goes through Basic authentication and a command line, and looks like no other. The owner of a server
    /// without accounts has one of his own.
    private static void checkName(String username) {
        if (username.length() > MAX_NAME) {
            throw ApiException.invalid("A user's name has at most %d characters.".formatted(MAX_NAME));
        }
        if (!NAME.matcher(username).matches()) {
            throw ApiException.invalid(
                    "A user's name is made of the letters A to Z, digits and the signs . _ - + @, without spaces.");
        }
        if (Caller.LOCAL_OWNER.is(username)) {
            throw ApiException.invalid("'%s' is whoever uses a server without accounts.".formatted(username));
        }
    }
}
