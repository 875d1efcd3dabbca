package dev.cairn.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
    @Test
    void aNameSaysItsKeyStepAndTime() {
        ImageName name = ImageName.parse("val~cats & dogs+step+12+timestamp+1760000000000+0a-1b.png")
                .orElseThrow();

        assertThat(name.key()).isEqualTo("val/cats & dogs");
        assertThat(name.step()).isEqualTo(12);
        assertThat(name.timestamp()).isEqualTo(1_760_000_000_000L);
        assertThat(name.isPreview()).isFalse();
    }

    @Test
    void theSmallerCopyBelongsToItsImage() {
        ImageName image = ImageName.parse("dog+step+-1+timestamp+5+0a-1b.png").orElseThrow();
        ImageName small =
                ImageName.parse("dog+step+-1+timestamp+5+0a-1b+compressed.webp").orElseThrow();

        assertThat(small.isPreview()).isTrue();
        assertThat(small.stem()).isEqualTo(image.stem());
        assertThat(small.step()).isEqualTo(-1);
    }

    @Test
    void olderClientsWriteOtherMarks() {
        ImageName name = ImageName.parse("val#dog%step%3%timestamp%5%0a-1b%compressed.webp")
                .orElseThrow();

        assertThat(name.key()).isEqualTo("val/dog");
        assertThat(name.step()).isEqualTo(3);
        assertThat(name.isPreview()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dog.png",
                "dog+step+1+timestamp+5+0a.svg", // may hold scripts
                "dog+step+1+timestamp+5+0a.html",
                "dog+step+1+timestamp+5+0a.png.html",
                "dog+step+1%timestamp%5%0a.png",
                "dog+step+x+timestamp+5+0a.png",
                "dog+step+1+timestamp+5+.png",
                "+step+1+timestamp+5+0a.png",
                "dog+step+9999999999999999999+timestamp+5+0a.png",
                ""
            })
    void whatIsNamedOtherwiseIsNoneOfThem(String name) {
        assertThat(ImageName.parse(name)).isEmpty();
    }
}
