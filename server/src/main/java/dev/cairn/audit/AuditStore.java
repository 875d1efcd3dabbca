package dev.cairn.audit;

import dev.cairn.access.Act;
import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.text.Patterns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// The SQL of the audit log. Records are numbered without gaps, in blocks of 1,024 by which they are found.
record AuditStore(Transaction tx) {
    static final int BLOCK = 1024;

    private static final BulkInsert RECORDS = new BulkInsert(
            "INSERT INTO audit_records (id, at, entry, seal)",
            List.of(ColumnType.LONG, ColumnType.LONG, ColumnType.TEXT, ColumnType.BYTES),
            "");

    private static final BulkInsert TERMS = new BulkInsert(
            "INSERT INTO audit_terms (term, block)",
            List.of(ColumnType.TEXT, ColumnType.LONG),
            "ON CONFLICT DO NOTHING");

    private static final String SELECT = "SELECT id, at, entry, seal FROM audit_records ";

    private static final Row<StoredRecord> ROW = row ->
            new StoredRecord(row.getLong(1), row.getLong(2), row.getString(3), Objects.requireNonNull(row.getBytes(4)));

    static long block(long id) {
        return (id - 1) / BLOCK;
    }

    static long firstOf(long block) {
        return block * BLOCK + 1;
    }

    /// Waits until no other transaction appends, and keeps others from it until this one ends.
    void alone() {
        tx.alone("audit");
    }

    Optional<StoredRecord> last() {
        return tx.find(SELECT + "ORDER BY id DESC LIMIT 1", ROW);
    }

    Optional<StoredRecord> find(long id) {
        return tx.find(SELECT + "WHERE id = ?", ROW, id);
    }

    void append(List<StoredRecord> records) {
        tx.insertAll(
                RECORDS,
                records.stream()
                        .map(one -> new Object[] {one.id(), one.time(), one.entry(), one.seal()})
                        .toList());
    }

    void addTerms(long block, Collection<String> terms) {
        tx.insertAll(
                TERMS, terms.stream().map(term -> new Object[] {term, block}).toList());
    }

    /// Some records behind one, oldest first.
    List<StoredRecord> behind(long id, int most) {
        return tx.query(SELECT + "WHERE id > ? ORDER BY id LIMIT ?", ROW, id, most);
    }

    /// The records from one to another that may have all of these terms, by their text; newest first.
    List<StoredRecord> between(long first, long last, List<String> terms) {
        List<String> parts = terms.stream().flatMap(AuditEntry::part).toList();
        String done = terms.contains(AuditEntry.ofOutcome(AuditEntry.REFUSED)) ? "AND entry NOT LIKE ? " : "";
        List<Object> binds = new ArrayList<>(List.of(first, last));
        parts.forEach(part -> binds.add(Patterns.around(part)));
        if (!done.isEmpty()) {
            binds.add("%\"outcome\":\"" + Act.DONE + "\"%");
        }
        return tx.query(
                SELECT + "WHERE id BETWEEN ? AND ? " + "AND entry LIKE ? ESCAPE '!' ".repeat(parts.size()) + done
                        + "ORDER BY id DESC",
                ROW,
                binds.toArray());
    }

    /// The number of the first record that is not from before a time.
    OptionalLong firstSince(long time) {
        return tx
                .find("SELECT id FROM audit_records WHERE at >= ? ORDER BY at, id LIMIT 1", row -> row.getLong(1), time)
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /// Some blocks in which all of these terms are, newest first.
    ///
    /// @param terms at least one
    List<Long> blocks(List<String> terms, long first, long last, int most) {
        String others = "AND EXISTS (SELECT 1 FROM audit_terms o WHERE o.term = ? AND o.block = t.block) "
                .repeat(terms.size() - 1);
        List<Object> binds = new ArrayList<>(terms);
        Collections.addAll(binds, first, last, most);
        return tx.query(
                "SELECT block FROM audit_terms t WHERE t.term = ? " + others
                        + "AND t.block BETWEEN ? AND ? ORDER BY t.block DESC LIMIT ?",
                row -> row.getLong(1),
                binds.toArray());
    }

    /// The last record that was removed because of its age.
    Optional<Removed> removed() {
        return tx.find(
                "SELECT id, seal FROM audit_removed",
                row -> new Removed(row.getLong(1), Objects.requireNonNull(row.getBytes(2))));
    }

    /// Removes all records up to one that is the last of its block.
    void remove(StoredRecord upTo) {
        tx.update("DELETE FROM audit_terms WHERE block <= ?", block(upTo.id()));
        tx.update("DELETE FROM audit_records WHERE id <= ?", upTo.id());
        tx.update("DELETE FROM audit_removed");
        tx.update("INSERT INTO audit_removed (id, seal) VALUES (?, ?)", upTo.id(), upTo.seal());
    }

    @SuppressWarnings("ArrayRecordComponent") // it begins a chain, and is compared by nobody
    record Removed(long id, byte[] seal) {}
}
