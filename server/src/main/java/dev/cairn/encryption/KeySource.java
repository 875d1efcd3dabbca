package dev.cairn.encryption;

import dev.cairn.config.KeyPlace;
import java.util.Set;

/// Has the key that wraps data keys, and never gives it away. Safe for use by any number of threads.
public sealed interface KeySource permits FileKeys, TextKeys, KmsKeys {
    static KeySource of(KeyPlace place) {
        return switch (place) {
            case KeyPlace.Managed managed -> new FileKeys(managed.file(), true);
            case KeyPlace.File file -> new FileKeys(file.file(), false);
            case KeyPlace.Text text -> new TextKeys(text.keys());
            case KeyPlace.Kms kms -> new KmsKeys(kms.keys(), of(kms.local()));
        };
    }

    /// The name of the key that wraps.
    ///
    /// @throws KeyException if there is none
    String id();

    /// A data key, wrapped with that key.
    ///
    /// @param context what the data key is, without which it is not unwrapped
    String wrap(byte[] dataKey, byte[] context);

    /// A data key again.
    ///
    /// @param id of the key that it is wrapped with
    /// @throws KeyException if that key is not here
    byte[] unwrap(String id, String wrapped, byte[] context);

    /// Makes the first key, where that is this server's to do and there is none.
    void make();

    /// Makes another key that wraps from now on, where that is this server's to do.
    void renew();

    /// Forgets the keys that wrap nothing any more, where that is this server's to do.
    ///
    /// @param used the names of those that do
    void keep(Set<String> used);

    /// What it is and where, for people.
    String place();
}
