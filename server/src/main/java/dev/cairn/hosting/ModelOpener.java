package dev.cairn.hosting;

import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.UnsupportedFlavorException;
import dev.cairn.scoring.invocation.LoadedModel;
import dev.cairn.scoring.invocation.Servable;
import dev.cairn.workers.ModelLog;
import dev.cairn.workers.NotReadyException;
import dev.cairn.workers.PythonModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Makes models answer: in this JVM where it can score one of their flavours, else in processes of Python.
public final class ModelOpener {
    private final PythonModels python;

    /// For those that this JVM loads, which takes memory and a processor: two at a time.
    private final Semaphore loading = new Semaphore(2);

    private final MemoryBudget heap;

    public ModelOpener(PythonModels python) {
        this(python, new MemoryBudget(Long.MAX_VALUE));
    }

    /// @param heap what the models may take that the heap holds
    public ModelOpener(PythonModels python, MemoryBudget heap) {
        this.python = python;
        this.heap = heap;
    }

    /// The heap has no room for a model.
    public static final class NoHeapException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long bytes;
        private final transient MemoryBudget heap;

        private NoHeapException(long bytes, MemoryBudget heap) {
            super("The heap has no room for it.", null, false, false);
            this.bytes = bytes;
            this.heap = heap;
        }

        /// How many it needs.
        public long bytes() {
            return bytes;
        }

        /// Which has not as many.
        public MemoryBudget heap() {
            return heap;
        }
    }

    /// Loads the model of a folder.
    ///
    /// @param processes  how many hold it, where it needs any
    /// @param variables  of the environment of its processes
    /// @param log        where what is done is written
    /// @param afterwards what is done once the model needs the folder no more; not if it cannot be loaded
    /// @throws NotReadyException if what the model needs is being made
    /// @throws NoHeapException   if there is no room for it
    public Servable open(Path folder, int processes, Map<String, String> variables, ModelLog log, Runnable afterwards)
            throws IOException, NotReadyException {
        ModelFolder model = read(folder);
        try {
            Servable here = openHere(model);
            if (!variables.isEmpty()) {
                log.building().accept("its environment variables are not used: it is scored without Python");
            }
            afterwards.run();
            return here;
        } catch (UnsupportedFlavorException notHere) {
            if (!python.isOn()) {
                throw new UnsupportedFlavorException(notHere.getMessage()
                        + " Other flavors need Python, which this server does not run (--python-models on).");
            }
            log.building().accept("The model is run by Python. " + notHere.getMessage());
            return python.open(model, processes, variables, log, afterwards);
        }
    }

    /// What a small file says can be large in memory for a moment.
    private ModelFolder read(Path folder) {
        loading.acquireUninterruptibly();
        try {
            return ModelFolder.open(folder);
        } finally {
            loading.release();
        }
    }

    private Servable openHere(ModelFolder model) {
        AtomicLong taken = new AtomicLong();
        loading.acquireUninterruptibly(); // for as long as others read files
        boolean isOpen = false;
        try {
            Servable opened = LoadedModel.open(model.telling(bytes -> take(bytes, taken)), ScoringLimits.DEFAULT);
            isOpen = true;
            return new HeldModel(opened, () -> heap.release(taken.get()));
        } finally {
            loading.release();
            if (!isOpen) {
                heap.release(taken.get());
            }
        }
    }

    private void take(long bytes, AtomicLong taken) {
        if (!heap.take(bytes)) {
            throw new NoHeapException(bytes, heap);
        }
        taken.addAndGet(bytes);
    }
}
