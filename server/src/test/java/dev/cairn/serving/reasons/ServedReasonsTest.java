package dev.cairn.serving.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.serving.RolloutReason;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.ServedReason.Finding;
import dev.cairn.protocol.serving.ServedReason.Finding.Code;
import dev.cairn.protocol.serving.ServedReason.Kind;
import dev.cairn.protocol.serving.ServedReason.Room;
import org.junit.jupiter.api.Test;

class ServedReasonsTest {
    @Test
    void aReasonIsReadAsItWasStoredAndIsASentence() {
        for (Kind kind : Kind.values()) {
            ServedReason reason = new ServedReason(
                    kind,
                    "iris",
                    "3",
                    "bob",
                    "It is broken.",
                    new Room(3 << 20, 5 << 20, 6 << 20),
                    RolloutReason.configuration(4),
                    null,
                    new Finding(Code.PODS_SLOW, 600L, "0 of 1 pods answer"));
            assertThat(ServedReasons.parse(ServedReasons.stored(reason))).isEqualTo(reason);
            assertThat(ServedReasons.sentence(reason)).doesNotContain("null").isNotBlank();
        }
    }

    @Test
    void aNewerConfigurationIsNamed() {
        ServedReason reason = ServedReason.of(Kind.NO_VERSION, "iris", "@Champion", null);
        assertThat(ServedReasons.sentence(reason.of(7)))
                .isEqualTo(
                        "Configuration 7 could not be loaded, and this one goes on. The model iris has no version @Champion any more.");
    }

    @Test
    void aSentenceOfBeforeThereWereReasonsStaysAsItIs() {
        assertThat(ServedReasons.sentence(ServedReasons.parse("It has no files.")))
                .isEqualTo("It has no files.");
        assertThat(ServedReasons.parse(null)).isNull();
        assertThat(ServedReasons.sentence(null)).isNull();
    }
}
