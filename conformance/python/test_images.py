"""Images by step, as the stock client names them, are listed for charts."""

import numpy as np


def test_images_of_several_runs_are_listed_by_key_and_step(client, wire, experiment):
    runs = [client.create_run(experiment).info.run_id for _ in range(3)]
    dot = np.zeros((4, 4, 3), dtype=np.uint8)
    for step in (10, 9):
        client.log_image(runs[0], dot, key="val/dog 1", step=step)
    client.log_image(runs[1], dot, key="cat")
    answer = wire.answer("POST", "/api/3.0/cairn/runs/images", run_ids=runs)
    assert answer["more"] is False
    assert [of["run_id"] for of in answer["runs"]] == runs[:2]
    (dogs,) = answer["runs"][0]["series"]
    assert (dogs["key"], dogs["steps"]) == ("val/dog 1", [9, 10])
    (cats,) = answer["runs"][1]["series"]
    assert (cats["key"], cats["steps"]) == ("cat", [0])
    for run, series in ((runs[0], dogs), (runs[1], cats)):
        known = {file.path for file in client.list_artifacts(run, "images")}
        assert {*series["paths"], *series["previews"]} == known
        assert all(path.endswith(".png") for path in series["paths"])
        assert all(path.endswith("+compressed.webp") for path in series["previews"])
