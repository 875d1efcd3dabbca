"""The schema of KServe's `InferenceService`, cut down to what Cairn writes: a predictor of containers of one's own.

    go mod download -json github.com/kserve/kserve@v0.15.2     # says the folder, "Dir"
    python make_kserve_schema.py DIR/config/crd/full/serving.kserve.io_inferenceservices.yaml > ../resources/kubernetes/kserve.json

Descriptions, the status, transformers, explainers and predictors that are not containers are left out, and what is left is strict: fields
that it does not know are refused, as a cluster does with `fieldValidation: Strict`.
"""

import json
import sys

import yaml

# of a predictor: what runs elsewhere than in containers of one's own, and what Cairn never writes and is large
LEFT_OUT = {
    "huggingface", "lightgbm", "model", "onnx", "paddle", "pmml", "pytorch", "sklearn", "tensorflow", "triton", "workerSpec", "xgboost",
    "affinity", "initContainers",
}


def strict(schema):
    """A schema in the words of JSON Schema, without words for people."""
    if not isinstance(schema, dict):
        return schema
    kept = {}
    for key, value in schema.items():
        if key == "properties":
            kept[key] = {name: strict(each) for name, each in value.items()}
        elif key in ("anyOf", "allOf", "oneOf"):
            kept[key] = [strict(each) for each in value]
        elif key in ("items", "additionalProperties"):
            kept[key] = strict(value)
        elif key not in ("description", "default") and not key.startswith("x-kubernetes-"):
            kept[key] = value
    if "properties" in kept and not schema.get("x-kubernetes-preserve-unknown-fields"):
        kept.setdefault("additionalProperties", False)
    return kept


def main():
    with open(sys.argv[1]) as file:
        definition = yaml.safe_load(file)
    version = next(each for each in definition["spec"]["versions"] if each["name"] == "v1beta1")
    whole = version["schema"]["openAPIV3Schema"]
    predictor = whole["properties"]["spec"]["properties"]["predictor"]
    for name in LEFT_OUT:
        del predictor["properties"][name]
    whole["properties"]["spec"]["properties"] = {"predictor": predictor}
    del whole["properties"]["status"]
    schema = strict(whole)
    schema["properties"]["apiVersion"] = {"const": f"{definition['spec']['group']}/v1beta1"}
    schema["properties"]["kind"] = {"const": definition["spec"]["names"]["kind"]}
    schema["required"] = ["apiVersion", "kind", "metadata", "spec"]
    about = "KServe 0.15.2 (Apache-2.0): its InferenceService as Cairn writes it, strict, without descriptions; by make_kserve_schema.py"
    print(json.dumps({"$comment": about, **schema}, indent=1))


if __name__ == "__main__":
    main()
