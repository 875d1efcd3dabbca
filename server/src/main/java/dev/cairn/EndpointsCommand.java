package dev.cairn;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `cairn endpoints`: how much of the reference's API there is, area by area.
@Command(name = "endpoints", description = "Prints the coverage of the MLflow API by area.")
final class EndpointsCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Logs.warnOnly();
        System.out.print(Coverage.report());
        return 0;
    }
}
