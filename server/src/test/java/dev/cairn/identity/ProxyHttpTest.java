package dev.cairn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.ProxyConfig;
import dev.cairn.config.SignOnConfig;
import dev.cairn.db.Database;
import dev.cairn.groups.Groups;
import dev.cairn.groups.Member;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How a proxy in front says who somebody is and where they are, and how nobody else does.
final class ProxyHttpTest {
    private static final SignOnConfig BY_HEADER =
            new SignOnConfig(null, null, new ProxyConfig("X-Forwarded-User", "X-Forwarded-Groups"));

    @RegisterExtension
    static final RunningServer TRUSTING =
            new RunningServer().withSignOn(BY_HEADER).behind("127.0.0.0/8");

    @RegisterExtension
    static final RunningServer OTHERS =
            new RunningServer().withSignOn(BY_HEADER).behind("192.0.2.1").withStillClock();

    @Test
    void whomATrustedProxyNamesIsInWithAnAccountOfTheirOwn() throws IOException {
        assertThat(who(TRUSTING, "ann@example.org")).isEqualTo("ann@example.org");
        assertThat(who(TRUSTING, "Ann@Example.org")).isEqualTo("ann@example.org");
        assertThat(TRUSTING.send(named("ann@example.org", "/ajax-api/3.0/cairn/session/get"))
                        .json()
                        .at("/user/username")
                        .asString())
                .isEqualTo("ann@example.org");
    }

    @Test
    void fromAnybodyElseTheHeaderMeansNothing() throws IOException {
        assertThat(OTHERS.send(named("ann", "/api/2.0/mlflow/users/current")).status())
                .isEqualTo(401);
        assertThat(RefusedInLog.of(OTHERS, setUp(OTHERS)))
                .contains("anyone {\"reason\":[\"untrusted_proxy\"],\"username\":[\"ann\"]}");
    }

    @Test
    void aProxyTakesNoLocalAccountOver() throws IOException {
        String root = setUp(TRUSTING);

        Reply refused = TRUSTING.send(named("root", "/api/2.0/mlflow/users/current"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.message()).contains("by the word of the proxy", "./cairn user link");
        assertThat(RefusedInLog.of(TRUSTING, root))
                .contains(
                        "anyone {\"reason\":[\"name_taken\"],\"issuer\":[\"proxy\"],\"subject\":[\"root\"],\"username\":[\"root\"]}");
    }

    /// Makes an administrator, and returns the header of their browser.
    private static String setUp(RunningServer server) throws IOException {
        Reply in = server.setUp();
        return "Cookie: " + in.header("Set-Cookie").orElseThrow();
    }

    @Test
    void theGroupsThatATrustedProxySaysAreInForceWithTheRequestThatSaysThem() throws IOException {
        try (Database database = Database.open(TRUSTING.database())) {
            Groups groups = new Groups(database, InstantSource.system());
            groups.add("analysts");
            groups.add("operators");

            in("analysts, unknown here");
            assertThat(groups.members("analysts")).extracting(Member::name).containsExactly("eve");
            in("operators");
            assertThat(groups.members("analysts")).isEmpty();
            assertThat(groups.members("operators")).extracting(Member::name).containsExactly("eve");

            groups.removeMember("operators", "eve", false);
            in("operators");
            assertThat(groups.members("operators")).extracting(Member::name).containsExactly("eve");
        }
    }

    @Test
    void nothingIsWrittenWhileTheGroupsThatAProxySaysAreTheSame() throws IOException {
        Request request = named("ian", "/api/2.0/mlflow/users/current").with("X-Forwarded-Groups: some");
        TRUSTING.send(request);
        try (Database database = Database.open(TRUSTING.database())) {
            long before = records(database);
            TRUSTING.send(request);
            TRUSTING.send(request);
            assertThat(records(database)).isEqualTo(before).isPositive();
        }
    }

    private static void in(String groups) throws IOException {
        assertThat(TRUSTING.send(named("eve", "/api/2.0/mlflow/users/current").with("X-Forwarded-Groups: " + groups))
                        .status())
                .isEqualTo(200);
    }

    private static long records(Database database) {
        return database.read(
                tx -> tx.number("SELECT COUNT(*) FROM audit_records WHERE entry LIKE '%sign-on by a proxy%ian%'"));
    }

    @Test
    void aPageOfAnotherSiteDoesNothingInTheNameThatTheProxySays() throws IOException {
        Request create = Request.json("POST", "/api/2.0/mlflow/experiments/create", "{\"name\":\"forged\"}")
                .with("X-Forwarded-User: ann@example.org");

        assertThat(TRUSTING.send(create.with("Origin: http://localhost:8080")).status())
                .isEqualTo(403);
        assertThat(TRUSTING.send(create.with("Sec-Fetch-Site: cross-site")).status())
                .isEqualTo(403);
        assertThat(TRUSTING.send(create).status()).isEqualTo(200);
    }

    @Test
    void whoGuessesBehindATrustedProxyKeepsNobodyElseWaiting() throws IOException {
        assertThat(guessed(TRUSTING)).isEqualTo(401);
        assertThat(guessed(OTHERS)).isEqualTo(429);
    }

    /// The answer to a guess from a second address, after many from a first one.
    private static int guessed(RunningServer server) throws IOException {
        for (int i = 0; i < 55; i++) {
            guess(server, "nobody" + i, "203.0.113.9");
        }
        return guess(server, "somebody", "203.0.113.10");
    }

    private static int guess(RunningServer server, String name, String address) throws IOException {
        String body = "{\"username\":\"" + name + "\",\"password\":\"not the password\"}";
        return server.send(Request.json("POST", "/ajax-api/3.0/cairn/session/create", body)
                        .with("X-Forwarded-For: 8.8.8.8, " + address))
                .status();
    }

    private static String who(RunningServer server, String name) throws IOException {
        return server.send(named(name, "/api/2.0/mlflow/users/current"))
                .json()
                .at("/user/username")
                .asString();
    }

    private static Request named(String name, String path) {
        return Request.of("GET", path).with("X-Forwarded-User: " + name);
    }
}
