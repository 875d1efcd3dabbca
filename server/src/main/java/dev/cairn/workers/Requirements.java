package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.PythonEnvironment;
import dev.cairn.text.Digests;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is installed in an environment.
///
/// @param python      such as `3.11`, empty where any will do
/// @param packages    by their names in an index, or by URLs where that is allowed
/// @param constraints what versions they may have
record Requirements(String python, List<String> packages, List<String> constraints) {
    private static final int LENGTH_OF_NAME = 16;
    private static final Pattern MINOR = Pattern.compile("^(\\d+\\.\\d+).*");
    private static final Pattern REMARK = Pattern.compile("(^|\\s)#.*$");

    /// The file that MLflow writes beside the requirements, where somebody gave it one.
    private static final Pattern CONSTRAINTS = Pattern.compile("(?:-c|--constraint)[ =]+(\\S+)");

    private static final int LONGEST = 2_000;

    /// No line ends in the midst of it, as pip would see some, and pip puts in nothing of variables
    /// or of the next line.
    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7E\\t&&[^$\\\\]]*");

    /// A name, extras, and a version, conditions or a URL: no folder or file, no option of pip.
    private static final Pattern PACKAGE = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9._-]*+\\s*+(\\[[^\\]/]*+])?+\\s*+((@\\s*+(?<url>(git\\+)?https://\\S++)\\s*+)?+(;.*)?|[(<>=!~][^/]*+)");

    private static final Pattern OPTION = Pattern.compile("-.*|.*\\s-.*");

    /// @param files    the text of a file of the model
    /// @param withUrls whether packages may be named by URLs, behind which is anybody's program
    /// @throws ModelFormatException if a line is none that names a package
    static Requirements of(PythonEnvironment wanted, UnaryOperator<String> files, boolean withUrls) {
        List<String> packages = new ArrayList<>();
        List<String> constraints = new ArrayList<>();
        for (String line : lines(Stream.concat(wanted.build().stream(), wanted.requirements().stream()))) {
            Matcher file = CONSTRAINTS.matcher(line);
            if (file.matches()) {
                lines(files.apply(file.group(1)).lines()).forEach(each -> constraints.add(checked(each, withUrls)));
            } else if (!line.equals("pip")) {
                packages.add(checked(line, withUrls));
            }
        }
        return new Requirements(minor(wanted), List.copyOf(packages), List.copyOf(constraints));
    }

    private static List<String> lines(Stream<String> text) {
        return text.map(Requirements::bounded)
                .map(line -> REMARK.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String bounded(String line) {
        if (line.length() > LONGEST) {
            throw new ModelFormatException("Its requirements have a line of %,d characters; at most %,d are read."
                    .formatted(line.length(), LONGEST));
        }
        return line;
    }

    private static String checked(String line, boolean withUrls) {
        if (!PLAIN.matcher(line).matches()) {
            throw new ModelFormatException(
                    "Its requirements have '%s': a line is of ASCII, without $ and backslashes.".formatted(line));
        }
        if (OPTION.matcher(line).matches()) {
            throw new ModelFormatException(
                    "Its requirements have '%s': a model may not set options of pip. Whoever runs the server sets them as variables, such as PIP_INDEX_URL, or names a Python that has the packages by --model-python."
                            .formatted(line));
        }
        Matcher named = PACKAGE.matcher(line);
        if (!named.matches()) {
            throw new ModelFormatException(
                    "Its requirements have '%s', which is no package of an index: log the model with the package itself in its code_paths, or name a Python that has it by --model-python."
                            .formatted(line));
        }
        if (named.group("url") != null && !withUrls) {
            throw new ModelFormatException(
                    "Its requirements have '%s', a package behind a URL, whose program would run with the rights of this server while it is installed. Whoever runs the server allows this by --model-builds."
                            .formatted(line));
        }
        return line;
    }

    private static String minor(PythonEnvironment wanted) {
        String python = wanted.python();
        Matcher found = MINOR.matcher(python == null ? "" : python);
        return found.matches() ? found.group(1) : "";
    }

    /// The same packages of whatever Python there is.
    Requirements ofAnyPython() {
        return new Requirements("", packages, constraints);
    }

    /// The same for the same packages of the same Python.
    String name() {
        String all = String.join("\n", python, String.join("\n", packages), "", String.join("\n", constraints));
        return HexFormat.of()
                .formatHex(Digests.sha256().digest(all.getBytes(UTF_8)))
                .substring(0, LENGTH_OF_NAME);
    }
}
