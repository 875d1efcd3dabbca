"""A queue that others change meanwhile."""

from cairn_mlflow.spool import Queue, line_of


class SentMeanwhile(Queue):
    """Another process sends all of it while this one looks how far it is."""

    def position(self):
        found = super().position()
        assert self.finish(self.end())
        return found


def test_what_is_sent_while_it_is_counted_does_not_wait(tmp_path):
    queue = SentMeanwhile(tmp_path, "http://127.0.0.1:9")
    queue.append(line_of({"key": "a"}))
    assert queue.count() == 0
    assert not queue.waits()
