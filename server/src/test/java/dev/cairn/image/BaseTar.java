package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// An image with one layer, as others make one to build on.
final class BaseTar {
    static final byte[] LAYER = layer("java/bin/java");

    private BaseTar() {}

    /// A layer with one file.
    static byte[] layer(String file) {
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(layer)) {
            byte[] content = "a program".getBytes(UTF_8);
            tar.file(file, TarWriter.RUNNABLE, content.length, Content.of(content));
            tar.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return layer.toByteArray();
    }

    static String config(String architecture, String javaVersion) {
        return """
                {"architecture":"%s","os":"linux","config":{"Env":["PATH=/usr/bin","JAVA_HOME=/java","JAVA_VERSION=%s"],
                "Labels":{"vendor":"somebody","org.opencontainers.image.title":"java"},"User":"0"},
                "rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(architecture, javaVersion, Tars.digest(LAYER));
    }

    static String config() {
        return config(Platform.here().architecture(), "jdk-25.0.3+9");
    }

    /// The files of a layout.
    static Map<String, byte[]> layout(String config) {
        return layout(config, LAYER);
    }

    static Map<String, byte[]> layout(String config, byte[] layer) {
        byte[] about = config.getBytes(UTF_8);
        byte[] manifest = """
                {"schemaVersion":2,"config":%s,"layers":[%s]}""".formatted(
                        described("application/vnd.oci.image.config.v1+json", about),
                        described("application/vnd.docker.image.rootfs.diff.tar", layer))
                .getBytes(UTF_8);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
        files.put(
                "index.json",
                "{\"manifests\":[%s]}"
                        .formatted(described("application/vnd.oci.image.manifest.v1+json", manifest))
                        .getBytes(UTF_8));
        files.put(path(manifest), manifest);
        files.put(path(about), about);
        files.put(path(layer), layer);
        return files;
    }

    /// The files of an image that an older Docker saved.
    static Map<String, byte[]> saved(String config) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("1/layer.tar", LAYER);
        files.put("about.json", config.getBytes(UTF_8));
        files.put("manifest.json", "[{\"Config\":\"about.json\",\"Layers\":[\"1/layer.tar\"]}]".getBytes(UTF_8));
        return files;
    }

    static Path write(Path folder, Map<String, byte[]> files) throws IOException {
        Path tar = folder.resolve("base.tar");
        Tars.write(tar, files);
        return tar;
    }

    static String path(byte[] content) {
        return "blobs/sha256/" + Tars.digest(content).substring("sha256:".length());
    }

    private static String described(String type, byte[] content) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(type, Tars.digest(content), content.length);
    }
}
