package dev.cairn.hosting;

import dev.cairn.access.Permission;
import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import dev.cairn.http.Exchange;
import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.invocation.InferenceQuestion;
import dev.cairn.scoring.invocation.InferenceReply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Who has models that are asked by the Open Inference Protocol, over HTTP or gRPC.
public interface InferenceModels {
    /// A model.
    ///
    /// @param name     what it is asked by
    /// @param versions those that answer
    /// @param trouble  why it answers nobody now, as where its processes cannot be started again;
    ///                 empty while it does
    record Described(MlModel model, String name, List<String> versions, Optional<String> trouble) {}

    /// What is needed to ask.
    ///
    /// @param look to ask what there is
    /// @param most bytes of a request for predictions
    record Terms(Permission look, Permission infer, int most) {}

    /// Who is asked.
    ///
    /// @param version empty for any
    record Name(String model, String version) {}

    /// A request for predictions that has come.
    interface Asked {
        Exchange exchange();

        /// Who is asked, where that is known before it is read.
        Optional<Name> name();

        /// How many bytes it has, or is first taken to have.
        int length();

        /// Until when its sender waits.
        Deadline deadline();

        /// Reads it; once.
        ///
        /// @param room is told how many bytes it takes, before it takes more than its length
        /// @throws ApiException if it is none
        InferenceQuestion read(IntConsumer room) throws IOException;

        /// Sends what the model said to it.
        void answer(InferenceReply reply);
    }

    /// Why none of its models answers now; empty while one does.
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /// Says that a model is not ready, if there is trouble.
    ///
    /// @throws ApiException `TEMPORARILY_UNAVAILABLE`
    static void requireReady(Optional<String> trouble) {
        trouble.ifPresent(why -> {
            throw ApiException.busy("The model is not ready: " + why);
        });
    }

    /// Finds a model.
    ///
    /// @param version empty for any
    /// @throws ApiException `TEMPORARILY_UNAVAILABLE` for one that is not ready,
    ///                      `RESOURCE_DOES_NOT_EXIST` for one that is not there
    Described describe(Exchange exchange, String name, String version);

    /// Answers a request for predictions.
    void infer(Asked asked) throws IOException;
}
