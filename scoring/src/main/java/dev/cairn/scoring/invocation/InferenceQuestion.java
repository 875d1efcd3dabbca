package dev.cairn.scoring.invocation;

import java.util.Optional;

/// A request for predictions in the Open Inference Protocol, however it came.
public sealed interface InferenceQuestion permits InferenceCall, InferenceBody {
    /// Which model is asked.
    String model();

    /// Which version of it, empty for any.
    String version();

    /// All of it, as it came.
    byte[] message();

    /// The predictions of a model, in the form in which they are asked for.
    ///
    /// @param served the model's version, empty for none
    InferenceReply answer(Servable servable, String served);

    /// The first value of an input, or where none has that name a parameter of the request; empty
    /// for neither, and for what is no text, number or truth. It passes over all other values:
    /// those are read when the model is asked.
    Optional<String> value(String name);
}
