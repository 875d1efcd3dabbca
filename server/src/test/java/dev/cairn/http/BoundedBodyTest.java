package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedBodyTest {
    private static BoundedBody body(int first, int most) {
        return new BoundedBody(first, most, () -> ApiException.badRequest("too large"));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "0,1", "10,9", "10,10", "10,11", "10,100", "100,100", "200,100"})
    void aBodyIsReadWhole(int first, int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        assertThat(body(first, 100).read(new ByteArrayInputStream(bytes), _ -> {}))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"16384,16384 bytes", "1048576,1 MiB", "67108864,64 MiB"})
    void whoSendsTooMuchIsToldHowMuchThatIs(int most, String told) {
        assertThat(ApiException.bodyTooLarge(most)).hasMessage("The request body is larger than %s.".formatted(told));
    }

    @Test
    void roomIsAskedForBeforeItIsTaken() throws IOException {
        List<Integer> asked = new ArrayList<>();
        ByteArrayInputStream long20 = new ByteArrayInputStream(new byte[20]);
        assertThat(body(4, 100).read(long20, asked::add)).hasSize(20);
        assertThat(asked).containsExactly(4, 9, 19, 39);
    }

    @Test
    void moreThanABodyMayHaveIsNotRead() {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[1_000]);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> body(4, 100).read(in, _ -> {}))
                .withMessage("too large");
        assertThat(in.available()).isEqualTo(899);
    }
}
