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

/// Makes models answer: in this JVM where it can score one of their flavours, else in processes of Python.
public final class ModelOpener {
    private final PythonModels python;

    /// For those that this JVM loads, which takes memory and a processor: two at a time.
    private final Semaphore loading = new Semaphore(2);

    public ModelOpener(PythonModels python) {
        this.python = python;
    }

    /// Loads the model of a folder.
    ///
    /// @param processes  how many hold it, where it needs any
    /// @param variables  of the environment of its processes
    /// @param log        where what is done is written
    /// @param afterwards what is done once the model needs the folder no more; not if it cannot be loaded
    /// @throws NotReadyException if what the model needs is being made
    public Servable open(Path folder, int processes, Map<String, String> variables, ModelLog log, Runnable afterwards)
            throws IOException, NotReadyException {
        ModelFolder model = ModelFolder.open(folder);
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

    private Servable openHere(ModelFolder model) {
        loading.acquireUninterruptibly(); // for as long as others read files
        try {
            return LoadedModel.open(model, ScoringLimits.DEFAULT);
        } finally {
            loading.release();
        }
    }
}
