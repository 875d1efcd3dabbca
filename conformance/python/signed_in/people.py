"""Who signs in. CAIRN_ADMIN and CAIRN_ADMIN_PASSWORD say who may do everything; the server has accounts."""

import os

ADMIN = {"username": os.environ.get("CAIRN_ADMIN", ""), "password": os.environ.get("CAIRN_ADMIN_PASSWORD", "")}
PASSWORD = "a password of the tests"
