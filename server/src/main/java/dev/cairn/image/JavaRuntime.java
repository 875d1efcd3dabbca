package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The base of images that have no other: this machine's own Java, without what serving needs not, and
/// the C library that it needs. There is nothing else in it, no shell either.
final class JavaRuntime {
    private static final String HOME = "opt/java";
    private static final int EVERYBODY_WRITES = 01777;

    /// Where those who run containers put what the system gives.
    private static final List<String> PLACES = List.of("dev", "proc", "sys");

    private static final String MODULES = String.join(
            ",",
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.management",
            "jdk.unsupported",
            "jdk.zipfs");

    private static final String ACCOUNTS = """
            root:x:0:0:root:/root:/sbin/nologin
            cairn:x:%1$d:%1$d:cairn:/tmp:/sbin/nologin
            """.formatted(ImageConfig.USER);

    private JavaRuntime() {}

    /// @param work a folder in which the runtime is made, and stays until the image is written
    static Base base(Path work, Platform platform) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux") || !platform.equals(Platform.here())) {
            throw new BadImageException(
                    "This machine's Java does not run on %s: give --base, an image with Java for it."
                            .formatted(platform));
        }
        Path home = work.resolve("java");
        link(home);
        Layer files = new Layer().tree(HOME, home);
        for (Path library : CLibraries.of(home)) {
            files.file(library.toString().substring(1), TarWriter.RUNNABLE, library);
        }
        PLACES.forEach(place -> files.folder(place, TarWriter.RUNNABLE));
        files.folder("tmp", EVERYBODY_WRITES)
                .file("etc/passwd", ACCOUNTS.getBytes(UTF_8))
                .file(
                        "etc/group",
                        "root:x:0:\ncairn:x:%d:\n".formatted(ImageConfig.USER).getBytes(UTF_8))
                .file("etc/nsswitch.conf", "hosts: files dns\n".getBytes(UTF_8));
        Blob layer = files.blob();
        return new Base(config(platform, layer), List.of(layer));
    }

    /// By a process of its own: within this one, a second runtime was not always the same bytes as the first.
    private static void link(Path home) throws IOException, InterruptedException {
        Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
        if (!Files.isExecutable(jlink)) {
            throw new BadImageException(
                    "This Java has no jlink to make a runtime of it: run Cairn with a JDK, or give --base, an image with Java.");
        }
        Tool.run(
                List.of(
                        jlink.toString(),
                        "--add-modules",
                        MODULES,
                        "--strip-java-debug-attributes", // the native ones would need a program of the system
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        home.toString()),
                "No runtime could be made of this Java; give --base, an image with Java.");
    }

    private static ObjectNode config(Platform platform, Blob layer) {
        ObjectNode config =
                JsonNodeFactory.instance.objectNode().put("os", "linux").put("architecture", platform.architecture());
        config.putObject("config")
                .putArray("Env")
                .add("PATH=/" + HOME + "/bin")
                .add("JAVA_HOME=/" + HOME)
                .add("JAVA_VERSION=" + Runtime.version().feature());
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids").add(layer.digest());
        return config;
    }
}
