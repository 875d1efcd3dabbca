"""Runs with all that a run's page and its artifacts show, logged by the stock client; a part of `fill_ui.py`."""

import csv
import json
import math
import os
import struct
import tempfile
import time
import wave
import zipfile
from pathlib import Path

import mlflow
import mlflow.sklearn
from mlflow.entities import LoggedModelOutput, Metric, Param

EXPERIMENT = "everything of a run"
SCRIPT = "<script>window.attacked=1;parent.attacked=1</script>"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60" onload="window.attacked=1">{SCRIPT}<rect width="80" height="60" fill="teal"/></svg>'
REPORT = """<!doctype html><title>report</title><h1>A report with a library</h1><p id="told">waiting</p>
<button onclick="location.href='https://reports.example/left'">Leave</button>
<button onclick="location.href=location.href.replace('view=scripts','view=network')">Let itself do more</button>
<img src="https://reports.example/pixel.png" alt="">
<script src="https://reports.example/library.js"></script>
<script>
document.getElementById('told').textContent = 'own script ran';
fetch('https://reports.example/fetched').catch(() => undefined);
</script>"""
FOLDER_FILES = 2_000
KEYS = 12_000


def fill() -> None:
    mlflow.set_experiment(EXPERIMENT)
    trained()
    retrained()
    with_files()
    of_a_notebook()
    nested()
    many_keys()
    running()


def trained() -> None:
    """A scikit-learn training by autolog, with files of every kind."""
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split

    mlflow.sklearn.autolog(silent=True)
    features, labels = load_iris(return_X_y=True, as_frame=True)
    train, held_out, train_labels, held_out_labels = train_test_split(features, labels, random_state=7)
    tags = {
        "mlflow.note.content": f"Of **irises**. {SCRIPT} [press](javascript:window.attacked=1)",
        "mlflow.source.git.commit": "4f0c1de8a9b7654433221100ffeeddccbbaa9988",
        "mlflow.source.git.branch": "main",
        "mlflow.source.git.repoURL": "https://example.org/team/irises.git",
        "team": "growth",
        "hostile": "<img src=x onerror=window.attacked=1>",
    }
    with mlflow.start_run(run_name="irises", tags=tags):
        model = LogisticRegression(max_iter=300).fit(train, train_labels)
        mlflow.log_metric("held out accuracy", model.score(held_out, held_out_labels))
        mlflow.log_metric("not a number", float("nan"))
        with tempfile.TemporaryDirectory() as folder:
            files(Path(folder))
            mlflow.log_artifacts(folder, "files")
    mlflow.sklearn.autolog(disable=True)


def retrained() -> None:
    """A model of the same kind that takes fewer columns, to be compared with the first."""
    from mlflow.models import infer_signature
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression

    features, labels = load_iris(return_X_y=True, as_frame=True)
    features = features[["petal length (cm)", "petal width (cm)"]]
    with mlflow.start_run(run_name="petals alone"):
        model = LogisticRegression(max_iter=100).fit(features, labels)
        signature = infer_signature(features, model.predict(features))
        logged = mlflow.sklearn.log_model(model, name="petals", signature=signature, params={"max_iter": 100})
        mlflow.log_metric("training_accuracy_score", model.score(features, labels), model_id=logged.model_id)


def with_files() -> None:
    """Two runs whose files are alike, but for one that differs and one that only the first has."""
    experiment = mlflow.create_experiment("files to compare")
    for depth in (3, 4):
        with mlflow.start_run(run_name=f"depth {depth}", experiment_id=experiment):
            mlflow.log_text("the same in both", "conf/same.txt")
            mlflow.log_text(f"lr: 0.1\ndepth: {depth}\nseed: 7\n", "conf/train.yaml")
            if depth == 3:
                mlflow.log_text("of the first alone", "conf/only-here.txt")


def files(folder: Path) -> None:
    """A file of each kind, and those that would run something."""
    texts = {
        "read me.md": f"# A title\n\nSome **bold** text and a [link](javascript:window.attacked=1).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n{SCRIPT}",
        "train.py": "def train(depth: int) -> float:\n    return 1 / depth  # smaller is better\n",
        "config.json": json.dumps({"layers": [{"kind": "dense", "units": 64}, {"kind": "dropout", "rate": 0.1}], "name": "<b>net</b>"}),
        "broken.json": '{"a": [1, 2',
        "page.html": f"<!doctype html><h1>A report</h1><p style='color: teal'>Of irises</p>{SCRIPT}<img src=x onerror=window.attacked=1>",
        "report.html": REPORT,
        "drawing.svg": SVG,
        "places.geojson": json.dumps(geography()),
        "log.txt": "".join(f"line {number} of a long log\n" for number in range(60_000)),
        "日本語.txt": "こんにちは\n",
        "no-extension": "plain words\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "bytes.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "notebook.ipynb").write_text(json.dumps(notebook()))
    with (folder / "table.csv").open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "name", "score"])
        rows.writerows([number, f"row, {number}", number / 7] for number in range(5_000))
    (folder / "table.tsv").write_text("word\tcount\n" + "".join(f"word, {number}\t{number}\n" for number in range(20)))
    hostile_model(folder / "hostile")
    with zipfile.ZipFile(folder / "bundle.zip", "w") as bundle:
        for number in range(50):
            bundle.writestr(f"inside/part-{number}.txt", f"part {number}")
    pictures(folder)
    sound(folder)
    parquet(folder)
    hostile = folder / "bomb"
    hostile.mkdir()
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 12)]
    (hostile / "MLmodel").write_text("\n".join(lines))
    many = folder / "many"
    many.mkdir()
    for number in range(FOLDER_FILES):
        (many / f"part-{number:05}.txt").write_text(f"{number}\n")


