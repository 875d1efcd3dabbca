"""So much of MLflow as the program of the server's processes uses, for the tests of these."""
