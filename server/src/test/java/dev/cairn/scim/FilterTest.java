package dev.cairn.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class FilterTest {
    private static final JsonNode ANN = Json.readTree("""
        {"id": "5", "userName": "ann@example.org", "displayName": "Ann \\"A\\" Lee", "active": true, "age": 9,
         "name": {"givenName": "Ann"}, "nothing": null, "empty": [],
         "emails": [{"type": "work", "value": "ann@example.org"}, {"type": "home", "value": "a@home"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "R"}}
        """.getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"ann@example.org\"",
                "USERNAME EQ \"ANN@example.org\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"ann@example.org\"",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"R\"",
                "userName sw \"ann\"",
                "userName co \"@ex\"",
                "userName ew \".org\"",
                "userName ne \"bob\"",
                "displayName eq \"Ann \\\"A\\\" Lee\"",
                "active eq true",
                "active eq \"True\"",
                "id eq \"5\"",
                "name.givenName eq \"ann\"",
                "age gt 8 and age le 9 and age lt 10 and age ge 9",
                "emails eq \"a@home\"",
                "emails.type eq \"home\"",
                "emails[type eq \"work\" and value co \"example\"]",
                "userName pr and emails pr",
                "not (nothing pr)",
                "nothing eq null",
                "externalId ne \"x\"",
                "userName eq \"x\" or active eq true and id eq \"5\"",
                "(userName eq \"x\" or active eq true) and id eq \"5\"",
                "not (userName eq \"x\")and(active eq true)"
            })
    void whatIsTrueMatches(String filter) {
        assertThat(FilterParser.parse(filter).matches(ANN)).as(filter).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"ann\"",
                "userName ne \"ann@example.org\"",
                "active eq false",
                "externalId eq \"\"",
                "externalId pr",
                "empty pr",
                "age gt 10",
                "emails[type eq \"work\" and value eq \"a@home\"]",
                "(userName eq \"x\" or active eq true) and id eq \"6\"",
                "not (active eq true)"
            })
    void whatIsNotTrueDoesNotMatch(String filter) {
        assertThat(FilterParser.parse(filter).matches(ANN)).as(filter).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "userName",
                "userName eq",
                "userName eq ann",
                "userName is \"ann\"",
                "userName eq \"ann",
                "userName eq \"ann\" and",
                "(userName eq \"ann\"",
                "userName eq \"ann\")",
                "userName eq \"ann\" \"bob\"",
                "emails[type eq \"work\"",
                "user;name eq \"ann\"",
                "not userName pr",
                "a..b pr"
            })
    void whatCannotBeReadIsRefused(String filter) {
        assertThatThrownBy(() -> FilterParser.parse(filter)).isInstanceOf(Malformed.class);
    }

    @Test
    void manyParenthesesAreRefusedBeforeTheyAreTooMany() {
        assertThatThrownBy(() -> FilterParser.parse("(".repeat(5_000) + "a pr" + ")".repeat(5_000)))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> FilterParser.parse("a pr and ".repeat(2_000) + "a pr"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void whatAFilterAsksOfANameIsKnownBeforeAnythingIsRead() {
        assertThat(FilterParser.parse("active eq true and username eq \"Ann\"").required("userName"))
                .contains("Ann");
        for (String filter :
                new String[] {"userName sw \"a\"", "userName eq \"a\" or active eq true", "not (userName eq \"a\")"}) {
            assertThat(FilterParser.parse(filter).required("userName")).isEmpty();
        }
    }
}
