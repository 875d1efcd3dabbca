package dev.cairn.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// How many uploads are begun at once.
final class SigningTurnsTest {
    private static final int MOST = 10_000;

    private final SigningTurns turns = new SigningTurns();

    @Test
    void besideTheLargestUploadThereIsRoomForUsualOnesAlone() throws IOException {
        int signed = turns.run(MOST, () -> {
            assertThatThrownBy(() -> turns.run(MOST, () -> 0))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.code().status()).isEqualTo(503));
            return turns.run(100, () -> 100);
        });

        assertThat(signed).isEqualTo(100);
    }

    @Test
    void aTurnEndsHoweverItGoes() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.run(MOST, () -> {
                        throw new IOException("away");
                    }))
                    .isInstanceOf(IOException.class);
        }
        assertThat(turns.run(MOST, () -> MOST)).isEqualTo(MOST);
    }
}
