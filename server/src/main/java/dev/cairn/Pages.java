package dev.cairn;

/// The page that stands in for the web UI until it is built.
final class Pages {
    static final String HOME = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Cairn</title>
            <style>body { font: 16px/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
            <h1>Cairn is running</h1>
            <p>Point an MLflow client at this address:</p>
            <pre>import mlflow
            mlflow.set_tracking_uri("<span id="origin">http://127.0.0.1:5000</span>")</pre>
            <p><a href="health">health</a> · <a href="version">version</a> · <a href="metrics">metrics</a></p>
            </html>
            """;

    private Pages() {}
}
