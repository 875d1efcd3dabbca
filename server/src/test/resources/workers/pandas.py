"""So much of pandas as the program of the server's processes uses, for the tests of these."""


class Labels(list):
    def equals(self, other):
        return self == other


class DataFrame:
    def __init__(self, rows, columns=("a",)):
        self.rows = rows
        self.columns = Labels(columns)
        self.dtypes = Labels(type(row).__name__ for row in rows[:1])

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        return iter(self.rows)


def concat(frames, ignore_index):
    return DataFrame([row for frame in frames for row in frame.rows])
