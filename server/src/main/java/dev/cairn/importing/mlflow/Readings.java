package dev.cairn.importing.mlflow;

import dev.cairn.db.DatabaseException;
import dev.cairn.importing.transfer.Report;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads objects of a database so that one which cannot be read is told, and keeps no other out. A database that does
/// not answer is another matter, and ends the import.
final class Readings {
    private final Report report;

    Readings(Report report) {
        this.report = report;
    }

    /// Reads some objects together; if that fails, each alone.
    ///
    /// @param kind what they are, such as `Run`
    <T> List<T> all(String kind, List<String> ids, Function<List<String>, List<T>> reading) {
        try {
            return reading.apply(ids);
        } catch (DatabaseException away) {
            throw away;
        } catch (RuntimeException oneIsUnreadable) {
            List<T> read = new ArrayList<>();
            for (String id : ids) {
                one(kind + " " + id, () -> reading.apply(List.of(id))).ifPresent(read::addAll);
            }
            return read;
        }
    }

    /// Reads one object; empty if it cannot be read, which is told.
    <T> Optional<T> one(String name, Reading<T, RuntimeException> reading) {
        return told(name, reading);
    }

    /// The same for what is made of a row.
    <T> Optional<T> row(String name, Reading<T, SQLException> reading) throws SQLException {
        return told(name, reading);
    }

    /// The constant of a name, whatever its case.
    ///
    /// @throws IllegalArgumentException with a sentence for the user if there is none
    static <E extends Enum<E>> E constant(Class<E> type, String field, @Nullable String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its %s '%s' is unknown".formatted(field, name)));
    }

    private <T, E extends Exception> Optional<T> told(String name, Reading<T, E> reading) throws E {
        try {
            return Optional.of(reading.read());
        } catch (DatabaseException away) {
            throw away;
        } catch (RuntimeException unreadable) {
            report.problem(
                    "%s of the source cannot be read, and is left out: %s".formatted(name, unreadable.getMessage()));
            return Optional.empty();
        }
    }

    /// Reads something.
    @FunctionalInterface
    interface Reading<T, E extends Exception> {
        T read() throws E;
    }
}
