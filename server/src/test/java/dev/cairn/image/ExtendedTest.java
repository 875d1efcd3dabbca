package dev.cairn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedTest {
    @Test
    void recordsTellThePathAndTheSizeOfTheNextFile() {
        Extended told = Extended.NONE.and('x', "16 path=größe\n20 size=10000000000\n21 comment=something\n");
        assertThat(told.path()).contains("größe");
        assertThat(told.size()).contains(10_000_000_000L);
    }

    @Test
    void aLongNameEndsWhereItSays() {
        assertThat(Extended.NONE.and('L', "a/b\0\0").path()).contains("a/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 path=a\n",
                "2 ",
                "99 path=a\n",
                "-9 path=a\n",
                "4294967305 path=a\n",
                "path=a\n",
                "9",
                "9 size=x\n"
            })
    void aRecordThatIsNotAsLongAsItSaysIsRefused(String record) {
        assertThatThrownBy(() -> Extended.NONE.and('x', record)).isInstanceOf(BadImageException.class);
    }
}
