package dev.cairn.scoring;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The Python that a model wants, from its `python_env.yaml` and the requirements that this names, or from its
/// `conda.yaml`.
///
/// @param python its version, such as `3.11.7`; null for any
/// @param build what has to be there before the rest is installed
/// @param requirements the rest, a line of pip's each
public record PythonEnvironment(@Nullable String python, List<String> build, List<String> requirements) {
    private static final String FROM_FILE = "-r ";

    public PythonEnvironment {
        build = List.copyOf(build);
        requirements = List.copyOf(requirements);
    }

    static PythonEnvironment ofVirtualenv(ModelFolder folder, String file) {
        JsonNode tree = MlModelReader.tree(file, folder.text(file));
        List<String> requirements = new ArrayList<>();
        for (String line : texts(tree.path("dependencies"))) {
            if (line.startsWith(FROM_FILE)) {
                folder.text(line.substring(FROM_FILE.length()).strip())
                        .lines()
                        .map(String::strip)
                        .filter(each -> !each.isEmpty() && !each.startsWith("#"))
                        .forEach(requirements::add);
            } else {
                requirements.add(line);
            }
        }
        String python = MlModelReader.text(tree, "python");
        return new PythonEnvironment(
                python.isEmpty() ? null : python, texts(tree.path("build_dependencies")), requirements);
    }

    static PythonEnvironment ofConda(ModelFolder folder, String file) {
        String python = null;
        List<String> build = new ArrayList<>();
        List<String> requirements = new ArrayList<>();
        for (JsonNode dependency : MlModelReader.tree(file, folder.text(file)).path("dependencies")) {
            String text = dependency.asString("");
            if (dependency.isObject()) {
                requirements.addAll(texts(dependency.path("pip")));
            } else if (text.startsWith("python=")) {
                python = text.replaceFirst("^python=+", "");
            } else {
                build.add(text.replaceFirst("(?<![<>=!~])=(?!=)", "=="));
            }
        }
        return new PythonEnvironment(python, build, requirements);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(each -> each.asString("")).toList();
    }
}
