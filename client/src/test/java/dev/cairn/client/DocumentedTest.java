package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The blocks of docs/java-client.md are one program, which compiles and runs.
class DocumentedTest {
    private static final Path PAGE = Path.of("../docs/java-client.md");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String SERVER_OF_THE_PAGE = "http://localhost:5000";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TempDir
    Path folder;

    @Test
    void whatThePageShowsCompilesAndRuns() throws Exception {
        Path source = Files.writeString(folder.resolve("Documented.java"), program());
        compile(source);

        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Documented").getMethod("run").invoke(null);
        }
        assertThat(SERVER.client().modelVersions().get("prices", "1").currentStage())
                .isEqualTo("Production");
    }

    private static String program() throws IOException {
        List<String> lines = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .flatMap(block -> block.group(1).lines())
                .toList();
        assertThat(lines).hasSizeGreaterThan(50);
        return lines.stream().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"))
                + "\npublic class Documented { public static void run() throws Exception {\n"
                + lines.stream()
                        .filter(line -> !line.startsWith("import "))
                        .collect(Collectors.joining("\n"))
                        .replace(SERVER_OF_THE_PAGE, SERVER.url())
                + "\n}}\n";
    }

    private void compile(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("--release", "17", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as("%s", said).isTrue();
        }
    }
}
