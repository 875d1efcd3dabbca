"""A plugin of the MLflow client that keeps on disk what is logged while a Cairn server is away, and sends it later.

It does nothing until the variable CAIRN_SPOOL names a folder, or `enable` is called.
"""

from cairn_mlflow.settings import enable

__all__ = ["enable"]
