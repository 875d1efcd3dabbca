package dev.cairn.serving.variables;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedEntity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The environment variables of a served entity as they are asked for: texts, and references to secrets.
public final class Variables {
    private static final int MOST = 100;

    /// Of all names and values together.
    private static final int MOST_BYTES = 64 << 10;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern REFERENCE =
            Pattern.compile("\\{\\{\\s*secrets/([A-Za-z0-9_.@-]{1,128})/([A-Za-z0-9_.-]{1,128})\\s*}}");
    private static final Pattern LIKE_A_REFERENCE = Pattern.compile("\\{\\{\\s*secrets/");

    /// What the processes of models are started with, and what would make another program of them.
    private static final Set<String> RESERVED = Set.of(
            "PATH",
            "HOME",
            "TMPDIR",
            "LC_ALL",
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "MKL_NUM_THREADS",
            "GCONV_PATH",
            "GLIBC_TUNABLES");

    private static final List<String> RESERVED_BEGINNINGS = List.of("LD_", "DYLD_", "PYTHON", "CAIRN_", "_MLFLOW_");

    private Variables() {}

    /// A secret that a variable refers to as `{{secrets/SCOPE/KEY}}`.
    record Reference(String scope, String key) {
        static Optional<Reference> of(String value) {
            Matcher matcher = REFERENCE.matcher(value);
            return matcher.matches()
                    ? Optional.of(new Reference(matcher.group(1), matcher.group(2)))
                    : Optional.empty();
        }
    }

    /// The variables as they are stored, in the order that they were given.
    ///
    /// @param at the entity, in the request
    public static Map<String, String> checked(ServedEntity asked, String at) {
        Map<String, String> variables = asked.environmentVars();
        if (variables.size() > MOST) {
            throw ApiException.invalid("%s.environment_vars: an entity has at most %d variables.".formatted(at, MOST));
        }
        variables.forEach((name, value) -> check(name, value, at + ".environment_vars"));
        int bytes = variables.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MOST_BYTES) {
            throw ApiException.invalid("%s.environment_vars: all names and values have at most %d KiB together."
                    .formatted(at, MOST_BYTES >> 10));
        }
        return variables;
    }

    private static void check(String name, String value, String at) {
        if (!NAME.matcher(name).matches()) {
            throw ApiException.invalidValue(
                    at, name, "a variable's name has up to 128 letters, digits and '_', and begins with no digit.");
        }
        if (RESERVED.contains(name) || RESERVED_BEGINNINGS.stream().anyMatch(name::startsWith)) {
            throw ApiException.invalidValue(
                    at, name, "the server itself says what this variable is for the processes of models.");
        }
        if (value.indexOf('\0') >= 0) {
            throw ApiException.invalid("%s.%s: a variable's value has no NUL in it.".formatted(at, name));
        }
        if (LIKE_A_REFERENCE.matcher(value).find() && Reference.of(value).isEmpty()) {
            throw ApiException.invalid(
                    "%s.%s: a secret is referred to by {{secrets/SCOPE/KEY}} and nothing else beside it."
                            .formatted(at, name));
        }
    }

    /// Whether an entity's processes get any secret.
    public static boolean refersToSecrets(ServedEntity entity) {
        return entity.environmentVars().values().stream()
                .anyMatch(value -> Reference.of(value).isPresent());
    }
}
