"""Measures the listing of a folder of artifacts, in as many answers as the server makes of it.

    bench/artifacts.py URL ROOT --files 10000 --pid PID     prints a line

ROOT is the folder that the server keeps artifacts in (--artifacts-destination), where the files are put without it: through
its API that would take minutes. Standard library only.
"""

import argparse
import json
import os
import time
import urllib.parse

import searches


def new_run(server):
    created = server.post("/api/2.0/mlflow/experiments/create", {"name": f"artifacts {time.time()}"})
    experiment = json.loads(created)["experiment_id"]
    run = json.loads(server.post("/api/2.0/mlflow/runs/create", {"experiment_id": experiment}))["run"]["info"]
    return run["run_id"], run["artifact_uri"]


def make_files(root, artifact_uri, files):
    place = urllib.parse.urlsplit(artifact_uri)
    assert place.scheme == "mlflow-artifacts", f"{artifact_uri} is not kept by the server itself"
    folder = os.path.join(root, place.path.lstrip("/"), "many")
    os.makedirs(folder)
    for i in range(files):
        with open(os.path.join(folder, f"f{i:05d}.txt"), "w") as file:
            file.write("x" * (i % 100))


def whole_listing(server, run):
    path = f"/api/2.0/mlflow/artifacts/list?run_id={run}&path=many"
    content = server.get(path)
    answers = [content]
    while token := json.loads(content).get("next_page_token"):
        content = server.get(f"{path}&page_token={urllib.parse.quote(token)}")
        answers.append(content)
    return answers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("root")
    parser.add_argument("--files", type=int, default=10_000)
    searches.add_measuring(parser)
    options = parser.parse_args()
    run, artifact_uri = new_run(searches.Server(options.url))
    make_files(options.root, artifact_uri, options.files)
    server = searches.Server(options.url)  # the first connection may have been closed meanwhile

    def count(answers):
        return sum(len(json.loads(answer).get("files", [])) for answer in answers)

    measuring = searches.Measuring(options, "artifacts")
    found = measuring.of(f"list-{options.files}", lambda: whole_listing(server, run), count)
    assert found == options.files, f"{found} files of {options.files} are listed"


if __name__ == "__main__":
    main()
