"""A model of `cairn serve` asked over gRPC by Google's library, in the messages of the Open Inference Protocol."""

import os
import re
import subprocess
from pathlib import Path

import grpc
import mlflow
import numpy
import pytest
import requests
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[2]
SERVICE = "/inference.GRPCInferenceService/"

# Fields with their numbers, as the protocol has them; * is repeated.
TENSOR = "name=1 string, datatype=2 string, shape=3 int64*, contents=5 InferTensorContents"
MESSAGES = {
    "Empty": "",
    "Truth": "so=1 bool",
    "Named": "name=1 string, version=2 string",
    "InferTensorContents": "bool_contents=1 bool*, int_contents=2 int32*, int64_contents=3 int64*, uint_contents=4 uint32*,"
    " uint64_contents=5 uint64*, fp32_contents=6 float*, fp64_contents=7 double*, bytes_contents=8 bytes*",
    "Tensor": TENSOR,
    "Wanted": "name=1 string",
    "ModelMetadataResponse": "name=1 string, versions=2 string*, platform=3 string, inputs=4 Tensor*, outputs=5 Tensor*",
    "ModelInferRequest": "model_name=1 string, model_version=2 string, id=3 string, inputs=5 Tensor*, outputs=6 Wanted*,"
    " raw_input_contents=7 bytes*",
    "ModelInferResponse": "model_name=1 string, model_version=2 string, id=3 string, outputs=5 Tensor*,"
    " raw_output_contents=6 bytes*",
}


def classes():
    field_type = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="open_inference.proto", package="inference", syntax="proto3")
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for text in filter(None, fields.split(", ")):
            field, number, kind, many = re.fullmatch(r"(\w+)=(\d) (\w+)(\*?)", text).groups()
            label = field_type.LABEL_REPEATED if many else field_type.LABEL_OPTIONAL
            if kind in MESSAGES:
                message.field.add(
                    name=field, number=int(number), label=label, type=field_type.TYPE_MESSAGE, type_name=".inference." + kind
                )
            else:
                message.field.add(
                    name=field, number=int(number), label=label, type=getattr(field_type, "TYPE_" + kind.upper())
                )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {name: message_factory.GetMessageClass(pool.FindMessageTypeByName("inference." + name)) for name in MESSAGES}


PROTO = classes()


@pytest.fixture(scope="module")
def rows():
    return load_iris().data.astype(numpy.float32)


@pytest.fixture(scope="module")
def logged(url, unique, rows):
    """A logged model's URI and its predictions."""
    from skl2onnx import to_onnx

    mlflow.set_tracking_uri(url)
    mlflow.set_registry_uri(url)
    mlflow.set_experiment(unique("grpc"))
    trained = LogisticRegression(max_iter=500).fit(rows, load_iris().target)
    info = mlflow.onnx.log_model(
        to_onnx(trained, rows[:1], options={"zipmap": False}, target_opset=17),
        name="classifier",
        signature=infer_signature(rows, numpy.zeros(len(rows), numpy.int64)),
        pip_requirements=["onnxruntime"],
    )
    return "models:/" + info.model_id, mlflow.pyfunc.load_model(info.model_uri).predict(rows)


