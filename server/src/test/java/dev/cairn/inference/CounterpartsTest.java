package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.inference.Profiles.Column;
import dev.cairn.protocol.inference.DriftColumn.Side;
import org.junit.jupiter.api.Test;

class CounterpartsTest {
    private static final String NAMED =
            "{\"dataframe_split\":{\"columns\":[\"a\",\"b\"],\"data\":[[1,2]]},\"predictions\":{\"label\":[3]}}";

    private static double max(String before, String now, String name, Side side) {
        return Counterparts.of(
                        BaselineFile.profiles(Bodies.read(before).orElseThrow()),
                        BaselineFile.profiles(Bodies.read(now).orElseThrow()))
                .find(new Column(name, side))
                .max();
    }

    @Test
    void aNameIsHeldAgainstTheSameName() {
        String now = "{\"dataframe_records\":[{\"b\":9,\"a\":8}],\"predictions\":[{\"label\":7}]}";
        assertThat(max(NAMED, now, "a", Side.INPUT)).isEqualTo(1);
        assertThat(max(NAMED, now, "b", Side.INPUT)).isEqualTo(2);
        assertThat(max(NAMED, now, "label", Side.PREDICTION)).isEqualTo(3);
    }

    @Test
    void whatHasNoNameIsHeldAgainstTheColumnInItsPlace() {
        String now = "{\"inputs\":[[8,9]],\"predictions\":[7]}";
        assertThat(max(NAMED, now, "input[0]", Side.INPUT)).isEqualTo(1);
        assertThat(max(NAMED, now, "input[1]", Side.INPUT)).isEqualTo(2);
        assertThat(max(NAMED, now, "prediction", Side.PREDICTION)).isEqualTo(3);
    }

    @Test
    void placesTellNothingWhereThereAreMoreColumnsOnOneSide() {
        assertThat(max(NAMED, "{\"inputs\":[[8,9,7]]}", "input[0]", Side.INPUT)).isNegative();
        assertThat(max(NAMED, "{\"inputs\":[8],\"predictions\":[[1,2]]}", "prediction[0]", Side.PREDICTION))
                .isNegative();
    }

    @Test
    void twoNamesAreNeverTheSameColumn() {
        assertThat(max(NAMED, "{\"inputs\":{\"c\":[8],\"d\":[9]}}", "c", Side.INPUT))
                .isNegative();
    }

    @Test
    void rowsWithoutNamesAreHeldAgainstOnesWithoutNames() {
        assertThat(max("{\"inputs\":[[4,5]]}", "{\"instances\":[[8,9]]}", "input[1]", Side.INPUT))
                .isEqualTo(5);
    }
}
