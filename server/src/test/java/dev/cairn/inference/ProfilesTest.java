package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.inference.Profiles.Column;
import dev.cairn.protocol.inference.DriftColumn.Side;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    private final Profiles profiles = new Profiles();

    private ColumnProfile input(String name) {
        return Objects.requireNonNull(profiles.columns().get(new Column(name, Side.INPUT)));
    }

    private void add(String body) {
        profiles.addInputs(Bodies.read(body).orElseThrow());
    }

    @Test
    void eachFormOfARequestHasItsColumns() {
        add("{\"dataframe_split\":{\"columns\":[\"a\",\"b\"],\"data\":[[1,\"x\"],[null,\"[redacted]\"]]}}");
        add("{\"dataframe_records\":[{\"a\":2,\"b\":true}]}");
        add("{\"inputs\":{\"a\":[3,NaN],\"b\":[\"x\",{}]}}");
        add("{\"instances\":[{\"a\":4}]}");
        add("{\"inputs\":[[5,6],[7]]}");
        add("{\"inputs\":[8]}");
        assertThat(input("a").numbers()).isEqualTo(4);
        assertThat(input("b").textCount()).isEqualTo(3);
        assertThat(input("b").texts()).containsEntry("x", 2L).containsEntry("true", 1L);
        assertThat(input("input[0]").max()).isEqualTo(7);
        assertThat(input("input[1]").numbers()).isEqualTo(1);
        assertThat(input("input").numbers()).isEqualTo(1);
        assertThat(profiles.rows()).isEqualTo(9);
    }

    @Test
    void predictionsHaveColumnsToo() {
        profiles.addPredictions(Bodies.read("{\"predictions\":[0.5,1]}").orElseThrow());
        profiles.addPredictions(
                Bodies.read("{\"predictions\":[{\"label\":\"a\"}]}").orElseThrow());
        profiles.addPredictions(Bodies.read("{\"predictions\":{\"score\":[1,[2]],\"pair\":[[3,4]]}}")
                .orElseThrow());
        profiles.addPredictions(Bodies.read("[1]").orElseThrow());
        assertThat(profiles.columns().keySet())
                .containsExactly(
                        new Column("prediction", Side.PREDICTION),
                        new Column("label", Side.PREDICTION),
                        new Column("score", Side.PREDICTION),
                        new Column("pair[0]", Side.PREDICTION),
                        new Column("pair[1]", Side.PREDICTION));
        assertThat(Objects.requireNonNull(profiles.columns().get(new Column("score", Side.PREDICTION)))
                        .numbers())
                .isEqualTo(2);
    }

    @Test
    void thereAreOnlySoManyColumns() {
        StringBuilder row = new StringBuilder("{\"inputs\":[[0");
        row.append(",1".repeat(5_000));
        add(row.append("]]}").toString());
        assertThat(profiles.columns()).hasSize(200);
    }
}
