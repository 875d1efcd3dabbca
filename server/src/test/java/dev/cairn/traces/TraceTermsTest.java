package dev.cairn.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceTermsTest {
    /// Rows of existing databases hold these.
    @Test
    void termsStayWhatTheyAre() {
        assertThat(TraceTerms.TAG.of("env")).isEqualTo(5354448812680967647L);
        assertThat(TraceTerms.TAG.of("env", "prod")).isEqualTo(-7779381914317526058L);
        assertThat(TraceTerms.SPAN_ATTRIBUTE.of("größe", "😀")).isEqualTo(-5234893062454324844L);
    }

    @Test
    void keysValuesAndKindsAreKeptApart() {
        Set<Long> terms = new HashSet<>();
        int count = 0;
        for (TraceTerms kind : TraceTerms.values()) {
            for (String key : List.of("", "a", "ab", "abc")) {
                terms.add(kind.of(key));
                count++;
                for (String value : List.of("", "c", "bc", "abc")) {
                    terms.add(kind.of(key, value));
                    count++;
                }
            }
        }
        assertThat(terms).hasSize(count);
    }

    @Test
    void manyTermsDoNotCollide() {
        Set<Long> terms = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            terms.add(TraceTerms.TAG.of("user", "u" + i));
        }
        assertThat(terms).hasSize(200_000);
    }

    @Test
    void aLongValueHasTheTermOfItsKeyAlone() {
        List<Long> terms = new ArrayList<>();
        TraceTerms.TAG.each("k", "v".repeat(TraceTerms.MAX_VALUE + 1), terms::add);
        assertThat(terms).containsExactly(TraceTerms.TAG.of("k"));
        TraceTerms.TAG.each("k", "v".repeat(TraceTerms.MAX_VALUE), terms::add);
        assertThat(terms).hasSize(3);
    }
}
