package dev.cairn.audit;

import dev.cairn.http.Json;
import dev.cairn.protocol.audit.AuditRecord;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A record as the database has it. Compared by nobody.
///
/// @param entry an [AuditEntry] as JSON, in the very letters that are sealed
@SuppressWarnings("ArrayRecordComponent") // seals are compared in constant time alone
record StoredRecord(long id, long time, String entry, byte[] seal) {
    /// In the place of one before the first.
    static StoredRecord none() {
        return new StoredRecord(0, 0, "", Chain.beginning());
    }

    AuditEntry read() {
        return Json.read(entry.getBytes(StandardCharsets.UTF_8), AuditEntry.class);
    }

    AuditRecord record() {
        return read().record(id, time);
    }

    String sealText() {
        return HexFormat.of().formatHex(seal);
    }
}
