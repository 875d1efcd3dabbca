package dev.cairn.encryption;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The test vectors of the specification, and what it refuses.
final class XaesTest {
    private static final byte[] NONCE = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII);
    private static final byte[] TEXT = "XAES-256-GCM".getBytes(US_ASCII);
    private static final byte[] CONTEXT = "c2sp.org/XAES-256-GCM".getBytes(US_ASCII);

    @Test
    void theFirstVectorOfTheSpecification() {
        assertThat(encrypted(1, new byte[0])).isEqualTo("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
    }

    @Test
    void theSecondVectorWhoseDerivationCarries() {
        assertThat(encrypted(3, CONTEXT)).isEqualTo("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
    }

    @Test
    void whatIsSealedIsOpenedAgain() {
        Xaes cipher = cipher(7);

        assertThat(cipher.open(ByteBuffer.wrap(cipher.seal(TEXT, CONTEXT)), CONTEXT))
                .isEqualTo(TEXT);
        assertThat(cipher.open(ByteBuffer.wrap(cipher.seal(new byte[0], CONTEXT)), CONTEXT))
                .isEmpty();
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(cipher(7).seal(TEXT, CONTEXT)).isNotEqualTo(cipher(7).seal(TEXT, CONTEXT));
    }

    @Test
    void anyChangedByteIsNoticed() {
        byte[] sealed = cipher(7).seal(TEXT, CONTEXT);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> cipher(7).open(ByteBuffer.wrap(changed), CONTEXT))
                    .isInstanceOf(KeyException.class);
        }
    }

    @Test
    void anotherKeyAnotherContextAndACutTextAreRefused() {
        byte[] sealed = cipher(7).seal(TEXT, CONTEXT);

        assertThatThrownBy(() -> cipher(8).open(ByteBuffer.wrap(sealed), CONTEXT))
                .isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> cipher(7).open(ByteBuffer.wrap(sealed), TEXT)).isInstanceOf(KeyException.class);
        for (int length = 0; length < sealed.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(sealed, 0, length);
            assertThatThrownBy(() -> cipher(7).open(cut, CONTEXT)).isInstanceOf(KeyException.class);
        }
    }

    private static String encrypted(int keyByte, byte[] context) {
        byte[] sealed = cipher(keyByte).seal(NONCE, TEXT, context);
        return HexFormat.of().formatHex(sealed, NONCE.length, sealed.length);
    }

    private static Xaes cipher(int keyByte) {
        byte[] key = new byte[Xaes.KEY_BYTES];
        Arrays.fill(key, (byte) keyByte);
        return new Xaes(key);
    }
}
