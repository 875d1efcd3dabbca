package dev.cairn.traces.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceTermsTest {
    /// Rows of existing databases hold these.
    @Test
    void termsStayWhatTheyAre() {
        assertThat(TraceTerms.TAG.of("env")).hasValue(5354448812680967647L);
        assertThat(TraceTerms.TAG.of("env", "prod")).hasValue(-7779381914317526058L);
        assertThat(TraceTerms.SPAN_ATTRIBUTE.of("größe", "😀")).hasValue(-5234893062454324844L);
    }

    @Test
    void keysValuesAndKindsAreKeptApart() {
        Set<Long> terms = new HashSet<>();
        int count = 0;
        for (TraceTerms kind : TraceTerms.values()) {
            for (String key : List.of("", "a", "ab", "abc")) {
                terms.add(kind.of(key).orElseThrow());
                count++;
                for (String value : List.of("", "c", "bc", "abc")) {
                    terms.add(kind.of(key, value).orElseThrow());
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
            terms.add(TraceTerms.TAG.of("user", "u" + i).orElseThrow());
        }
        assertThat(terms).hasSize(200_000);
    }

    @Test
    void aLongValueHasTheTermOfItsKeyAlone() {
        String longest = "v".repeat(TraceTerms.MAX_VALUE);
        assertThat(terms("k", longest)).hasSize(2);
        assertThat(terms("k", longest + "v"))
                .containsOnly(TraceTerms.TAG.of("k").orElseThrow());
    }

    @Test
    void keysOfTheClientHaveNoTermAndSomeNotEvenTheirValues() {
        assertThat(terms("mlflow.trace.user", "me"))
                .containsOnly(TraceTerms.TAG.of("mlflow.trace.user", "me").orElseThrow());
        assertThat(terms("mlflow.spanInputs", "x")).isEmpty();
    }

    private static Set<Long> terms(String key, String value) {
        Set<Long> terms = new HashSet<>();
        TraceTerms.TAG.each(key, value, terms::add);
        return terms;
    }
}
