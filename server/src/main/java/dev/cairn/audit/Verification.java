package dev.cairn.audit;

import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at each record of the log, whether it is as it was kept and in its place.
final class Verification {
    private static final int AT_ONCE = 5_000;
    private static final Pattern EXPECTED = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    private final Database database;
    private final Chain chain;
    private final Abandonment abandonment;

    Verification(Database database, Chain chain) {
        this.database = database;
        this.chain = chain;
        abandonment = new Abandonment(chain);
    }

    Verified run(Optional<String> expected) {
        return expected.flatMap(this::missing).orElseGet(this::run);
    }

    /// What is told of a record that must be there and is not.
    private Optional<Verified> missing(String expected) {
        Matcher form = EXPECTED.matcher(expected);
        if (!form.matches()) {
            throw ApiException.invalid("A record is expected as ID:SEAL, not '%s'.".formatted(expected));
        }
        long id = Long.parseLong(form.group(1));
        Optional<StoredRecord> record = database.read(tx -> new AuditStore(tx).find(id));
        return record.filter(found -> found.sealText().equals(form.group(2))).isPresent()
                ? Optional.empty()
                : Optional.of(new Verified(
                        Optional.empty(),
                        1,
                        0,
                        "",
                        Optional.of("record %d is not there as it was once kept".formatted(id))));
    }

    private Verified run() {
        return database.read(abandonment::last)
                .map(first -> {
                    StoredRecord before = database.read(tx -> new AuditStore(tx).find(first.id() - 1))
                            .orElseGet(StoredRecord::none);
                    return run(Optional.of(Instant.ofEpochMilli(first.time())), before.id(), before.seal(), true);
                })
                .orElseGet(() -> database.read(tx -> new AuditStore(tx).removed())
                        .map(removed -> run(Optional.empty(), removed.id(), removed.seal(), false))
                        .orElseGet(() -> run(Optional.empty(), 0, Chain.beginning(), true)));
    }

    /// Looks at all records behind one.
    ///
    /// @param begin  the number of that one
    /// @param before its seal
    /// @param isOpen whether none of the others has to tell that those up to it were removed
    private Verified run(Optional<Instant> abandoned, long begin, byte[] before, boolean isOpen) {
        boolean isTold = isOpen;
        long id = begin;
        long time = 0;
        byte[] seal = before;
        for (List<StoredRecord> some = behind(id); !some.isEmpty(); some = behind(id)) {
            for (StoredRecord record : some) {
                if (record.id() != id + 1) {
                    return broken(abandoned, begin, id, seal, "record %d is not there".formatted(id + 1));
                }
                if (record.time() < time || !chain.fits(seal, record)) {
                    return broken(abandoned, begin, id, seal, "record %d is not what was kept".formatted(record.id()));
                }
                isTold |= Retention.tellsOf(record, begin);
                id = record.id();
                time = record.time();
                seal = record.seal();
            }
        }
        return isTold
                ? new Verified(abandoned, begin + 1, id, HexFormat.of().formatHex(seal), Optional.empty())
                : broken(
                        abandoned,
                        begin,
                        id,
                        seal,
                        "no record tells that those up to %d were removed".formatted(begin));
    }

    private static Verified broken(Optional<Instant> abandoned, long begin, long id, byte[] seal, String why) {
        return new Verified(abandoned, begin + 1, id, HexFormat.of().formatHex(seal), Optional.of(why));
    }

    private List<StoredRecord> behind(long id) {
        return database.read(tx -> new AuditStore(tx).behind(id, AT_ONCE));
    }
}
