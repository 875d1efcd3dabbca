package dev.cairn.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.ServedRoutes;
import dev.cairn.access.Permission;
import dev.cairn.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every route under every prefix answers everybody as `docs/permissions.md` says (security.md, classes 5 and 18). A
/// route that is not in the table fails this test.
///
/// With `-Dcairn.table=write` the table is written as the server answers: look at what changed before you keep it.
final class PermissionsTableTest {
    private static final Path TABLE = Path.of("..", "docs", "permissions.md");
    private static final String PASSWORD = "correct horse battery";

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer().withAccounts();

    private final Http http = new Http(SERVER.port());
    private final Principal anonymous = new Principal("nobody signed in", Map.of());

    @Test
    void everyRouteAnswersEverybodyAsTheTableSays() throws IOException {
        Principal admin = admin();
        List<Principal> everybody = everybody(admin);
        Map<String, Sample> samples = Sample.all();
        Map<String, String> rows = new TreeMap<>();
        List<String> odd = new ArrayList<>();
        for (Route route : ServedRoutes.all()) {
            String key = Sample.key(route);
            Sample sample = samples.get(key);
            if (sample == null) {
                odd.add(key + " has no request in permissions/requests.txt");
                continue;
            }
            String row = "| %s | %s | %s |"
                    .formatted(
                            key.replace(" ", " | "),
                            needs(route.permission()),
                            String.join(" | ", answers(route, sample, everybody, admin)));
            String other = rows.put(key, row);
            if (other != null && !other.equals(row)) {
                odd.add("The prefixes differ: " + other + " and " + row);
            }
        }

        assertThat(odd).isEmpty();
        Document document = new Document(TABLE);
        if (System.getProperty("cairn.table", "").equals("write")) {
            document.write(everybody, rows.values());
        }
        assertThat(List.copyOf(rows.values())).containsExactlyElementsOf(document.rows());
    }

    /// The weakest first, so that a thing is still there for the next one, unless somebody who may has done it.
    private List<String> answers(Route route, Sample sample, List<Principal> everybody, Principal admin) {
        List<String> answers = new ArrayList<>();
        Things things = new Things(http, admin);
        for (Principal who : everybody) {
            String marker = things.in(sample.marker());
            Http.Answer answer = http.send(
                    sample.spoken(who, things),
                    route.method().name(),
                    things.in(sample.target(route)),
                    things.in(sample.body()));
            String told = told(answer, marker);
            answers.add(told);
            if (told.equals("yes") && route.method() != dev.cairn.http.Method.GET) {
                things = new Things(http, admin);
            }
        }
        return answers;
    }

    private static String told(Http.Answer answer, String marker) {
        if (answer.status() / 100 != 2) {
            return Integer.toString(answer.status());
        }
        return marker.isEmpty() || answer.text().contains(marker) ? "yes" : "nothing";
    }

    private static String needs(Permission permission) {
        return switch (permission) {
            case Permission.Open open -> "";
            case Permission.SignedIn signedIn -> "signed in";
            case Permission.Needs needs ->
                needs.level() + " " + needs.resource().words();
            case Permission.Both(Permission.Needs first, Permission.Needs second) ->
                needs(first) + ", " + needs(second);
            case Permission.Creates creates -> "create " + creates.resource().words();
            case Permission.Filtered filtered -> "READ " + filtered.resource().words() + ", filtered";
        };
    }

    private Principal admin() {
        String body =
                "{\"token\":\"%s\",\"username\":\"root\",\"password\":\"%s\"}".formatted(SERVER.setUpToken(), PASSWORD);
        Http.Answer made = http.send(anonymous, "POST", "/api/3.0/cairn/session/set-up", body);
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        return withToken("administrator", "root", Map.of());
    }

    private List<Principal> everybody(Principal admin) {
        call(admin, "3.0/mlflow/workspaces", "{\"name\":\"other\"}");
        return List.of(
                anonymous,
                somebody(admin, "without any role", List.of(), Map.of()),
                somebody(
                        admin,
                        "manages another workspace",
                        List.<String[]>of(new String[] {"other", "workspace", "MANAGE"}),
                        Map.of("X-MLFLOW-WORKSPACE", "other")),
                somebody(admin, "READ on all", onAll("READ"), Map.of()),
                somebody(admin, "EDIT on all", onAll("EDIT"), Map.of()),
                somebody(admin, "MANAGE on all", onAll("MANAGE"), Map.of()),
                somebody(
                        admin,
                        "uses the workspace",
                        List.<String[]>of(new String[] {"default", "workspace", "USE"}),
                        Map.of()),
                somebody(
                        admin,
                        "manages the workspace",
                        List.<String[]>of(new String[] {"default", "workspace", "MANAGE"}),
                        Map.of()),
                admin);
    }

