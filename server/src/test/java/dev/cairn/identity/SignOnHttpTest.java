package dev.cairn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.permissions.Permissions;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How people come in by the word of a provider, over HTTP, and how they do not.
@OnEachDatabase
class SignOnHttpTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String SESSION = "/ajax-api/3.0/cairn/session/";

    private final TestDatabase kind;
    private final FakeProvider provider = new FakeProvider();
    private RunningServer server;

    SignOnHttpTest(TestDatabase kind) throws IOException {
        this.kind = kind;
        server = new RunningServer(kind).withSignOn(provider.settings("admins"));
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        provider.says("preferred_username", "ann");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
        provider.close();
    }

    @Test
    void whoComesTheFirstTimeGetsAnAccountAndTheirPage() throws IOException {
        Reply back = comeIn("1", "/experiments/1?q=a%20b");

        assertThat(back.header("Location")).hasValue("../#/experiments/1?q=a%20b");
        assertThat(who(back)).isEqualTo("ann");
        assertThat(server.get(SESSION + "get").field("sign_on")).isEqualTo("Example");
    }

    @Test
    void whoComesBackIsInTheWorkspaceWhereTheyWere() throws IOException {
        String page = "?workspace=team&x=a%2520b%23/experiments/1?q=loss";

        assertThat(location(comeIn("1", page))).isEqualTo("../?workspace=team&x=a%20b#/experiments/1?q=loss");
        Reply sent = login(page);
        Reply back = callback("error=access_denied&state=" + state(sent), cookie(sent));
        assertThat(location(back))
                .isEqualTo("../?workspace=team&x=a%20b#/sign-on?failed=refused&to=%2Fexperiments%2F1%3Fq%3Dloss");
    }

    @Test
    void ofAnAddressThatIsTooLongTheScreenIsKept() throws IOException {
        String page = "?workspace=team%23/experiments/1/runs?q=" + "a".repeat(3_000);

        assertThat(location(comeIn("1", page))).isEqualTo("../?workspace=team#/experiments/1/runs");
    }

    @Test
    void anAccountIsTiedToThePersonNotToTheName() throws IOException {
        assertThat(who(comeIn("1"))).isEqualTo("ann");
        provider.says("preferred_username", "ann.married");

        assertThat(who(comeIn("1"))).isEqualTo("ann");
        provider.says("preferred_username", "Ann");
        assertThat(refusal(comeIn("2"))).isEqualTo("name_taken");
    }

    @Test
    void nobodyTakesALocalAccountOverUntilAnAdministratorTiesThem() throws IOException {
        setUp("ann");

        assertThat(refusal(comeIn("1"))).isEqualTo("name_taken");
        link("ann", "1");
        assertThat(who(comeIn("1"))).isEqualTo("ann");
        assertThat(refusal(comeIn("2"))).isEqualTo("name_taken");
    }

    @Test
    void anAccountThatIsUntiedIsNobodysAtTheProvider() throws IOException {
        Reply in = comeIn("1");
        onTheMachine(identity -> assertThat(identity.unlink("ann")).isEqualTo(1));

        assertThat(session(in).json().has("user")).isFalse();
        assertThat(refusal(comeIn("1"))).isEqualTo("name_taken");
    }

    private void link(String name, String subject) {
        onTheMachine(identity -> identity.link(name, provider.issuer(), subject));
    }

    private void onTheMachine(Consumer<Identity> work) {
        try (Database database = Database.open(server.database())) {
            work.accept(new Identity(database, new Permissions(database), InstantSource.system()));
        }
    }

    @Test
    void whoIsInTheGroupOfAdministratorsIsOneAsLongAsTheyAreInIt() throws IOException {
        setUp("root");
        provider.says(said -> said.claim("preferred_username", "ann").claim("groups", List.of("x", "admins")));
        assertThat(session(comeIn("1")).json().at("/user/is_admin").asBoolean()).isTrue();

        provider.says(said -> said.claim("preferred_username", "ann").claim("groups", List.of("x")));
        assertThat(session(comeIn("1")).json().at("/user/is_admin").asBoolean()).isFalse();
    }

    @Test
    void onlyWhoIsInAGroupThatMayComesIn() throws IOException {
        server.stop();
        server = new RunningServer(kind).withSignOn(provider.settings(null, "team", "other"));
        server.start();

        assertThat(refusal(comeIn("1"))).isEqualTo("not_in_group");
        provider.tells(Map.of("sub", "1", "preferred_username", "ann", "groups", "team"));
        assertThat(who(comeIn("1"))).isEqualTo("ann");
    }

    @Test
    void anAddressIsANameOnlyIfTheProviderVerifiedIt() throws IOException {
        provider.says("email", "ann@example.org");
        provider.tells(Map.of("sub", "1", "email", "ann@example.org", "email_verified", false));
        assertThat(refusal(comeIn("1"))).isEqualTo("no_name");

        provider.tells(Map.of("sub", "1", "email", "ann@example.org", "email_verified", true));
        assertThat(who(comeIn("1"))).isEqualTo("ann@example.org");
    }

    @Test
    void whatIsToldBesideTheTokenIsOfTheSamePerson() throws IOException {
        provider.says(said -> said);
        provider.tells(Map.of("sub", "2", "preferred_username", "bob"));

        assertThat(refusal(comeIn("1"))).isEqualTo("not_valid");
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeProvider.Signature.class,
            names = {"NONE", "SHARED_SECRET", "ANOTHERS"})
    void aTokenThatTheProviderDidNotSignIsRefused(FakeProvider.Signature signature) throws IOException {
        provider.signsAs(signature);

        assertThat(refusal(comeIn("1"))).isEqualTo("not_valid");
    }

    @Test
    void aTokenForAnotherOrOfAnotherOrOfAnotherTimeIsRefused() throws IOException {
        Date past = Date.from(Instant.now().minusSeconds(3_600));
        List<UnaryOperator<JWTClaimsSet.Builder>> wrong = List.of(
                said -> said.claim("nonce", "another"),
                said -> said.claim("nonce", null),
                said -> said.audience("another"),
                said -> said.audience(List.of("another", FakeProvider.CLIENT)).claim("azp", "another"),
                said -> said.issuer("https://accounts.example.org"),
                said -> said.expirationTime(past),
                said -> said.expirationTime(null),
                said -> said.subject(null),
                said -> said.issueTime(Date.from(Instant.now().plusSeconds(3_600))));
        for (UnaryOperator<JWTClaimsSet.Builder> claims : wrong) {
            provider.says(said -> claims.apply(said.claim("preferred_username", "ann")));
            assertThat(refusal(comeIn("1"))).isEqualTo("not_valid");
        }
    }

    @Test
    void aKeyThatIsNewIsFound() throws IOException {
        assertThat(who(comeIn("1"))).isEqualTo("ann");
        provider.takesAnotherKey();

        assertThat(who(comeIn("1"))).isEqualTo("ann");
    }

    @Test
    void anAnswerIsOfUseOnceAndToTheBrowserAloneThatAsked() throws IOException {
        Reply sent = login("/");
        String code = provider.signIn(location(sent), "1");
        String state = state(sent);

        assertThat(refusal(callback("code=" + code + "&state=" + state, ""))).isEqualTo("expired");
        assertThat(refusal(callback("code=" + code + "&state=" + state, cookie(login("/")))))
                .isEqualTo("expired");
        assertThat(refusal(callback("code=" + code + "&state=wrong", cookie(sent))))
                .isEqualTo("expired");
        assertThat(refusal(callback("code=" + code, cookie(sent)))).isEqualTo("expired");
        Reply other = login("/");
        assertThat(refusal(callback("code=" + code + "&state=" + state(other), cookie(other))))
                .isEqualTo("not_valid"); // the verifier is another's, and the code is spent
        assertThat(refusal(callback("code=" + code + "&state=" + state, cookie(sent))))
                .isEqualTo("not_valid");
    }

    @Test
    void anAnswerOfAnotherProviderIsRefused() throws IOException {
        Reply sent = login("/");
        String code = provider.signIn(location(sent), "1");

        Reply back = callback("code=" + code + "&state=" + state(sent) + "&iss=https://evil.example.org", cookie(sent));

        assertThat(refusal(back)).isEqualTo("not_valid");
    }

    @Test
    void whoTurnsBackIsTold() throws IOException {
        Reply sent = login("/experiments/7");

        Reply back = callback("error=access_denied&state=" + state(sent), cookie(sent));

        assertThat(refusal(back)).isEqualTo("refused");
        assertThat(location(back)).endsWith("&to=%2Fexperiments%2F7");
        assertThat(back.header("Set-Cookie").orElseThrow()).startsWith("cairn_sign_on=;");
    }

    @Test
    void aProviderThatIsAwayIsSaid() throws IOException {
        provider.close();

        assertThat(refusal(login("/"))).isEqualTo("provider_away");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org",
                "//evil.example.org",
                "/%5Cevil.example.org",
                "javascript:alert(1)",
                "/%0d%0aSet-Cookie:%20a=b",
                "%2F%2Fevil.example.org%2F..",
                "@evil.example.org",
                "?%23//evil.example.org",
                "%23https://evil.example.org",
                ".evil.example.org%23/",
                "?a=/%5Cevil.example.org%0d%0a%23/"
            })
    void nobodyIsSentToAnotherPlace(String to) throws IOException {
        Reply back = comeIn("1", to);

        assertThat(location(back)).matches("\\.\\./(\\?[^#]*)?#/.*").doesNotContain("\\", "\r", "\n");
        assertThat(back.headers().getOrDefault("set-cookie", List.of())).noneMatch(set -> set.startsWith("a="));
    }

    @Test
    void theCookieOfTheJourneyIsReadByNoPageAndGoneAfterIt() throws IOException {
        Reply sent = login("/");
        assertThat(sent.header("Set-Cookie").orElseThrow()).contains("; HttpOnly", "; SameSite=Lax", "Max-Age=600");
        assertThat(location(sent)).contains("code_challenge_method=S256", "&nonce=", "&state=");

        Reply back = callback("code=" + provider.signIn(location(sent), "1") + "&state=" + state(sent), cookie(sent));
        assertThat(back.headers().get("set-cookie")).anyMatch(set -> set.startsWith("cairn_sign_on=; "));
    }

    @Test
    void whoSignsOutIsSentToTheProviderToo() throws IOException {
        Reply out = server.send(Request.json("POST", SESSION + "delete", "{}")
                .with("Cookie: " + session(comeIn("1").headers()))
                .with("Sec-Fetch-Site: same-origin"));

        assertThat(out.field("next")).startsWith(provider.issuer() + "/end?");
    }

    @Test
    void whoHasNoPasswordSignsInWithNone() throws IOException {
        comeIn("1");

        Reply refused = server.send(
                Request.json("POST", SESSION + "create", "{\"username\":\"ann\",\"password\":\"a password of any\"}"));
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void whoIsRefusedIsInTheAuditLogWithTheReasonAndWhoTheyAreSaidToBe() throws IOException {
        setUp("root");
        comeIn("1");
        provider.says("preferred_username", "root");
        assertThat(refusal(comeIn("2"))).isEqualTo("name_taken");
        provider.says(said -> said);
        assertThat(refusal(comeIn("3"))).isEqualTo("no_name");
        onTheMachine(identity -> identity.setActive("ann", false));
        assertThat(refusal(comeIn("1"))).isEqualTo("disabled");
        Reply sent = login("/");
        callback("error=access_denied&state=" + state(sent), cookie(sent));

        assertThat(RefusedInLog.of(server, Request.basic("root", PASSWORD)))
                .containsExactly(
                        "anyone {\"reason\":[\"refused\"]}",
                        "ann {\"reason\":[\"disabled\"],\"issuer\":[\"%s\"],\"subject\":[\"1\"]}"
                                .formatted(provider.issuer()),
                        "anyone {\"reason\":[\"no_name\"],\"issuer\":[\"%s\"],\"subject\":[\"3\"]}"
                                .formatted(provider.issuer()),
                        "anyone {\"reason\":[\"name_taken\"],\"issuer\":[\"%s\"],\"subject\":[\"2\"],\"username\":[\"root\"]}"
                                .formatted(provider.issuer()));
    }

    private void setUp(String name) throws IOException {
        server.send(Request.json(
                "POST",
                SESSION + "set-up",
                "{\"token\":\"" + server.setUpToken() + "\",\"username\":\"" + name + "\",\"password\":\"" + PASSWORD
                        + "\"}"));
    }

    private Reply comeIn(String subject) throws IOException {
        return comeIn(subject, "/");
    }

    private Reply comeIn(String subject, String page) throws IOException {
        Reply sent = login(page);
        String code = provider.signIn(location(sent), subject);
        return callback("code=" + code + "&state=" + state(sent), cookie(sent));
    }

    private Reply login(String page) throws IOException {
        return server.get("/oidc/login?to=" + page.replace("?", "%3F").replace("&", "%26"));
    }

    private Reply callback(String query, String cookie) throws IOException {
        Request request = Request.of("GET", "/oidc/callback?" + query);
        return server.send(cookie.isEmpty() ? request : request.with("Cookie: " + cookie));
    }

    private static String location(Reply reply) {
        assertThat(reply.status()).isEqualTo(302);
        return reply.header("Location").orElseThrow();
    }

    private static String state(Reply sent) {
        return FakeProvider.parameters(location(sent).replaceFirst("^[^?]*\\?", ""))
                .getOrDefault("state", "");
    }

    private static String cookie(Reply reply) {
        String set = reply.header("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private static String session(Map<String, List<String>> headers) {
        return headers.getOrDefault("set-cookie", List.of()).stream()
                .filter(set -> set.startsWith("cairn_session="))
                .map(set -> set.substring(0, set.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private Reply session(Reply back) throws IOException {
        return server.send(Request.of("GET", SESSION + "get").with("Cookie: " + session(back.headers())));
    }

    private String who(Reply back) throws IOException {
        return session(back).json().at("/user/username").asString();
    }

    /// Why somebody did not come in.
    private static String refusal(Reply reply) {
        assertThat(reply.headers().getOrDefault("set-cookie", List.of()))
                .noneMatch(set -> set.startsWith("cairn_session="));
        String location = location(reply);
        assertThat(location).startsWith("../#/sign-on?failed=");
        return location.substring("../#/sign-on?failed=".length(), location.indexOf("&to="));
    }
}
