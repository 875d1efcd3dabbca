import json
from collections import namedtuple

import pandas

Answer = namedtuple("Answer", "response status mimetype")
Read = namedtuple("Read", "data params is_unified_llm_input")


def _parse_json_data(data, metadata, input_schema):
    read = json.loads(data)
    if "messages" in read:
        return Read(read["messages"], None, True)
    if "input" in read:
        return Read(read, None, True)
    return Read(pandas.DataFrame(json.loads(data)["inputs"]), None, False)


def predictions_to_json(predictions, output):
    json.dump({"predictions": predictions}, output)


def unwrapped_predictions_to_json(predictions, output):
    json.dump(predictions, output)


def invocations(data, content_type, model, input_schema):
    read = json.loads(data)
    if "input" in read:
        return Answer(json.dumps(model.predict(read)), 200, content_type)
    predictions = model.predict(read["inputs"])
    return Answer(json.dumps({"predictions": predictions}), 200, content_type)
