import os


class Metadata:
    def get_input_schema(self):
        return None


class Model:
    metadata = Metadata()

    def __init__(self, code):
        self.names = {}
        exec(code, self.names)
        self.predict = self.names["predict"]


def load_model(folder):
    with open(os.path.join(folder, "model.py")) as file:
        return Model(file.read())
