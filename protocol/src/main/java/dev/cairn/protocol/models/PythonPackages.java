package dev.cairn.protocol.models;

import dev.cairn.protocol.Require;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Python that a model needs, and the three files that say so beside it.
///
/// @param python       its version, such as `3.11.7`; null for any
/// @param requirements a line of pip's each, such as `xgboost==3.1.2`
public record PythonPackages(@Nullable String python, List<String> requirements) {
    /// What pip installs.
    public static final String REQUIREMENTS = "requirements.txt";

    /// What `virtualenv` and its like make an environment of.
    public static final String PYTHON_ENV = "python_env.yaml";

    /// What conda makes one of.
    public static final String CONDA = "conda.yaml";

    private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^]]*])?\\s*(.*)");
    private static final Pattern PINNED = Pattern.compile("===?\\s*([A-Za-z0-9][A-Za-z0-9.+!_-]*)\\s*(?:;.*)?");

    public PythonPackages {
        requirements = Require.listOrEmpty(requirements);
    }

    /// The same with a package, unless it is among them.
    ///
    /// @param requirement a name, or one with a version
    public PythonPackages with(String requirement) {
        if (requirements.stream().anyMatch(each -> name(each).equals(name(requirement)))) {
            return this;
        }
        List<String> all = new ArrayList<>(requirements);
        all.add(requirement);
        return new PythonPackages(python, all);
    }

    /// The one version of a package that will do; empty where several might.
    public Optional<String> version(String ofPackage) {
        for (String requirement : requirements) {
            Matcher named = NAME.matcher(requirement);
            if (named.matches() && name(requirement).equals(name(ofPackage))) {
                Matcher pinned = PINNED.matcher(named.group(2));
                return pinned.matches() ? Optional.of(pinned.group(1)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// A name as pip compares it.
    private static String name(String requirement) {
        Matcher named = NAME.matcher(requirement);
        return named.matches() ? named.group(1).toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") : requirement;
    }

    /// The files by name with their texts.
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(REQUIREMENTS, String.join("\n", requirements) + "\n");
        files.put(PYTHON_ENV, virtualenv());
        files.put(CONDA, conda());
        return files;
    }

    private String virtualenv() {
        String version = python == null ? "" : "python: %s\n".formatted(quoted(python));
        return version + """
                build_dependencies:
                - pip
                - setuptools
                - wheel
                dependencies:
                - -r %s
                """.formatted(REQUIREMENTS);
    }

    private String conda() {
        StringBuilder text = new StringBuilder("""
                name: mlflow-env
                channels:
                - conda-forge
                dependencies:
                """);
        text.append(python == null ? "" : "- %s\n".formatted(quoted("python=" + python)));
        text.append("- pip\n");
        text.append(requirements.isEmpty() ? "- pip: []\n" : "- pip:\n");
        requirements.forEach(each -> text.append("  - %s\n".formatted(quoted(each))));
        return text.toString();
    }

    /// A text of YAML, whatever is in it.
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
