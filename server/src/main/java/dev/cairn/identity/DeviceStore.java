package dev.cairn.identity;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.identity.GetDevice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of command lines that wait to be let in.
final class DeviceStore {
    private static final Row<GetDevice.Response> ROW = row -> new GetDevice.Response(
            row.getString("user_code"),
            row.getString("client"),
            row.getString("address"),
            row.getLong("creation_time"),
            row.getLong("expiry_time"));

    private static final Row<Waiting> WAITING = row -> new Waiting(
            row.getString("client"),
            row.getLong("expiry_time"),
            row.getLong("next_poll_time"),
            row.getInt("is_refused") != 0,
            Row.longOrNull(row, "user_id"));

    /// Which one waits with a code, not too long and without an answer.
    private static final String WAITS = "user_code = ? AND expiry_time > ? AND user_id IS NULL AND is_refused = 0";

    private final Transaction tx;

    DeviceStore(Transaction tx) {
        this.tx = tx;
    }

    /// How it stands with a command line.
    ///
    /// @param user who let it in; null as long as nobody did
    record Waiting(
            String client,
            long expiresAt,
            long nextPoll,
            boolean isRefused,
            @Nullable Long user) {}

    /// The one that waits with a code, which nobody let in or refused.
    Optional<GetDevice.Response> find(String userCode, long now) {
        return tx.find("SELECT * FROM device_codes WHERE " + WAITS, ROW, userCode, now);
    }

    Optional<Waiting> waiting(String digest) {
        return tx.find("SELECT * FROM device_codes WHERE digest = ? " + tx.locking("device_codes"), WAITING, digest);
    }

    long countFrom(String address) {
        return tx.number("SELECT COUNT(*) FROM device_codes WHERE address = ?", address);
    }

    long count() {
        return tx.number("SELECT COUNT(*) FROM device_codes");
    }

    /// False if another waits with the code.
    boolean insert(String digest, GetDevice.Response device) {
        return tx.update(
                        """
                        INSERT INTO device_codes
                          (digest, user_code, client, address, creation_time, expiry_time, next_poll_time, is_refused)
                        VALUES (?, ?, ?, ?, ?, ?, 0, 0) ON CONFLICT DO NOTHING
                        """,
                        digest,
                        device.userCode(),
                        device.client(),
                        device.address(),
                        device.createdAt(),
                        device.expiresAt())
                == 1;
    }

    /// False if none waits with the code any more.
    boolean allow(String userCode, long user, long now) {
        return tx.update("UPDATE device_codes SET user_id = ? WHERE " + WAITS, user, userCode, now) == 1;
    }

    boolean refuse(String userCode, long now) {
        return tx.update("UPDATE device_codes SET is_refused = 1 WHERE " + WAITS, userCode, now) == 1;
    }

    void pollAgain(String digest, long time) {
        tx.update("UPDATE device_codes SET next_poll_time = ? WHERE digest = ?", time, digest);
    }

    void delete(String digest) {
        tx.update("DELETE FROM device_codes WHERE digest = ?", digest);
    }

    /// Deletes what is over, and returns how many.
    int deleteBefore(long time) {
        return tx.update("DELETE FROM device_codes WHERE expiry_time <= ?", time);
    }
}
