package dev.cairn.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class PatchTest {
    private static final String GROUP = "{'displayName':'team','members':[{'value':'5'},{'value':'6'}]}";
    private static final String USER =
            "{'userName':'ann','active':true,'name':{'givenName':'Ann'},'emails':[{'type':'work','value':'a@x'}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'add','path':'members','value':[{'value':'7'}]} | 5 6 7",
                "{'op':'Add','path':'members','value':{'value':'7'}} | 5 6 7",
                "{'op':'add','path':'members','value':[{'value':'5','display':'again'}]} | 5 6",
                "{'op':'add','value':{'members':[{'value':'7'}]}} | 5 6 7",
                "{'op':'replace','path':'members','value':[{'value':'7'}]} | 7",
                "{'op':'replace','value':{'members':[]}} | ``",
                "{'op':'remove','path':'members[value eq \"5\"]'} | 6",
                "{'op':'Remove','path':'MEMBERS[value eq \"5\" or value eq \"6\"]'} | ``",
                "{'op':'remove','path':'members[value eq \"9\"]'} | 5 6",
                "{'op':'remove','path':'members','value':[{'value':'6'}]} | 5",
                "{'op':'remove','path':'members'} | ``"
            })
    void membersComeAndGo(String operation, String after) {
        JsonNode group = patched(GROUP, operation);
        assertThat(group.path("members")
                        .valueStream()
                        .map(member -> member.path("value").asString())
                        .toList())
                .isEqualTo(after.isEmpty() ? java.util.List.of() : java.util.List.of(after.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'replace','path':'active','value':false} | /active | false",
                "{'op':'Replace','path':'active','value':'False'} | /active | False",
                "{'op':'replace','value':{'active':false}} | /active | false",
                "{'op':'replace','path':'USERNAME','value':'bob'} | /userName | bob",
                "{'op':'replace','path':'urn:ietf:params:scim:schemas:core:2.0:User:userName','value':'bob'} |"
                        + " /userName | bob",
                "{'op':'replace','path':'name.familyName','value':'Lee'} | /name/familyName | Lee",
                "{'op':'replace','path':'name','value':{'familyName':'Lee'}} | /name/givenName | Ann",
                "{'op':'add','value':{'name.familyName':'Lee'}} | /name/familyName | Lee",
                "{'op':'add','path':'title','value':'Dr'} | /title | Dr",
                "{'op':'replace','path':'emails[type eq \"work\"].value','value':'b@x'} | /emails/0/value | b@x",
                "{'op':'add','path':'emails[type eq \"home\"].value','value':'h@x'} | /emails/1/value | h@x",
                "{'op':'remove','path':'name.givenName'} | /name/givenName | ``",
                "{'op':'remove','path':'emails[type eq \"work\"].value'} | /emails/0/value | ``",
                "{'op':'add','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department','value':'R'}"
                        + " | /urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/department | R"
            })
    void attributesChange(String operation, String pointer, String after) {
        assertThat(patched(USER, operation).at(pointer).asString("")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'move','path':'active','value':false} | invalidSyntax",
                "{'op':'replace','path':'active'} | invalidSyntax",
                "{'op':'replace','value':'ann'} | invalidSyntax",
                "{'op':'remove'} | noTarget",
                "{'op':'replace','path':'emails[type sw \"x\"].value','value':'b@x'} | noTarget",
                "{'op':'replace','path':'emails[type','value':'b@x'} | invalidPath",
                "{'op':'replace','path':'a b','value':'b@x'} | invalidPath",
                "{'op':'replace','path':'userName.first','value':'b@x'} | invalidPath"
            })
    void whatCannotBeDoneIsRefused(String operation, String scimType) {
        assertThatThrownBy(() -> patched(USER, operation))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        refusal -> assertThat(refusal.scimType()).isEqualTo(scimType));
    }

    private static JsonNode patched(String resource, String operation) {
        ObjectNode changed = (ObjectNode) read(resource);
        Patch.apply(changed, read("{'Operations':[" + operation + "]}"));
        return changed;
    }

    private static JsonNode read(String text) {
        return Json.readTree(text.replace("\"", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
