package dev.cairn.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.Contents;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts for places of a database.
final class SealedContentsTest {
    private final Database database = TestDatabase.SQLITE.fresh();
    private final Keys keys = TestKeys.of(database);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "é\uD83D\uDE00", "cairn:sealed:1:AAAA", "cairn:sealed:0:x", "cairn:sealed:"})
    void anyTextComesBackWhetherItIsEncryptedOrNot(String text) {
        Contents on = keys.contents(true);
        Contents off = keys.contents(false);

        for (Contents writer : List.of(on, off, Contents.plain())) {
            for (Contents reader : List.of(on, off)) {
                assertThat(reader.read(writer.stored(text, "t", 1), "t", 1)).isEqualTo(text);
            }
        }
        assertThat(off.stored("a text", "t", 1)).isEqualTo("a text");
        assertThat(on.stored("a text", "t", 1)).startsWith("cairn:sealed:1:").doesNotContain("text");
        assertThat(on.stored(null, "t", 1)).isNull();
        assertThat(on.read(null, "t", 1)).isNull();
    }

    @Test
    void aTextOfAnotherPlaceIsRefused() {
        Contents contents = keys.contents(true);
        String stored = contents.stored("a text", "t", 1, "c");

        for (Object[] place : List.of(new Object[] {"t", 2, "c"}, new Object[] {"t", 1, "d"}, new Object[] {"t", 1})) {
            assertThatThrownBy(() -> contents.read(stored, place)).isInstanceOf(ApiException.class);
        }
        assertThatThrownBy(() -> contents.read(stored + "A", "t", 1, "c")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> contents.read("cairn:sealed:1:?", "t", 1, "c")).isInstanceOf(ApiException.class);
    }

    @Test
    void whoHasNoKeysIsGivenNothingInPlaceOfAText() {
        String stored = keys.contents(true).stored("a text", "t", 1);

        assertThatThrownBy(() -> Contents.plain().read(stored, "t", 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsEncryptedStaysReadableAfterARotationAndIsNotSearchedByAnybody() {
        assertThat(keys.contents(false).mayBeSealed()).isFalse();
        Contents on = keys.contents(true);
        String before = on.stored("a text", "t", 1);

        TestKeys.of(database).rotate();

        Contents off = TestKeys.of(database).contents(false);
        assertThat(off.mayBeSealed()).isTrue();
        assertThat(off.read(before, "t", 1)).isEqualTo("a text");
        assertThat(off.read(on.stored("later", "t", 2), "t", 2)).isEqualTo("later");
        assertThat(off.digests("d")).containsExactlyInAnyOrderElementsOf(on.digests("d"));
        assertThat(on.digests("d").getFirst()).isNotEqualTo("d");
        assertThat(off.digests("d").getFirst()).isEqualTo("d");
    }

    @Test
    void aDatabaseInWhichNothingIsEncryptedHasNoKeyForIt() {
        assertThat(keys.contents(false).digests("d")).containsExactly("d");
        assertThat(keys.states()).isEmpty();
    }
}
