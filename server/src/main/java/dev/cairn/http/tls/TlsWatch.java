package dev.cairn.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the files of TLS from time to time, and takes them over when they changed. New ones that cannot be used are
/// told in the log, and the server goes on with what it has.
public final class TlsWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final TlsFiles files;
    private final Thread watch;
    private volatile TlsContext.Shown shown;
    private List<String> seen;

    /// @throws IllegalArgumentException with a sentence for the operator, if the files cannot be used
    public TlsWatch(TlsFiles files) {
        this.files = files;
        this.seen = versions();
        this.shown = TlsReader.read(files);
        this.watch = Thread.ofVirtual().name("tls-files").start(this::watch);
    }

    /// Of the files as they were when they could be used the last time.
    public SSLContext context() {
        return new TlsContext(() -> shown);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                List<String> now = versions();
                if (!now.equals(seen)) {
                    seen = now;
                    reload();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void reload() {
        try {
            shown = TlsReader.read(files);
            LOG.info("TLS goes on with the new files {}", files.all());
        } catch (RuntimeException unusable) {
            LOG.error("TLS goes on with the old certificate. {}", unusable.getMessage());
        }
    }

    private List<String> versions() {
        return files.all().stream().map(TlsWatch::version).toList();
    }

    /// Different when a file, or the one that a link leads to, is another one.
    private static String version(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
