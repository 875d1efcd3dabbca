package dev.cairn.identity;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.TestCaller;
import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.PrincipalKind;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.identity.CreateToken;
import dev.cairn.protocol.identity.CreateUser;
import dev.cairn.protocol.identity.DeleteToken;
import dev.cairn.protocol.identity.DeleteUser;
import dev.cairn.protocol.identity.GetCurrentUser;
import dev.cairn.protocol.identity.GetUser;
import dev.cairn.protocol.identity.ListTokens;
import dev.cairn.protocol.identity.ListUsers;
import dev.cairn.protocol.identity.UpdateUserAdmin;
import dev.cairn.protocol.identity.UpdateUserPassword;
import dev.cairn.protocol.identity.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts and tokens, on a database of their own: they are of the whole server.
@OnEachDatabase
class UsersTest {
    private static final Caller ADMIN = new Caller("root", true, Workspace.DEFAULT, Rights.ALL, Permission.signedIn());
    private static final Caller ANN = TestCaller.of("Ann", Workspace.DEFAULT);
    private static final String PASSWORD = "correct horse battery";

    private final TestDatabase kind;
    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final Passwords passwords = QuickPasswords.passwords();
    private Database database;
    private Users users;
    private Tokens tokens;

    @SuppressWarnings("NullAway.Init") // opened before each test
    UsersTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.fresh();
        users = new Users(database, passwords, new Attempts(clock), clock);
        tokens = new Tokens(database, clock);
        users.addFirst("root", PASSWORD);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAccountIsFoundWhateverTheCaseOfItsName() {
        User made = create("Ann");

        assertThat(made.isAdmin()).isFalse();
        assertThat(users.get(ADMIN, new GetUser("ann")).user()).isEqualTo(made);
        assertThat(users.current(ANN, new GetCurrentUser()).user()).isEqualTo(made);
        assertThat(users.list(ADMIN, new ListUsers()).users())
                .extracting(ListUsers.Listed::username)
                .containsExactly("Ann", "root");
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        create("Ann");

        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> create("aNN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:b", "a\nb", "<script>", "a/b", "\u202eann", "\u0430nn", "adm\u0131n", "local"})
    void aNameThatNoHeaderCanCarryIsRefused(String name) {
        assertInvalid(() -> create(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "elevenchars", "cairn_looks_like_a_token"})
    void aWeakPasswordIsRefused(String password) {
        assertInvalid(() -> users.create(ADMIN, new CreateUser("ann", password)));
    }

    @Test
    void aPasswordIsNotTheName() {
        assertInvalid(() -> users.create(ADMIN, new CreateUser("ann.of.somewhere", "Ann.Of.Somewhere")));
    }

    @Test
    void passwordsAreHashedAsHardAsOwaspAsks() {
        assertThat(new Passwords().hash(PASSWORD)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void oneChangesOnesOwnPasswordKnowingTheOldOne() {
        create("Ann");

        assertInvalid(() -> users.setPassword(ANN, password("Ann", "another password", null)));
        assertInvalid(() -> users.setPassword(ANN, password("Ann", "another password", "not the old one")));
        assertInvalid(() -> users.setPassword(ANN, password("Ann", PASSWORD, PASSWORD)));
        users.setPassword(ANN, password("Ann", "another password", PASSWORD));

        assertThat(fits("Ann", "another password")).isTrue();
        assertThat(fits("Ann", PASSWORD)).isFalse();
    }

    @Test
    void whoLeftABrowserOpenDoesNotHaveThePasswordGuessed() {
        create("Ann");
        for (int i = 0; i < 6; i++) {
            String guess = "guess number " + i;
            assertInvalid(() -> users.setPassword(ANN, password("Ann", "another password", guess)));
        }

        assertRefused(
                ErrorCode.REQUEST_LIMIT_EXCEEDED,
                () -> users.setPassword(ANN, password("Ann", "another password", PASSWORD)));
        now.addAndGet(Duration.ofSeconds(2).toMillis());
        users.setPassword(ANN, password("Ann", "another password", PASSWORD));
    }

    @Test
    void othersAccountsAreNobodysBusiness() {
        create("Ann");
        create("bob");

        assertRefused(ErrorCode.PERMISSION_DENIED, () -> users.get(ANN, new GetUser("bob")));
        assertRefused(
                ErrorCode.PERMISSION_DENIED,
                () -> users.setPassword(ANN, password("bob", "another password", PASSWORD)));
        users.setPassword(ADMIN, password("bob", "another password", null));
        assertThat(fits("bob", "another password")).isTrue();
    }

    @Test
    void thereIsAlwaysAnAdministrator() {
        create("Ann");

        assertRefused(ErrorCode.BAD_REQUEST, () -> users.delete(ADMIN, new DeleteUser("ROOT")));
        assertRefused(ErrorCode.INVALID_STATE, () -> users.setAdmin(ADMIN, new UpdateUserAdmin("root", false)));
        users.setAdmin(ADMIN, new UpdateUserAdmin("ann", true));
        users.setAdmin(ADMIN, new UpdateUserAdmin("root", false));
        assertRefused(ErrorCode.INVALID_STATE, () -> users.delete(ADMIN, new DeleteUser("Ann")));
    }

    @Test
    void ofTwoAdministratorsWhoDemoteEachOtherOneStays() throws ExecutionException, InterruptedException {
        create("Ann");
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                users.setAdmin(ADMIN, new UpdateUserAdmin("ann", true));
                users.setAdmin(ADMIN, new UpdateUserAdmin("root", true));
                List<Future<Boolean>> done =
                        List.of(both.submit(() -> demote("ann")), both.submit(() -> demote("root")));
                assertThat(done.get(0).get() ^ done.get(1).get()).isTrue();
            }
        }
    }

    private boolean demote(String name) {
        try {
            users.setAdmin(ADMIN, new UpdateUserAdmin(name, false));
            return true;
        } catch (ApiException onlyOne) {
            return false;
        }
    }

    @Test
    void theOnlyAdministratorIsNotDisabled() {
        create("Ann");
        assertRefused(ErrorCode.INVALID_STATE, () -> users.setActive("root", false));
        users.setAdmin(ADMIN, new UpdateUserAdmin("ann", true));
        users.setActive("ann", false);
        assertRefused(ErrorCode.INVALID_STATE, () -> users.setActive("root", false));
        assertRefused(ErrorCode.INVALID_STATE, () -> users.setAdmin(ADMIN, new UpdateUserAdmin("root", false)));
        users.setActive("ann", true);
        users.setActive("root", false);
    }

    @Test
    void aProgramHasAnAccountWithoutAPassword() {
        String id = "0a1b2c3d-0000-4000-8000-0123456789ab";
        User made = users.addServicePrincipal("the nightly job", id);
        assertThat(made.username()).isEqualTo(id);
        assertThat(users.all(PrincipalKind.SERVICE_PRINCIPAL))
                .extracting(Profile::said)
                .containsExactly(new Description(id, true, "the nightly job", null, null));
        assertThat(users.list(ADMIN, new ListUsers()).users()).hasSize(1);
        assertThat(fits(id, PASSWORD)).isFalse();
        assertThat(fits(id, "")).isFalse();
        assertInvalid(() -> users.resetPassword(id, PASSWORD));
        assertInvalid(() -> users.addServicePrincipal("another", "no uuid"));
        assertInvalid(() -> users.addServicePrincipal(" ", "0a1b2c3d-0000-4000-8000-0123456789ac"));
        assertRefused(
                ErrorCode.RESOURCE_ALREADY_EXISTS,
                () -> users.addServicePrincipal("another", id.toUpperCase(Locale.ROOT)));
    }

    @Test
    void theFirstAdministratorIsMadeOnce() {
        assertRefused(ErrorCode.INVALID_STATE, () -> users.addFirst("second", PASSWORD));
    }

    @Test
    void whoIsNotThereIsMissing() {
        assertMissing(() -> users.get(ADMIN, new GetUser("nobody")));
        assertMissing(() -> users.setPassword(ADMIN, password("nobody", PASSWORD, null)));
        assertMissing(() -> users.setAdmin(ADMIN, new UpdateUserAdmin("nobody", true)));
        assertMissing(() -> users.delete(ADMIN, new DeleteUser("nobody")));
    }

    @Test
    void aTokenIsItsOwnersUntilItIsRevoked() {
        User ann = create("Ann");
        CreateToken.Response made = tokens.create(ANN, new CreateToken("for the nightly job", null, null));

        assertThat(made.tokenValue()).startsWith("cairn_").hasSizeGreaterThan(40);
        assertThat(owner(made.tokenValue())).isEqualTo(ann);
        assertThat(tokens.list(ANN, new ListTokens()).tokenInfos()).containsExactly(made.tokenInfo());
        assertThat(tokens.list(ADMIN, new ListTokens()).tokenInfos()).isEmpty();
        assertMissing(
                () -> tokens.delete(ADMIN, new DeleteToken(made.tokenInfo().tokenId())));
        tokens.delete(ANN, new DeleteToken(made.tokenInfo().tokenId()));
        assertThat(owner(made.tokenValue())).isNull();
    }

    @Test
    void aTokenEndsWithItsLifetime() {
        create("Ann");
        CreateToken.Response made = tokens.create(ANN, new CreateToken(null, 60L, null));

        assertThat(made.tokenInfo().expiryTime()).isEqualTo(now.get() + 60_000);
        now.addAndGet(59_999);
        assertThat(owner(made.tokenValue())).isNotNull();
        now.addAndGet(1);
        assertThat(owner(made.tokenValue())).isNull();
        assertInvalid(() -> tokens.create(ANN, new CreateToken(null, 0L, null)));
        assertInvalid(() -> tokens.create(ANN, new CreateToken(null, Long.MAX_VALUE, null)));
    }

    @Test
    void withAnAccountItsTokensAreGone() {
        create("Ann");
        String token = tokens.create(ANN, new CreateToken(null, null, null)).tokenValue();

        users.delete(ADMIN, new DeleteUser("Ann"));

        assertThat(owner(token)).isNull();
        create("Ann");
        assertThat(owner(token)).isNull();
    }

    @Test
    void nothingThatIsStoredIsASecret() {
        Users asOnAServer = new Users(database, new Passwords(), new Attempts(clock), clock);
        asOnAServer.create(ADMIN, new CreateUser("Ann", PASSWORD));
        asOnAServer.create(ADMIN, new CreateUser("Bob", PASSWORD));
        String token = tokens.create(ANN, new CreateToken(null, null, null)).tokenValue();

        List<String> stored = database.read(tx -> tx.query(
                "SELECT password_hash FROM users UNION ALL SELECT digest FROM access_tokens", row -> row.getString(1)));

        assertThat(stored).hasSize(4).noneMatch(text -> text.contains(PASSWORD) || text.contains(token));
        assertThat(stored)
                .filteredOn(text -> text.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"))
                .hasSize(2);
    }

    @Test
    void wrongPasswordsMakeOneWaitLongerAndLonger() {
        Attempts attempts = new Attempts(clock);
        for (int i = 0; i < 6; i++) {
            attempts.begin("ann", "10.0.0.1");
        }

        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertRefused(ErrorCode.REQUEST_LIMIT_EXCEEDED, () -> attempts.begin("ANN", "10.0.0.1"));
            now.addAndGet(Duration.ofSeconds(seconds).toMillis() - 1);
            assertRefused(ErrorCode.REQUEST_LIMIT_EXCEEDED, () -> attempts.begin("ann", "10.0.0.1"));
            now.addAndGet(1);
            attempts.begin("ann", "10.0.0.1");
        }
        attempts.begin("ann", "10.0.0.2");
        attempts.begin("bob", "10.0.0.1");
        now.addAndGet(Duration.ofSeconds(30).toMillis());
        attempts.wasRight("ann", "10.0.0.1");
        attempts.begin("ann", "10.0.0.1");
        attempts.begin("ann", "10.0.0.1");
    }

    @Test
    void manyNamesFromOneAddressMakeItWait() {
        Attempts attempts = new Attempts(clock);
        for (int i = 0; i < 51; i++) {
            attempts.begin("name" + i, "10.0.0.1");
        }

        assertRefused(ErrorCode.REQUEST_LIMIT_EXCEEDED, () -> attempts.begin("another", "10.0.0.1"));
        attempts.begin("another", "10.0.0.2");
    }

    @Test
    void oneAccountFromManyAddressesWaitsInTheEnd() {
        Attempts attempts = new Attempts(clock);
        for (int i = 0; i < 201; i++) {
            attempts.begin("ann", "10.0.1." + i);
        }

        assertRefused(ErrorCode.REQUEST_LIMIT_EXCEEDED, () -> attempts.begin("ann", "10.0.2.1"));
        attempts.begin("bob", "10.0.2.1");
    }

    @Test
    void manyAttemptsAtOnceGainNothing() throws ExecutionException, InterruptedException {
        Attempts attempts = new Attempts(clock);
        int begun = 0;
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> tries = IntStream.range(0, 200)
                    .mapToObj(i -> all.submit(() -> mayBegin(attempts)))
                    .toList();
            for (Future<Boolean> one : tries) {
                begun += one.get() ? 1 : 0;
            }
        }

        assertThat(begun).isEqualTo(6);
    }

    private static boolean mayBegin(Attempts attempts) {
        try {
            attempts.begin("ann", "10.0.0.1");
            return true;
        } catch (ApiException mustWait) {
            return false;
        }
    }

    private User create(String name) {
        return users.create(ADMIN, new CreateUser(name, PASSWORD)).user();
    }

    private boolean fits(String name, String password) {
        Account account = database.read(tx -> new UserStore(tx).find(name)).orElseThrow();
        return passwords.fits(password, account.passwordHash());
    }

    private @Nullable User owner(String token) {
        return database.read(tx -> new TokenStore(tx).owner(Secrets.digest(token), now.get()))
                .map(Sender::user)
                .orElse(null);
    }

    private static UpdateUserPassword password(String name, String password, @Nullable String current) {
        return new UpdateUserPassword(name, password, current);
    }
}
