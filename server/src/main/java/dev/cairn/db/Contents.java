package dev.cairn.db;

import dev.cairn.http.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How texts that carry what people sent stand in the database: encrypted, or as they are. Each
/// says of itself which. Safe for use by any number of threads, within transactions and without.
public interface Contents {
    /// What a text begins with that does not stand as it is.
    String MARK = "cairn:sealed:";

    /// What follows in a text that is not encrypted, but begins so itself.
    String AS_IS = "0:";

    /// Of a database of which no text is encrypted.
    static Contents plain() {
        return PlainContents.ONE;
    }

    /// A text as it is stored.
    ///
    /// @param place its table, row and column: it is read as the text of this place alone
    @Nullable
    String stored(@Nullable String text, Object... place);

    /// A stored text as it was sent.
    ///
    /// @throws ApiException if it was changed, is another place's, or its key is gone
    @Nullable
    String read(@Nullable String stored, Object... place);

    /// How the digest of a content may stand in the database, first as new ones do.
    List<String> digests(String digest);

    /// Whether new texts are encrypted, so that nothing may be written that tells of them.
    boolean seals();

    /// Whether some texts may be encrypted, which no search by what is in them would find.
    boolean mayBeSealed();

    /// Refuses to search by what may be encrypted.
    ///
    /// @param what how the client calls it
    /// @throws ApiException 400, with what can be searched by
    default void requireSearchable(String what) {
        if (mayBeSealed()) {
            throw ApiException.invalid(
                    "What is sent in traces is encrypted on this server (--encrypt-contents), so that traces cannot be found by %s. Names, types, states, times, tags, other metadata, sessions, runs and ratings (numbers, yes and no, true and false) can be searched."
                            .formatted(what));
        }
    }
}