@pytest.fixture(scope="module")
def served(url, logged):
    """The addresses of the model's server for HTTP and gRPC, and what it calls the model."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    command = [java, "--enable-native-access=ALL-UNNAMED", "-jar", ROOT / "server" / "target" / "cairn.jar", "serve"]
    command += [logged[0], "--tracking-uri", url, "--port", "0", "--grpc-port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        http = re.search(r" on (http://\S+)/invocations", server.stdout.readline()).group(1)
        yield http, re.search(r"gRPC on (\S+)", server.stdout.readline()).group(1), logged[0].removeprefix("models:/")
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()


@pytest.fixture
def channel(served):
    with grpc.insecure_channel(served[1]) as channel:
        yield channel


def call(channel, method, request, answer, timeout=60, **options):
    ask = channel.unary_unary(
        SERVICE + method, request_serializer=lambda it: it.SerializeToString(), response_deserializer=PROTO[answer].FromString
    )
    return ask(request, timeout=timeout, **options)


def infer(channel, model, rows, raw=False, **fields):
    tensor = PROTO["Tensor"](name="x", datatype="FP32", shape=rows.shape)
    if not raw:
        tensor.contents.fp32_contents.extend(rows.flatten().tolist())
    request = PROTO["ModelInferRequest"](model_name=model, inputs=[tensor], **fields)
    if raw:
        request.raw_input_contents.append(rows.tobytes())
    return call(channel, "ModelInfer", request, "ModelInferResponse")


def test_the_server_says_what_it_is_and_has(channel, served):
    for method in ("ServerLive", "ServerReady"):
        assert call(channel, method, PROTO["Empty"](), "Truth").so
    named = PROTO["Named"](name=served[2])
    assert call(channel, "ModelReady", named, "Truth").so
    metadata = call(channel, "ModelMetadata", named, "ModelMetadataResponse")
    assert [(each.datatype, list(each.shape)) for each in metadata.inputs] == [("FP32", [-1, 4])]
    assert metadata.platform == "onnxruntime_onnx"


def test_predictions_are_those_of_the_model_and_of_http(channel, served, logged, rows):
    label, probabilities = logged[1].values()
    typed = infer(channel, served[2], rows, id="7")
    raw = infer(channel, served[2], rows, raw=True)
    assert typed.id == "7"
    assert typed.model_name == served[2]
    assert list(typed.outputs[0].contents.int64_contents) == list(label)
    wide = numpy.array(typed.outputs[1].contents.fp64_contents).reshape(probabilities.shape)
    numpy.testing.assert_array_equal(wide.astype(probabilities.dtype), probabilities)
    assert numpy.frombuffer(raw.raw_output_contents[0], numpy.int64).tolist() == list(label)
    numpy.testing.assert_array_equal(numpy.frombuffer(raw.raw_output_contents[1]).reshape(wide.shape), wide)
    body = {"inputs": [{"name": "x", "shape": rows.shape, "datatype": "FP32", "data": rows.flatten().tolist()}]}
    answer = requests.post(f"{served[0]}/v2/models/{served[2]}/infer", json=body, timeout=60).json()
    assert answer["outputs"][1]["data"] == wide.flatten().tolist()
    wanted = infer(channel, served[2], rows[:1], outputs=[PROTO["Wanted"](name="label")])
    assert [each.name for each in wanted.outputs] == ["label"]


@pytest.mark.parametrize(
    "model, width, code, text",
    [
        ("nobody", 4, grpc.StatusCode.NOT_FOUND, "There is no model 'nobody' here."),
        (None, 3, grpc.StatusCode.INVALID_ARGUMENT, "does not match expected shape (-1, 4)"),
    ],
)
def test_what_is_wrong_is_said(channel, served, rows, model, width, code, text):
    with pytest.raises(grpc.RpcError) as refused:
        infer(channel, model or served[2], rows[:, :width])
    assert refused.value.code() == code
    assert text in refused.value.details()


def test_what_is_not_there_is_not_implemented(channel):
    with pytest.raises(grpc.RpcError) as refused:
        call(channel, "ModelStreamInfer", PROTO["Empty"](), "Empty")
    assert refused.value.code() == grpc.StatusCode.UNIMPLEMENTED


def test_a_message_is_bounded(channel, served):
    with pytest.raises(grpc.RpcError) as refused:
        infer(channel, served[2], numpy.zeros((4_200_000, 4), numpy.float32), raw=True)
    assert refused.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
    assert call(channel, "ServerLive", PROTO["Empty"](), "Truth").so


def test_messages_may_be_packed(channel, served):
    assert call(channel, "ServerLive", PROTO["Empty"](), "Truth", compression=grpc.Compression.Gzip).so
    named = PROTO["Named"](name=served[2], version="1" * 10_000)
    with pytest.raises(grpc.RpcError) as refused:
        call(channel, "ModelReady", named, "Truth", compression=grpc.Compression.Gzip)
    assert refused.value.code() == grpc.StatusCode.NOT_FOUND
    with pytest.raises(grpc.RpcError) as other:
        call(channel, "ModelReady", named, "Truth", compression=grpc.Compression.Deflate)
    assert other.value.code() == grpc.StatusCode.UNIMPLEMENTED
