package dev.cairn.inference;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Listing;
import dev.cairn.db.Database;
import dev.cairn.protocol.inference.Payload;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after files in the background: those that are older than they may be go, and all of tables whose endpoints are
/// gone; many small ones of a day become one. Those that these were go a turn later, when nobody reads them any more.
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Pattern DAY = Pattern.compile("date=(\\d{4}-\\d{2}-\\d{2})");
    private static final int AT_A_TIME = 100;
    private static final int MANY = 32;
    private static final long SMALL_ROWS = 4_096;
    private static final long SMALL_BYTES = 2 << 20;
    private static final long LARGE_BYTES = 16 << 20;

    private final Database database;
    private final Artifacts artifacts;
    private final PayloadFiles files;
    private final PayloadWriter writer;
    private final InstantSource clock;
    private final List<Leftover> leftovers = new ArrayList<>();

    /// The tables whose leftovers of earlier servers are known.
    private final Set<String> searched = new HashSet<>();

    /// A file that no table names.
    private record Leftover(StoredTable table, ArtifactPath path) {}

    Upkeep(Database database, Artifacts artifacts, PayloadFiles files, PayloadWriter writer, InstantSource clock) {
        this.database = database;
        this.artifacts = artifacts;
        this.files = files;
        this.writer = writer;
        this.clock = clock;
    }

    void turn() {
        leftovers.removeIf(this::isRemoved);
        for (StoredTable gone : database.read(tx -> new TableStore(tx).orphans(AT_A_TIME))) {
            attempt(gone, () -> {
                artifacts.delete(new ArtifactPath(gone.folder()));
                database.write(tx -> {
                    new TableStore(tx).delete(gone);
                    return true;
                });
            });
        }
        for (StoredTable table : database.read(tx -> new TableStore(tx).all())) {
            attempt(table, () -> {
                removeOld(table);
                search(table);
                putTogether(table);
            });
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void attempt(StoredTable table, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("table={} is looked after later", table.folder(), failure);
        }
    }

    /// Days go whole, and with them what a server left that stopped between a file and its name.
    private void removeOld(StoredTable table) throws IOException {
        long since = clock.millis() - Duration.ofDays(table.retentionDays()).toMillis();
        String first = PayloadWriter.day(since);
        Set<String> days = folders(table);
        days.addAll(database.<List<String>>read(tx -> new TableStore(tx).daysBefore(table.id(), first)));
        days.removeIf(day -> day.compareTo(first) >= 0);
        for (String day : days) {
            database.write(tx -> {
                new TableStore(tx).removeDay(table.id(), day);
                return true;
            });
            artifacts.delete(PartId.folder(table.folder(), day));
        }
    }

    /// The days that have a folder, whether the database names a file of it or not.
    private Set<String> folders(StoredTable table) throws IOException {
        return list(new ArtifactPath(table.folder())).stream()
                .map(folder -> DAY.matcher(folder.name()))
                .filter(Matcher::matches)
                .map(day -> day.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private List<ArtifactPath> list(ArtifactPath folder) throws IOException {
        List<ArtifactPath> all = new ArrayList<>();
        Listing page;
        String from = "";
        do {
            page = artifacts.list(folder, from);
            page.files().forEach(file -> all.add(file.path()));
            from = page.next();
        } while (!page.isLast());
        return all;
    }

    /// Finds once what other processes of this server left when they ended. Some of it may only have no name yet.
    private void search(StoredTable table) throws IOException {
        if (searched.contains(table.folder())) {
            return;
        }
        for (String day : folders(table)) {
            List<ArtifactPath> there = list(PartId.folder(table.folder(), day));
            Set<String> named =
                    Set.copyOf(database.<List<String>>read(tx -> new TableStore(tx).paths(table.id(), day)));
            there.stream()
                    .flatMap(file -> PartId.of(day, file).stream())
                    .map(part -> new Leftover(table, part.path(table.folder())))
                    .filter(file -> !named.contains(file.path().value()))
                    .forEach(leftovers::add);
        }
        searched.add(table.folder());
    }

    /// Removes what has no name since the turn before; true where it is done with.
    private boolean isRemoved(Leftover file) {
        try {
            if (!database.write(tx -> new TableStore(tx)
                    .isNamedForGood(file.table().id(), file.path().value()))) {
                artifacts.delete(file.path());
            }
            return true;
        } catch (IOException | RuntimeException failure) {
            LOG.warn("file={} is removed later", file.path().value(), failure);
            return false;
        }
    }

    private void putTogether(StoredTable table) throws IOException {
        List<StoredFile> small = database.read(
                tx -> new TableStore(tx).small(table.id(), MANY, AT_A_TIME * MANY, SMALL_ROWS, SMALL_BYTES));
        List<StoredFile> some = new ArrayList<>();
        List<Payload> payloads = new ArrayList<>();
        long bytes = 0;
        for (StoredFile file : small) {
            if (bytes + file.textBytes() > LARGE_BYTES) {
                break;
            }
            Optional<List<Payload>> read = files.find(file, true);
            if (read.isPresent()) {
                bytes += file.textBytes();
                payloads.addAll(read.get());
                some.add(file);
            }
        }
        if (some.size() > 1
                && !payloads.isEmpty()
                && writer.write(table, some.getFirst().day(), payloads, some.toArray(StoredFile[]::new))
                        .isPresent()) {
            some.forEach(file -> leftovers.add(new Leftover(table, new ArtifactPath(file.path()))));
        }
    }
}