def hostile_model(folder: Path) -> None:
    """An MLmodel file that would run scripts in a page, or in what people copy from it."""
    attack = "<img src=x onerror=window.attacked=1>"
    fields = [{"type": "double", "name": attack, "required": True}, {"type": attack, "name": "</script><script>window.attacked=1</script>"}]
    flavors = {"python_function": {"loader_module": attack, "python_version": attack}, "os; print(open('/etc/passwd').read())": {}, attack: {}}
    folder.mkdir()
    model = {"artifact_path": attack, "flavors": flavors, "mlflow_version": attack, "signature": {"inputs": json.dumps(fields)}}
    (folder / "MLmodel").write_text(json.dumps(model))


def pictures(folder: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    axes.plot([1, 2, 3], [3, 1, 2])
    axes.set_title("A figure")
    for kind in ("png", "pdf"):
        figure.savefig(folder / f"figure.{kind}")
    pyplot.close(figure)


def sound(folder: Path) -> None:
    """Half a second of a tone that rises."""
    rate = 8_000
    tone = [int(12_000 * math.sin(2 * math.pi * (300 + at / 20) * at / rate)) for at in range(rate // 2)]
    with wave.open(str(folder / "tone.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(struct.pack(f"<{len(tone)}h", *tone))


def parquet(folder: Path) -> None:
    try:
        import pandas
        import pyarrow  # noqa: F401
    except ImportError:
        return
    frame = pandas.DataFrame({"number": range(3_000), "word": [f"word {n}" for n in range(3_000)]})
    frame.to_parquet(folder / "table.parquet")
    frame.to_parquet(folder / "packed.parquet", compression="zstd")


def notebook() -> dict:
    def output(kind: str, text: str) -> dict:
        return {"output_type": "display_data", "data": {kind: text}, "metadata": {}}

    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"language_info": {"name": "python"}},
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": ["# A notebook\n", SCRIPT]},
            {
                "cell_type": "code",
                "metadata": {},
                "execution_count": 1,
                "source": "print('hello')",
                "outputs": [
                    {"output_type": "stream", "name": "stdout", "text": "hello\n"},
                    output("text/html", f"<b>bold</b>{SCRIPT}"),
                    output("application/javascript", "window.attacked = 1"),
                    output("image/svg+xml", SVG),
                    {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": ["\u001b[31mValueError\u001b[0m: no"]},
                ],
            },
        ],
    }


def geography() -> dict:
    square = [[[9.0, 48.0], [11.0, 48.0], [11.0, 49.5], [9.0, 49.5], [9.0, 48.0]]]
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"name": "a square"}, "geometry": {"type": "Polygon", "coordinates": square}},
            {"type": "Feature", "properties": {"name": "a point"}, "geometry": {"type": "Point", "coordinates": [10.0, 48.5]}},
            {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[8.5, 47.5], [11.5, 50.0]]}},
        ],
    }


def of_a_notebook() -> None:
    """A run as a hosted notebook logs one: who ran which revision, for how long, and the model that came out."""
    client = mlflow.MlflowClient()
    experiment = client.get_experiment_by_name(EXPERIMENT).experiment_id
    tags = {
        "mlflow.user": "ann",
        "mlflow.databricks.notebookPath": "/Users/ann/petals",
        "mlflow.databricks.notebookRevisionID": "1760000000123",
    }
    run = client.create_run(experiment, start_time=1_760_000_000_000, tags=tags, run_name="of a notebook").info.run_id
    model = client.create_logged_model(experiment, name="out of a notebook", source_run_id=run)
    client.log_outputs(run, [LoggedModelOutput(model.model_id, step=7)])
    client.set_terminated(run, end_time=1_760_000_065_000)


def nested() -> None:
    with mlflow.start_run(run_name="sweep", tags={"mlflow.note.content": "Tries depths."}):
        for depth in range(6):
            with mlflow.start_run(run_name=f"depth {depth}", nested=True):
                mlflow.log_param("depth", depth)
                mlflow.log_metric("loss", 1 / (depth + 1))


def many_keys() -> None:
    client = mlflow.MlflowClient()
    with mlflow.start_run(run_name="many keys") as run:
        now = int(time.time() * 1000)
        for start in range(0, KEYS, 1_000):
            keys = range(start, start + 1_000)
            client.log_batch(run.info.run_id, metrics=[Metric(f"layer.{key}.norm", key / 3, now, 1) for key in keys])
        client.log_batch(run.info.run_id, params=[Param(f"option.{key}", f"value {key}") for key in range(100)])


def running() -> None:
    """A run that has not ended."""
    client = mlflow.MlflowClient()
    experiment = client.get_experiment_by_name(EXPERIMENT)
    run = client.create_run(experiment.experiment_id, run_name="still running", tags={"mlflow.user": "ann"})
    client.log_metric(run.info.run_id, "loss", 0.5, step=1)


if __name__ == "__main__":
    mlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URI"])
    fill()