    private static List<String[]> onAll(String level) {
        return List.of(
                new String[] {"default", "experiment", level},
                new String[] {"default", "registered_model", level},
                new String[] {"default", "serving_endpoint", level});
    }

    /// Somebody with a role of their own.
    ///
    /// @param permissions the workspace, the type and the level of each
    private Principal somebody(Principal admin, String name, List<String[]> permissions, Map<String, String> more) {
        String user = name.replace(' ', '.');
        call(admin, "2.0/mlflow/users/create", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, PASSWORD));
        String roles = http.send(admin, "GET", "/api/3.0/mlflow/users/roles/list?username=" + user, "")
                .json()
                .at("/roles/0/id")
                .asString();
        http.send(
                admin,
                "DELETE",
                "/api/3.0/mlflow/roles/unassign",
                "{\"username\":\"%s\",\"role_id\":%s}".formatted(user, roles));
        for (String[] permission : permissions) {
            String role = call(
                            admin,
                            "3.0/mlflow/roles/create",
                            "{\"name\":\"%s\",\"workspace\":\"%s\"}".formatted(name + permission[1], permission[0]))
                    .json()
                    .at("/role/id")
                    .asString();
            call(
                    admin,
                    "3.0/mlflow/roles/permissions/add",
                    "{\"role_id\":%s,\"resource_type\":\"%s\",\"resource_pattern\":\"*\",\"permission\":\"%s\"}"
                            .formatted(role, permission[1], permission[2]));
            call(admin, "3.0/mlflow/roles/assign", "{\"username\":\"%s\",\"role_id\":%s}".formatted(user, role));
        }
        return withToken(name, user, more);
    }

    private Principal withToken(String name, String user, Map<String, String> more) {
        Principal byPassword = new Principal(name, Map.of("Authorization", Request.credentials(user, PASSWORD)));
        String token = call(byPassword, "2.0/token/create", "{}")
                .json()
                .at("/token_value")
                .asString();
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + token);
        return new Principal(name, headers);
    }

    private Http.Answer call(Principal who, String path, String body) {
        Http.Answer answer = http.send(who, "POST", "/api/" + path, body);
        assertThat(answer.status() / 100).as(path + " " + answer).isEqualTo(2);
        return answer;
    }

    /// A request of the file.
    ///
    /// @param path   by the names of its parameters; those with a hyphen are headers
    /// @param query  with its question mark, or empty
    /// @param marker what the answer holds if the caller sees the thing; empty if the status says so
    private record Sample(Map<String, String> path, String query, String body, String marker) {
        static Map<String, Sample> all() throws IOException {
            Map<String, Sample> samples = new LinkedHashMap<>();
            for (String line : Files.readAllLines(Path.of("src/test/resources/permissions/requests.txt"))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.split(" ", 3);
                    assertThat(samples.put(words[0] + " " + words[1], of(words.length < 3 ? "" : words[2])))
                            .as(line)
                            .isNull();
                }
            }
            return samples;
        }

        private static Sample of(String text) {
            String[] parts = (" " + text + " ").split(" ~ ", 2);
            String rest = parts[0].strip();
            Map<String, String> path = new HashMap<>();
            while (rest.matches("(?s)[a-z_-]+=.*")) {
                String word = rest.split(" ", 2)[0];
                path.put(word.split("=", 2)[0], word.split("=", 2)[1]);
                rest = rest.substring(word.length()).strip();
            }
            String query = "";
            if (rest.startsWith("?")) {
                query = rest.split(" ", 2)[0];
                rest = rest.substring(query.length()).strip();
            }
            return new Sample(path, query, rest, parts.length < 2 ? "" : parts[1].strip());
        }

        static String key(Route route) {
            return route.method() + " "
                    + route.path().replaceFirst("^/(ajax-)?api/", "").replace("+}", "}");
        }

        Principal spoken(Principal who, Things things) {
            Principal with = who;
            for (Map.Entry<String, String> parameter : path.entrySet()) {
                if (parameter.getKey().contains("-")) {
                    with = with.with(parameter.getKey(), things.in(parameter.getValue()));
                }
            }
            return with;
        }

        String target(Route route) {
            String target = route.path().replace("+}", "}");
            for (Map.Entry<String, String> parameter : path.entrySet()) {
                target = target.replace("{" + parameter.getKey() + "}", parameter.getValue());
            }
            return target + query;
        }
    }
}
