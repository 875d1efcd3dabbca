package dev.cairn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import org.junit.jupiter.api.Test;

class LengthsTest {
    private static final String SMILES = "🙂".repeat(10);

    @Test
    void lengthsAreCountedInCharactersAsPeopleTypeThem() {
        assertThatNoException().isThrownBy(() -> Lengths.check("x", 10, SMILES));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Lengths.check("x", 9, SMILES))
                .withMessage("'x' exceeds the maximum length of 9 characters")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
    }

    @Test
    void aTextIsCutBetweenCharacters() {
        assertThat(Lengths.truncated(9, SMILES)).isEqualTo("🙂".repeat(9));
        assertThat(Lengths.truncated(10, SMILES)).isSameAs(SMILES);
    }
}
