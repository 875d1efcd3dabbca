"""The body that asks a model, for each form that its inputs may have."""

import json
import math

from mlflow.utils.proto_json_utils import NumpyEncoder

# The words for rows and tensors: what has one of them is a body already, and no array of that name.
_WORDS = frozenset(["dataframe_split", "dataframe_records", "instances", "inputs"])


def body(inputs):
    """JSON of a frame, a column, an array, named arrays, rows, or a body; texts are bodies as they are."""
    import numpy as np
    import pandas as pd

    if isinstance(inputs, str):
        return inputs
    if hasattr(inputs, "toarray"):  # sparse, of scipy
        inputs = inputs.toarray()
    if isinstance(inputs, pd.Series):
        inputs = inputs.to_frame()
    if isinstance(inputs, pd.DataFrame):
        inputs = {"dataframe_split": inputs.to_dict("split")}
    elif isinstance(inputs, (np.ndarray, list)) or _are_named_arrays(inputs):
        inputs = {"inputs": inputs}
    return json.dumps(_plain(inputs), cls=NumpyEncoder, allow_nan=False)


def _are_named_arrays(inputs):
    import numpy as np
    import pandas as pd

    return (
        isinstance(inputs, dict)
        and _WORDS.isdisjoint(inputs)
        and any(isinstance(value, (np.ndarray, pd.Series)) for value in inputs.values())
    )


def _plain(value):
    """The same in lists and texts, with nothing for numbers that JSON does not have and for what is missing."""
    import numpy as np
    import pandas as pd

    if isinstance(value, dict):
        return {_plain(key): _plain(part) for key, part in value.items()}
    if isinstance(value, np.ndarray):
        return _listed(value)
    if isinstance(value, (list, tuple, pd.Series, pd.Index)):
        return [_plain(part) for part in value]
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    elif isinstance(value, np.generic):
        value = value.item()
    if value is pd.NaT or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value


def _listed(array):
    """Of a large array of numbers, without a look at each where all are finite."""
    import numpy as np
    import pandas as pd

    if array.dtype.kind in "biu" or (array.dtype.kind == "f" and np.isfinite(array).all()):
        return array.tolist()
    if array.dtype.kind == "M":
        array = np.vectorize(pd.Timestamp, otypes=[object])(array)
    return _plain(array.tolist())
