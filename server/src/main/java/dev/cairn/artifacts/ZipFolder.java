package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Sends a folder with all below it as one zip file, made while it is sent. Nothing is compressed: most artifacts are
/// already, and the server has better things to do. Files of more than 4 GiB and more than 65,535 of them make it a
/// zip64.
final class ZipFolder {
    private static final int MOST_FILES = 100_000;
    private static final int AT_ONCE = 8;
    private static final int PAGE = 10_000;

    private final ArtifactStore store;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    ZipFolder(ArtifactStore store) {
        this.store = store;
    }

    void send(ArtifactPath folder, Exchange exchange) throws IOException {
        if (exchange.isHead()) {
            requireSomething(store.list(folder, "", 1).files(), folder);
            begin(folder, exchange).close();
            return;
        }
        if (!turns.tryAcquire()) {
            throw ApiException.busy("As many folders as this server takes are being sent; try again.");
        }
        try {
            List<ArtifactFile> files = below(folder);
            requireSomething(files, folder);
            ZipOutputStream zip = new ZipOutputStream(begin(folder, exchange));
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (ArtifactFile file : files) {
                add(file, folder, zip);
            }
            zip.close(); // and not after a failure, which the client must see
        } finally {
            turns.release();
        }
    }

    private static void requireSomething(List<ArtifactFile> files, ArtifactPath folder) {
        if (files.isEmpty()) {
            throw ApiException.missing("No such artifact folder: '%s'".formatted(folder.value()));
        }
    }

    private static OutputStream begin(ArtifactPath folder, Exchange exchange) {
        String name = folder.isRoot() ? "artifacts" : folder.name();
        return exchange
                .responseHeader("Content-Type", "application/zip")
                .responseHeader("Content-Disposition", Download.disposition(name + ".zip"))
                .responseHeader("Content-Security-Policy", "sandbox")
                .stream(200, -1);
    }

    /// All files below a folder, known before the first byte is sent, so that a folder that is too large is refused.
    private List<ArtifactFile> below(ArtifactPath folder) throws IOException {
        List<ArtifactFile> files = new ArrayList<>();
        Deque<ArtifactPath> folders = new ArrayDeque<>(List.of(folder));
        while (!folders.isEmpty()) {
            ArtifactPath next = folders.pop();
            Listing page = Listing.NOTHING;
            do {
                page = store.list(next, page.next(), PAGE);
                for (ArtifactFile file : page.files()) {
                    if (file.isDirectory()) {
                        folders.push(file.path());
                    } else {
                        files.add(file);
                    }
                }
                if (files.size() + folders.size() > MOST_FILES) {
                    throw ApiException.invalid(
                            "The folder has more than %d files: ask for a folder below it.".formatted(MOST_FILES));
                }
            } while (!page.isLast());
        }
        return files;
    }

    /// Under its path below the folder, which is a plain one.
    private void add(ArtifactFile file, ArtifactPath folder, ZipOutputStream zip) throws IOException {
        String path = file.path().value();
        ZipEntry entry = new ZipEntry(
                folder.isRoot() ? path : path.substring(folder.value().length() + 1));
        entry.setTime(file.modified().toEpochMilli());
        zip.putNextEntry(entry);
        if (file.size() > 0) {
            try (InputStream in = store.open(file, ByteRange.all(file.size()))) {
                Download.copy(in, file.size(), zip);
            }
        }
        zip.closeEntry();
    }
}
