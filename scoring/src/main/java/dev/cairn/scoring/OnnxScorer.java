package dev.cairn.scoring;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The `onnx` flavour, run by ONNX Runtime on the CPU. Thread-safe.
///
/// The model's settings in `onnx_session_options` and `providers` are not followed: how much of the machine a model
/// takes is the server's to say.
final class OnnxScorer implements Scorer {
    static final String FLAVOR = "onnx";

    private static final long OPENING_STACK_BYTES = 64L << 20;

    private final OrtSession session;
    private final List<OnnxInput> inputs;
    private final Signature declared;
    private final OnnxRuns runs;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxScorer(OrtSession session, OnnxRuns runs) throws OrtException {
        this.session = session;
        this.inputs = OnnxInput.all(session.getInputInfo());
        this.declared = OnnxGraph.signature(session);
        this.runs = runs;
    }

    /// Loads a model on a thread with a large stack: the runtime, when it is loaded, walks the command line of the
    /// process recursively, so that one of 12 kB, as a class path may be, ends the process on a usual stack.
    static OnnxScorer open(Path file, int threads) {
        return open(file, threads, OnnxRuns.ALL);
    }

    static OnnxScorer open(Path file, int threads, OnnxRuns runs) {
        FutureTask<OnnxScorer> opened = new FutureTask<>(() -> load(file, threads, runs));
        Thread opener = new Thread(null, opened, "cairn-onnx-open", OPENING_STACK_BYTES);
        opener.setDaemon(true);
        opener.start();
        try {
            return opened.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ModelFormatException("The loading of '%s' was interrupted.".formatted(file.getFileName()));
        }
    }

    private static OnnxScorer load(Path file, int threads, OnnxRuns runs) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // idle threads must not burn the CPU that other models need
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtSession session = Environment.ONE.createSession(file.toString(), options);
            try {
                OnnxOutput.requireSupported(session.getOutputInfo().values());
                return new OnnxScorer(session, runs);
            } catch (ModelFormatException unsupported) {
                session.close();
                throw unsupported;
            }
        } catch (OrtException unreadable) {
            throw new ModelFormatException(
                    "ONNX Runtime cannot load '%s': %s".formatted(file.getFileName(), unreadable.getMessage()),
                    unreadable);
        }
    }

    @Override
    public Predictions score(Payload payload) {
        SequencedMap<String, Tensor> named = OnnxInput.feeds(inputs, payload);
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The model has been closed.");
            }
            SequencedMap<String, Tensor> outputs = run(named);
            return payload instanceof Frame ? new Predictions.Rows(outputs) : new Predictions.Arrays(outputs);
        } catch (OrtException refused) {
            throw InvalidInput.evaluation(String.valueOf(refused.getMessage()));
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public Signature declared() {
        return declared;
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException failed) {
            throw new IllegalStateException("ONNX Runtime could not free the model.", failed);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private SequencedMap<String, Tensor> run(SequencedMap<String, Tensor> named) throws OrtException {
        Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
        try {
            for (OnnxInput input : inputs) {
                Tensor tensor = named.get(input.name());
                if (tensor != null) {
                    feeds.put(input.name(), input.tensor(Environment.ONE, tensor));
                }
            }
            try (OnnxRuns.Run run = runs.begin();
                    OrtSession.Result result = run.of(session, feeds)) {
                SequencedMap<String, Tensor> outputs = new LinkedHashMap<>();
                OnnxOutput copies = new OnnxOutput(ScoringLimits.DEFAULT);
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.put(output.getKey(), copies.tensor(output.getValue()));
                }
                return outputs;
            }
        } finally {
            feeds.values().forEach(OnnxTensor::close);
        }
    }

    /// The runtime, which is loaded with the first model.
    private static final class Environment {
        private static final OrtEnvironment ONE = start();

        private static OrtEnvironment start() {
            boolean isSilent = NoTelemetry.set();
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "cairn");
            if (!isSilent) {
                try {
                    environment.setTelemetry(false);
                } catch (OrtException refused) {
                    throw new IllegalStateException("ONNX Runtime cannot be kept from telling what it runs", refused);
                }
            }
            return environment;
        }
    }
}
