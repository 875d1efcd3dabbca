package dev.cairn.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomNamesTest {

    @Test
    void aNameIsTwoWordsAndANumber() {
        Random random = new Random(1);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String name = RandomNames.random(random);
            assertThat(name).matches("[a-z]+-[a-z]+-\\d{1,4}").hasSizeLessThanOrEqualTo(20);
            names.add(name);
        }
        assertThat(names).hasSizeGreaterThan(9_900);
    }
}
