package dev.cairn.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PercentEncodingTest {
    @Test
    void whatNeedsNoEncodingStays() {
        assertThat(PercentEncoding.of("AZaz09-._~")).isEqualTo("AZaz09-._~");
    }

    @Test
    void allElseIsEncodedByItsBytes() {
        assertThat(PercentEncoding.of("a b+c*d/e%ï")).isEqualTo("a%20b%2Bc%2Ad%2Fe%25%C3%AF");
    }

    @Test
    void theSlashesOfAPathStay() {
        assertThat(PercentEncoding.ofPath("notes/a b.txt")).isEqualTo("notes/a%20b.txt");
    }
}
