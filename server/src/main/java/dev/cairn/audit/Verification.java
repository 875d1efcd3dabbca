package dev.cairn.audit;

import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
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

    Verification(Database database, Chain chain) {
        this.database = database;
        this.chain = chain;
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
                        1, 0, "", Optional.of("record %d is not there as it was once kept".formatted(id))));
    }

    private Verified run() {
        Optional<AuditStore.Removed> removed = database.read(tx -> new AuditStore(tx).removed());
        long begin = removed.map(AuditStore.Removed::id).orElse(0L);
        boolean isTold = removed.isEmpty();
        long id = begin;
        long time = 0;
        byte[] seal = removed.map(AuditStore.Removed::seal).orElseGet(Chain::beginning);
        for (List<StoredRecord> some = behind(id); !some.isEmpty(); some = behind(id)) {
            for (StoredRecord record : some) {
                if (record.id() != id + 1) {
                    return broken(begin, id, seal, "record %d is not there".formatted(id + 1));
                }
                if (record.time() < time || !chain.fits(seal, record)) {
                    return broken(begin, id, seal, "record %d is not what was kept".formatted(record.id()));
                }
                isTold |= Retention.tellsOf(record, begin);
                id = record.id();
                time = record.time();
                seal = record.seal();
            }
        }
        return isTold
                ? new Verified(begin + 1, id, HexFormat.of().formatHex(seal), Optional.empty())
                : broken(begin, id, seal, "no record tells that those up to %d were removed".formatted(begin));
    }

    private static Verified broken(long begin, long id, byte[] seal, String why) {
        return new Verified(begin + 1, id, HexFormat.of().formatHex(seal), Optional.of(why));
    }

    private List<StoredRecord> behind(long id) {
        return database.read(tx -> new AuditStore(tx).behind(id, AT_ONCE));
    }
}
