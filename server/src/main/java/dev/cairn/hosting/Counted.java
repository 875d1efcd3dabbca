package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A request to a model that counts in its figures, whatever becomes of it.
///
/// @param began  when the server began with it, in nanoseconds of [System#nanoTime]
/// @param status that an answer has
/// @param isGone whether its sender went away before the answer was whole
/// @param ending is told how it ended
public record Counted<A>(
        Figures figures, long began, ToIntFunction<A> status, BooleanSupplier isGone, Ending<A> ending) {
    private static final int FAILED = 500;

    /// What is told how a request ended.
    public interface Ending<A> {
        /// It has ended.
        ///
        /// @param answer null where the model gave none
        void ended(int status, @Nullable A answer, Figures.Took took);
    }

    /// Has it answered.
    public A by(Function<Figures.Watch, A> work) {
        Figures.Watch watch = figures.watch(began);
        int code = FAILED;
        @Nullable A answer = null;
        try {
            answer = work.apply(watch);
            code = status.applyAsInt(answer);
            return answer;
        } catch (ApiException refused) {
            code = refused.code().status();
            throw refused;
        } finally {
            int told = isGone.getAsBoolean() ? SentParts.GONE : code;
            ending.ended(told, answer, watch.ends(told));
        }
    }
}
