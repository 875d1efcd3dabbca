"""Heartbeats, and the mark of runs that stopped reporting, mean nothing to the stock client."""


def test_the_client_reads_runs_that_say_that_they_live(client, wire, experiment):
    run = client.create_run(experiment).info.run_id
    heartbeat = f"/api/3.0/cairn/runs/{run}/heartbeat"
    client.log_metric(run, "loss", 0.5)
    assert wire.answer("POST", heartbeat) == {"status": "RUNNING"}
    client.set_terminated(run)
    assert wire.answer("POST", heartbeat) == {"status": "FINISHED"}
    assert client.get_run(run).info.status == "FINISHED"
