package dev.cairn.client;

import dev.cairn.protocol.artifacts.FileInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder of files that the server keeps: of a run, a logged model, or a version of a registered one.
///
/// Paths are relative to it, with slashes between names, whatever the machine. Files are streamed, so that none is too
/// large; one is there as a whole or not at all.
public final class ArtifactFolder {
    private final Transport transport;
    private final ProxyPath root;

    private ArtifactFolder(Transport transport, ProxyPath root) {
        this.transport = transport;
        this.root = root;
    }

    /// The folder at a place.
    ///
    /// @throws CairnException for a place that the server does not lead to
    static ArtifactFolder of(Transport transport, String uri) {
        return new ArtifactFolder(transport, ProxyPath.of(uri));
    }

    /// As other clients name it.
    public String uri() {
        return root.uri();
    }

    /// A folder in this one, whether there is something in it or not.
    public ArtifactFolder at(String path) {
        return new ArtifactFolder(transport, root.at(path));
    }

    /// The files and folders that lie directly in it.
    public List<FileInfo> list() {
        return list("").toList();
    }

    /// All files in it, however deep, fetched while the stream is read; their paths are relative to this folder.
    public Stream<FileInfo> walk() {
        return walk("");
    }

    private Stream<FileInfo> walk(String below) {
        return list(below).flatMap(each -> each.isDir() ? walk(each.path()) : Stream.of(each));
    }

    private Stream<FileInfo> list(String below) {
        String prefix = below.isEmpty() ? "" : below + "/";
        return root.at(below)
                .list(transport)
                .map(file -> new FileInfo(prefix + file.path(), file.isDir(), file.fileSize()));
    }

    /// Stores a file under its own name.
    public void upload(Path file) {
        upload(file, name(file));
    }

    /// Stores a file, in parts if it is large and the server takes parts.
    public void upload(Path file, String path) {
        new Upload(transport, root.at(path)).send(file);
    }

    public void upload(byte[] content, String path) {
        transport.upload(root.at(path).route(), BodyPublishers.ofByteArray(content));
    }

    /// Stores a text as UTF-8.
    public void upload(String text, String path) {
        upload(text.getBytes(StandardCharsets.UTF_8), path);
    }

    /// Stores all files of a folder, with their paths in it.
    public void uploadFolder(Path folder) {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (Path file : files) {
            upload(file, folder.relativize(file).toString().replace('\\', '/'));
        }
    }

    /// A file as it comes; the caller closes it.
    ///
    /// @throws NotFoundException if there is none
    public InputStream open(String path) {
        return transport.open(root.at(path).route(), "", Map.of()).body();
    }

    public byte[] bytes(String path) {
        try (InputStream file = open(path)) {
            return file.readAllBytes();
        } catch (IOException broken) {
            throw new NoAnswerException("The connection broke before all of '" + path + "' was there.", broken);
        }
    }

    /// A file that is UTF-8.
    public String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /// Saves a file, going on where the connection broke. What is there under that name is replaced once all of the new
    /// one is.
    ///
    /// @return the file
    public Path download(String path, Path file) {
        return new Download(transport, root.at(path).route(), file).save();
    }

    /// Saves all files in a folder, with their paths in it.
    ///
    /// @return the folder
    public Path downloadTo(Path folder) {
        walk().forEach(file -> download(file.path(), inside(folder, file.path())));
        return folder;
    }

    /// Removes a file or folder.
    public void delete(String path) {
        transport.delete(root.at(path).route());
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        if (name == null) {
            throw new IllegalArgumentException("'" + file + "' is no file.");
        }
        return name.toString();
    }

    /// A server's names lead nowhere but down.
    private static Path inside(Path folder, String path) {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new CairnException("The server names a file that lies outside its folder: " + path);
        }
        return file;
    }
}
