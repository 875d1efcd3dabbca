package dev.cairn.encryption;

import dev.cairn.config.KeyPlace;
import dev.cairn.db.Database;
import java.time.InstantSource;

/// Keys of tests, which all have the same key.
public final class TestKeys {
    public static final KeyPlace PLACE = new KeyPlace.Text("0123456789abcdef".repeat(4));

    private TestKeys() {}

    public static Keys of(Database database) {
        return Keys.open(database, KeySource.of(PLACE), InstantSource.system());
    }
}
