package dev.cairn.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.PythonEnvironment;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What models may have installed.
final class RequirementsTest {
    private static Requirements of(String... lines) {
        return of(false, lines);
    }

    private static Requirements of(boolean withUrls, String... lines) {
        return Requirements.of(
                new PythonEnvironment("3.11.7", List.of("pip"), List.of(lines)), UnaryOperator.identity(), withUrls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlflow",
                "mlflow==3.17.2",
                "mlflow[extras, more] >= 3, <4",
                "numpy~=2.1; python_version < '3.12' and sys_platform == 'linux'",
                "torch==2.9.0+cpu"
            })
    void packagesAreNamed(String line) {
        assertThat(of(line).packages()).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mine @ https://example.org/mine-1.0.whl",
                "mine[extra]@https://example.org/mine-1.0.tar.gz ; python_version < '3.12'",
                "mine @ git+https://example.org/mine.git@v1"
            })
    void packagesBehindUrlsTakeTheWordOfWhoeverRunsTheServer(String line) {
        assertThatThrownBy(() -> of(line))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("--model-builds");
        assertThat(of(true, line).packages()).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mine @ https://example.org/${SECRET}",
                "mine==${SECRET}",
                "mine==1\u2028--no-binary :all:",
                "mine==1\u000b-e .",
                "mine==1\u0085--pre",
                "mine==1 \\"
            })
    void whatPipReadsOtherwiseThanItLooksIsRefused(String line) {
        assertThatThrownBy(() -> of(true, line))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("a line is of ASCII, without $ and backslashes");
    }

    @Test
    void aLineThatIsTooLongIsRefused() {
        assertThat(of("a" + " ".repeat(1_000) + "==1").packages()).hasSize(1);
        assertThatThrownBy(() -> of("a" + " ".repeat(100_000) + "!"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("a line of 100,002 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-e .",
                "-r other.txt",
                "--index-url https://example.org/simple",
                "--extra-index-url=https://example.org/simple",
                "-f /wheels",
                "mine==1.0 --hash=sha256:00",
                "mine==1.0 -e."
            })
    void optionsOfPipAreRefused(String line) {
        assertThatThrownBy(() -> of("mlflow", line))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("may not set options of pip")
                .hasMessageContaining(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./mine",
                "/wheels/mine.whl",
                "../mine",
                "wheels/mine.whl",
                "mine @ file:///wheels/mine.whl",
                "mine@/wheels/mine.whl",
                "file:///wheels/mine.whl",
                "http://example.org/mine.whl",
                "mine @ http://example.org/mine.whl",
                "mine @ git+ssh://example.org/mine.git",
                "mine[/etc]"
            })
    void whatIsOfThisMachineIsRefused(String line) {
        assertThatThrownBy(() -> of(line))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no package of an index");
    }

    @Test
    void constraintsAreThoseOfTheModelsFile() {
        Requirements read = Requirements.of(
                new PythonEnvironment(
                        null, List.of("pip==25"), List.of("mlflow  # the newest", "", "-c constraints.txt")),
                file -> file.equals("constraints.txt") ? "# of ours\nnumpy<2\n" : "",
                false);

        assertThat(read).isEqualTo(new Requirements("", List.of("pip==25", "mlflow"), List.of("numpy<2")));
    }

    @Test
    void anEnvironmentIsNamedByAllThatItHas() {
        Requirements one = of("numpy", "pandas");

        assertThat(one.python()).isEqualTo("3.11");
        assertThat(one.name()).isEqualTo(of("numpy", "pandas").name());
        assertThat(List.of(
                        of("numpy").name(),
                        new Requirements("3.12", one.packages(), List.of()).name(),
                        new Requirements("3.11", one.packages(), List.of("numpy<2")).name()))
                .doesNotContain(one.name())
                .doesNotHaveDuplicates();
    }
}
