import os


class Metadata:
    def __init__(self, names):
        self.flavors = {"python_function": {"streamable": "predict_stream" in names}}

    def get_input_schema(self):
        return None


class Model:
    def __init__(self, code):
        self.names = {}
        exec(code, self.names)
        self.predict = self.names["predict"]
        self.metadata = Metadata(self.names)

    def predict_stream(self, data, params=None):
        return self.names["predict_stream"](data)


def load_model(folder):
    with open(os.path.join(folder, "model.py")) as file:
        return Model(file.read())
