import json
from collections import namedtuple

Answer = namedtuple("Answer", "response status mimetype")


def invocations(data, content_type, model, input_schema):
    predictions = model.predict(json.loads(data)["inputs"])
    return Answer(json.dumps({"predictions": predictions}), 200, content_type)
