package dev.cairn.scim;

import static dev.cairn.Request.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Accounts and groups as a directory keeps them, on a server of each database.
final class ScimHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;

    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE).withAccounts();

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES).withAccounts();

    private final String some = UUID.randomUUID().toString();

    @BeforeEach
    void addRoot() throws IOException {
        for (RunningServer server : new RunningServer[] {SQLITE, POSTGRES}) {
            server.setUp();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPersonComesChangesAndGoes(TestDatabase kind) throws IOException {
        String name = some + "@example.org";
        Reply made = send(
                kind,
                "POST",
                "Users",
                "{'userName':'%s','externalId':'x-%s','displayName':'Ann','emails':[{'value':'a@x','type':'work'}]}"
                        .formatted(name, some),
                201);
        String id = made.json().path("id").asString();
        assertThat(made.json().path("active").asBoolean()).isTrue();
        assertThat(made.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/scim+json"));
        for (String filter : new String[] {
            "userName eq \"%s\"".formatted(name.toUpperCase(java.util.Locale.ROOT)),
            "externalId eq \"x-%s\"".formatted(some),
            "emails[value eq \"a@x\"] and userName sw \"%s\"".formatted(some)
        }) {
            Reply found = send(kind, "GET", "Users?filter=" + URLEncoder.encode(filter, UTF_8), "", 200);
            assertThat(found.json().path("totalResults").asInt()).as(filter).isEqualTo(1);
            assertThat(found.json().at("/Resources/0/id").asString()).isEqualTo(id);
        }
        assertThat(send(kind, "POST", "Users", "{'userName':'%s'}".formatted(name), 409)
                        .json()
                        .path("scimType")
                        .asString())
                .isEqualTo("uniqueness");
        Reply patched = send(
                kind,
                "PATCH",
                "Users/" + id,
                "{'Operations':[{'op':'Replace','path':'active','value':'False'},{'op':'add','path':'name.familyName','value':'Lee'}]}",
                200);
        assertThat(patched.json().path("active").asBoolean(true)).isFalse();
        assertThat(patched.json().at("/name/familyName").asString()).isEqualTo("Lee");
        assertThat(patched.json().at("/emails/0/value").asString()).isEqualTo("a@x");
        Reply put = send(kind, "PUT", "Users/" + id, "{'userName':'%s2'}".formatted(some), 200);
        assertThat(put.json().path("active").asBoolean()).isTrue();
        assertThat(put.json().has("emails")).isFalse();
        assertThat(put.json().has("externalId")).isFalse();
        send(kind, "DELETE", "Users/" + id, "", 204);
        send(kind, "GET", "Users/" + id, "", 404);
        send(kind, "DELETE", "Users/" + id, "", 404);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPersonMayBeGivenAPasswordThatNobodyReads(TestDatabase kind) throws IOException {
        Reply made = send(kind, "POST", "Users", "{'userName':'%s','password':'%s'}".formatted(some, PASSWORD), 201);
        assertThat(made.text()).doesNotContain("password").doesNotContain(PASSWORD);
        Reply me = server(kind).send(Request.of("GET", Shape.BASE + "Me").with(basic(some, PASSWORD)));
        assertThat(me.json().path("userName").asString()).isEqualTo(some);
        assertThat(me.header("X-Databricks-Org-Id")).contains("1");
        send(
                kind,
                "PATCH",
                "Users/" + made.json().path("id").asString(),
                "{'Operations':[{'op':'replace','path':'password','value':'another password'}]}",
                200);
        assertThat(server(kind)
                        .send(Request.of("GET", Shape.BASE + "Me").with(basic(some, PASSWORD)))
                        .status())
                .isEqualTo(401);
        send(kind, "POST", "Users", "{'userName':'%s.2','password':'short'}".formatted(some), 400);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aGroupHoldsWhomADirectorySays(TestDatabase kind) throws IOException {
        String ann = id(kind, "Users", "{'userName':'%s.ann'}".formatted(some));
        String bob = id(kind, "Users", "{'userName':'%s.bob'}".formatted(some));
        String job = id(kind, "ServicePrincipals", "{'displayName':'nightly'}");
        String inner = id(kind, "Groups", "{'displayName':'%s inner'}".formatted(some));
        String team = id(
                kind,
                "Groups",
                "{'displayName':'%s','members':[{'value':'%s'},{'value':'%s'},{'value':'%s'}]}"
                        .formatted(some, ann, job, inner));
        assertMembers(kind, team, ann, inner, job);
        change(kind, team, "{'op':'add','path':'members','value':[{'value':'%s'}]}".formatted(bob), 204);
        change(kind, team, "{'op':'remove','path':'members[value eq \\'%s\\']'}".formatted(ann), 204);
        assertMembers(kind, team, bob, inner, job);
        Reply of = send(kind, "GET", "Users/" + bob, "", 200);
        assertThat(of.json().at("/groups/0/value").asString()).isEqualTo(team);
        change(kind, inner, "{'op':'add','path':'members','value':[{'value':'%s'}]}".formatted(team), 400);
        change(kind, team, "{'op':'add','path':'members','value':[{'value':'999999'}]}", 400);
        change(kind, team, "{'op':'add','path':'members','value':[{'value':'ann'}]}", 400);
        assertMembers(kind, team, bob, inner, job);
        send(kind, "PUT", "Groups/" + team, "{'displayName':'%s renamed'}".formatted(some), 200);
        assertMembers(kind, team);
        Reply found = send(
                kind,
                "GET",
                "Groups?excludedAttributes=members&filter="
                        + URLEncoder.encode("displayName eq \"%s RENAMED\"".formatted(some), UTF_8),
                "",
                200);
        assertThat(found.json().at("/Resources/0/id").asString()).isEqualTo(team);
        assertThat(found.json().at("/Resources/0").has("members")).isFalse();
        send(kind, "DELETE", "Groups/" + team, "", 204);
        send(kind, "GET", "Groups/" + team, "", 404);
        send(kind, "GET", "Users/" + inner, "", 404);
        send(kind, "GET", "Groups/" + bob, "", 404);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsListedComesInPagesInAnOrderThatOneChooses(TestDatabase kind) throws IOException {
        for (String name : new String[] {"c", "a", "b"}) {
            id(kind, "ServicePrincipals", "{'displayName':'%s %s'}".formatted(some, name));
        }
        String all = "ServicePrincipals?attributes=displayName&sortBy=displayName&filter="
                + URLEncoder.encode("displayName sw \"%s\"".formatted(some), UTF_8);
        Reply page = send(kind, "GET", all + "&startIndex=2&count=1", "", 200);
        assertThat(page.json().path("totalResults").asInt()).isEqualTo(3);
        assertThat(page.json().path("itemsPerPage").asInt()).isEqualTo(1);
        assertThat(page.json().at("/Resources/0/displayName").asString()).isEqualTo(some + " b");
        assertThat(page.json().at("/Resources/0").has("active")).isFalse();
        assertThat(send(kind, "GET", all + "&sortOrder=descending", "", 200)
                        .json()
                        .at("/Resources/0/displayName")
                        .asString())
                .isEqualTo(some + " c");
        assertThat(send(kind, "GET", all + "&startIndex=4", "", 200).json().path("Resources"))
                .isEmpty();
        assertThat(send(kind, "GET", "Users?filter=nonsense", "", 400)
                        .json()
                        .path("scimType")
                        .asString())
                .isEqualTo("invalidFilter");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theOnlyAdministratorStays(TestDatabase kind) throws IOException {
        String root = send(kind, "GET", "Users?filter=" + URLEncoder.encode("userName eq \"root\"", UTF_8), "", 200)
                .json()
                .at("/Resources/0/id")
                .asString();
        String body = "{'Operations':[{'op':'replace','path':'active','value':false}]}";
        assertThat(send(kind, "PATCH", "Users/" + root, body, 400).text()).contains("only administrator");
        send(kind, "DELETE", "Users/" + root, "", 400);
        send(kind, "POST", "Users", "{'userName':'a b'}", 400);
        send(kind, "POST", "Users", "{'displayName':'nobody'}", 400);
        send(kind, "POST", "Users", "[]", 400);
        send(kind, "GET", "Users/x", "", 404);
    }

    private void change(TestDatabase kind, String group, String operation, int status) throws IOException {
        send(kind, "PATCH", "Groups/" + group, "{'Operations':[" + operation + "]}", status);
    }

    private void assertMembers(TestDatabase kind, String group, String... ids) throws IOException {
        assertThat(send(kind, "GET", "Groups/" + group, "", 200)
                        .json()
                        .path("members")
                        .valueStream()
                        .map(member -> member.path("value").asString()))
                .containsExactlyInAnyOrder(ids);
    }

    private String id(TestDatabase kind, String path, String body) throws IOException {
        return send(kind, "POST", path, body, 201).json().path("id").asString();
    }

    private Reply send(TestDatabase kind, String method, String path, String body, int status) throws IOException {
        Request request = method.equals("GET")
                ? Request.of(method, Shape.BASE + path)
                : Request.json(method, Shape.BASE + path, json(body));
        Reply reply = server(kind).send(request.with(basic("root", PASSWORD)));
        assertThat(reply.status()).as(method + " " + path + " " + reply.text()).isEqualTo(status);
        return reply;
    }

    private static RunningServer server(TestDatabase kind) {
        return kind == TestDatabase.SQLITE ? SQLITE : POSTGRES;
    }

    /// A text with ' in place of ", and \' in place of \".
    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
